"""What the desk shows before anything is written is what will be written: for any run of announcements."""

from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schedule.actions.change_date import change_date
from schedule.actions.restore_date import restore_date
from schedule.actions.say_notice import say_notice
from schedule.agenda import Agenda
from schedule.models import Change, Notice, Permanence
from schedule.timeline import Change as Said
from schedule.timeline import ChangeKind, NoticeKind, Stay
from schedule.timeline import Notice as SaidNotice
from schedule.timeline.changing import changed, noticed, restored
from schedule.timeline.timeline import expand
from tests import factories

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)

announcements = st.tuples(
    st.sampled_from(["cancelled", "moved", "hours", "late", "arrived", "restore"]),
    st.sampled_from([TUESDAY, WEDNESDAY]),
    st.sampled_from([0, 1, None]),  # the morning, the afternoon, the whole day
)


@pytest.fixture
def stay():
    return factories.stay(TUESDAY, WEDNESDAY, at=factories.place("Résidence du Lac"))


@pytest.fixture
def elsewhere():
    return factories.place("Résidence du Pré")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(announcements, max_size=5))
def test_what_is_shown_is_what_is_written(stay, elsewhere, run):
    Change.objects.all().delete()
    Notice.objects.all().delete()
    sessions = list(stay.sessions.all())
    shown = stay_of(stay)
    for what, day, number in run:
        session = sessions[number] if number is not None else None
        shown = show(shown, what, day, session, elsewhere)
        write(stay, what, day, session, elsewhere)

        assert told(shown) == told(stay_of(stay))


def stay_of(stay: Permanence) -> Stay:
    return next(found for found in Agenda().timeline.stays if found.id == stay.pk)


def told(stay: Stay) -> list[tuple]:
    return [(o.day, o.session.key, o.start, o.end, o.place, o.change, o.notice) for o in expand(stay)]


def hours(session) -> tuple[time, time]:
    return (time(14, 30), time(16)) if session and session.start == time(14) else (time(10), time(11))


def show(shown: Stay, what: str, day: date, session, elsewhere) -> Stay:
    key = session.key.hex if session else ""
    start, end = hours(session)
    if what == "restore":
        return restored(shown, day, key)
    if what in ("late", "arrived"):
        return noticed(shown, SaidNotice(day, key, NoticeKind(what), start)) if session else shown
    place = next(p for p in Agenda().places if p.id == elsewhere.pk)
    fields = {"moved": {"place": place}, "hours": {"start": start, "end": end}}.get(what, {})
    return changed(shown, Said(day, ChangeKind(what), session_key=key, **fields))


def write(stay: Permanence, what: str, day: date, session, elsewhere) -> None:
    start, end = hours(session)
    if what == "restore":
        restore_date(stay, day, session=session)
    elif what in ("late", "arrived"):
        if session:
            say_notice(stay, day, session, kind=Notice.Kind(what), start=start)
    else:
        fields = {"moved": {"place": elsewhere}, "hours": {"start": start, "end": end}}.get(what, {})
        change_date(stay, day, session=session, kind=what, **fields)
