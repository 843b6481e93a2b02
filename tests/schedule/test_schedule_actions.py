"""Planning a stay and changing a date: everything or nothing."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from core import stamps
from schedule.actions.change_date import change_date
from schedule.actions.plan_permanence import plan_permanence
from schedule.actions.say_notice import say_notice
from schedule.models import Change, Notice, Permanence, Session
from schedule.recurrence import WeeklyDates
from tests import factories
from tests.reading import lake, meadow

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
HOURS = ((time(9, 30), time(12, 30)), (time(14), time(17)))
DATES = WeeklyDates(TUESDAY, FRIDAY, frozenset({1, 2, 3, 4}))


def plan(**fields) -> Permanence:
    given = {"hours": HOURS, "dates": DATES, "caravan": factories.caravan()} | fields
    if "place" not in given:
        given["place"] = lake()
    return plan_permanence(**given)


def message(error) -> str:
    return " ".join(error.value.messages)


def test_a_planned_permanence_is_published_with_its_sessions_and_its_bounds():
    found = Permanence.objects.get(pk=plan().pk)

    assert (found.live, found.starts_on, found.ends_on) == (True, TUESDAY, FRIDAY)
    assert [(session.start, session.end) for session in found.sessions.all()] == list(HOURS)
    assert found.dates == DATES


def test_the_permanence_that_comes_back_knows_that_it_is_published():
    """Else whoever saves it once more takes it off the site."""
    planned = plan()

    planned.note = "Venez nombreux."
    planned.save()

    assert Permanence.objects.get(pk=planned.pk).live is True


def test_a_planned_draft_is_not_published():
    found = Permanence.objects.get(pk=plan(publish=False).pk)

    assert found.live is False
    assert found.latest_revision is not None


@pytest.mark.parametrize(
    "lacking",
    [
        {"place": None},
        {"caravan": None},
        {"dates": WeeklyDates()},
        {"dates": WeeklyDates(FRIDAY, TUESDAY, frozenset({1}))},
        {"dates": WeeklyDates(TUESDAY, FRIDAY)},
        {"dates": "RRULE:FREQ=SECONDLY"},
        {"hours": [(time(12), time(9))]},
        {"hours": [(time(3), time(4))]},
        {"note": "x" * 301},
    ],
    ids=lambda lacking: "-".join(lacking),
)
def test_what_does_not_make_a_permanence_writes_nothing(lacking):
    with pytest.raises(ValidationError):
        plan(**lacking)

    assert Permanence.objects.count() == 0
    assert Session.objects.count() == 0


def test_every_session_has_a_key_of_its_own_that_outlives_publishing():
    first, second = plan(), plan(place=meadow())
    keys = [session.key for stay in (first, second) for session in stay.sessions.all()]

    assert len(set(keys)) == 4
    again = Permanence.objects.get(pk=first.pk)
    again.save_revision().publish()
    assert [s.key for s in Permanence.objects.get(pk=first.pk).sessions.all()] == keys[:2]


def test_planning_and_changing_move_the_stamp_of_the_schedule():
    seen = [stamps.tokens().get(stamps.SCHEDULE)]
    stay = plan()
    seen.append(stamps.tokens()[stamps.SCHEDULE])
    change = change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    seen.append(stamps.tokens()[stamps.SCHEDULE])
    change.delete()
    seen.append(stamps.tokens()[stamps.SCHEDULE])

    assert len(set(seen)) == 4


def test_only_a_date_of_the_permanence_can_change():
    stay = plan()

    with pytest.raises(ValidationError) as error:
        change_date(stay, date(2026, 11, 23), kind=Change.Kind.CANCELLED)

    assert message(error) == "Cette permanence n’a pas lieu à cette date."


def test_what_is_announced_last_takes_the_place_of_what_was_announced_before():
    stay, elsewhere = plan(), meadow()
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED, message="Panne.")

    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=elsewhere)

    found = Change.objects.get()
    assert (found.kind, found.place.pk, found.message) == (Change.Kind.MOVED, elsewhere.pk, "")


def test_a_session_may_differ_from_its_day():
    stay = plan()
    morning = stay.sessions.first()
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)

    change_date(stay, TUESDAY, session=morning, kind=Change.Kind.HOURS, start=time(10), end=time(11))

    assert set(Change.objects.values_list("session", "kind")) == {
        (None, Change.Kind.CANCELLED),
        (morning.pk, Change.Kind.HOURS),
    }


def test_the_whole_day_takes_the_place_of_what_was_said_of_its_sessions():
    stay = plan()
    morning, afternoon = stay.sessions.all()
    change_date(stay, TUESDAY, session=morning, kind=Change.Kind.HOURS, start=time(10), end=time(11))
    say_notice(stay, TUESDAY, afternoon, kind=Notice.Kind.LATE, start=time(15))

    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)

    assert list(Change.objects.values_list("session", "kind")) == [(None, Change.Kind.CANCELLED)]
    assert not Notice.objects.exists()


def test_a_move_needs_another_place():
    stay = plan()

    with pytest.raises(ValidationError) as nowhere:
        change_date(stay, TUESDAY, kind=Change.Kind.MOVED)
    with pytest.raises(ValidationError) as usual:
        change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=stay.place)

    assert message(nowhere) == "Choisissez le nouveau lieu."
    assert message(usual) == "C’est le lieu habituel. Choisissez-en un autre."


@pytest.mark.parametrize(
    "hours",
    [{}, {"start": time(10)}, {"end": time(10)}, {"start": time(12), "end": time(10)}],
    ids=["none", "start only", "end only", "turned round"],
)
def test_other_hours_need_a_start_and_a_later_end(hours):
    stay = plan()

    with pytest.raises(ValidationError):
        change_date(stay, TUESDAY, kind=Change.Kind.HOURS, **hours)

    assert Change.objects.count() == 0


def test_a_session_of_another_permanence_is_refused():
    stay, other = plan(), plan(place=meadow())

    with pytest.raises(ValidationError) as error:
        change_date(stay, TUESDAY, session=other.sessions.first(), kind=Change.Kind.CANCELLED)

    assert message(error) == "Cet horaire appartient à une autre permanence."


def test_a_cancellation_keeps_no_place_and_no_hours():
    stay = plan()

    found = change_date(
        stay, TUESDAY, kind=Change.Kind.CANCELLED, place=meadow(), start=time(10), end=time(11)
    )

    assert (found.place, found.start, found.end) == (None, None, None)


def test_a_place_with_permanences_is_not_deleted_by_accident():
    from django.db.models import ProtectedError

    stay = plan()

    with pytest.raises(ProtectedError):
        stay.place.delete()
