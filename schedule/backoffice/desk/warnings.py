"""What somebody should look at in the schedule, with the link that solves it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core import clock, dates
from core.desk import Warning
from core.typography import french
from schedule.agenda import Agenda, published
from schedule.listing import local_day
from schedule.timeline import Caravan, Occurrence, Place, Timeline

HOLIDAYS_AHEAD = timedelta(weeks=4)


def of_request(request: HttpRequest) -> list[Warning]:
    """For those who plan; nobody else could do anything about them."""
    if not request.user.has_perm("schedule.change_permanence"):
        return []
    agenda, at = published(request), clock.instant(request)
    return [
        *_clashes(agenda.timeline, at),
        *_nothing_after(agenda, at),
        *_holidays(agenda.timeline, at),
        *_incomplete_places(coming_places(agenda.timeline, at)),
    ]


def coming(timeline: Timeline, at: datetime, caravan: Caravan | None = None) -> list[Occurrence]:
    """What is held from now on, of one caravan or of all, in order of start."""
    return [
        o
        for o in timeline.between(at - timedelta(days=1), at + timedelta(days=800))
        if at < o.end and not o.is_cancelled and (caravan is None or o.caravan.id == caravan.id)
    ]


def coming_places(timeline: Timeline, at: datetime) -> list[Place]:
    return list({o.place.id: o.place for o in coming(timeline, at)}.values())


def overlaps(timeline: Timeline, at: datetime) -> Iterable[tuple[Occurrence, Occurrence]]:
    """Coming sessions of one caravan that meet at different places: the first pair of each two stays."""
    told: set[frozenset[int]] = set()
    held = coming(timeline, at)
    for number, first in enumerate(held):
        for second in held[number + 1 :]:
            if first.end <= second.start:
                break
            pair = frozenset({first.stay.id, second.stay.id})
            is_clash = second.caravan.id == first.caravan.id and second.place.id != first.place.id
            if is_clash and pair not in told:
                told.add(pair)
                yield first, second


def _clashes(timeline: Timeline, at: datetime) -> Iterable[Warning]:
    for first, second in overlaps(timeline, at):
        words = {
            "caravan": first.caravan.name,
            "day": dates.long_date(second.local_day),
            "first": first.place.name,
            "first_hours": dates.hours(first.start, first.end),
            "second": second.place.name,
            "second_hours": dates.hours(second.start, second.end),
        }
        yield Warning(
            _(
                "%(caravan)s is announced at two places on %(day)s: %(first)s, %(first_hours)s, "
                "and %(second)s, %(second_hours)s."
            )
            % words,
            _("Correct the second one"),
            _stay_url(second.stay.id),
        )


def _nothing_after(agenda: Agenda, at: datetime) -> Iterable[Warning]:
    for caravan in agenda.caravans:
        held = coming(agenda.timeline, at, caravan)
        planned = {stay.id for stay in agenda.scheduled if stay.caravan.id == caravan.id}
        if len(planned | {o.stay.id for o in held}) > 1 or (planned and not held):
            continue
        words, first = {"caravan": caravan.name}, local_day(at)
        said = _("Nothing is planned for %(caravan)s.")
        if held:
            said = _("Nothing is planned for %(caravan)s after %(day)s.")
            words["day"] = dates.long_date(held[-1].local_day)
            first = held[-1].local_day + timedelta(days=1)
        asked = urlencode({"caravan": caravan.id, "from": first.isoformat()})
        yield Warning(said % words, _("Plan what comes next"), f"{_add_url()}?{asked}")


def _holidays(timeline: Timeline, at: datetime) -> Iterable[Warning]:
    today = local_day(at)
    for closure in timeline.closures:
        if today <= closure.day < today + HOLIDAYS_AHEAD:
            words = {
                "day": dates.long_date(closure.day),
                "holiday": french(closure.name),
                "place": closure.place.name,
            }
            yield Warning(
                _("%(day)s is a public holiday (%(holiday)s): the caravan is closed at %(place)s.") % words,
                _("Open all the same"),
                _stay_url(closure.stay_id),
                key=f"holiday-{closure.stay_id}-{closure.day.isoformat()}",
            )


def _incomplete_places(places: list[Place]) -> Iterable[Warning]:
    for place in places:
        lacking = [
            word
            for word, is_lacking in (
                (_("the position on the map"), place.latitude is None or place.longitude is None),
                (_("the picture"), not place.has_photo),
                (_("how to get there"), not place.access),
            )
            if is_lacking
        ]
        if lacking:
            words = {"place": place.name, "lacking": ", ".join(lacking)}
            yield Warning(
                _("%(place)s: not filled in yet: %(lacking)s.") % words,
                _("Complete this place"),
                reverse("wagtailadmin_pages:edit", args=[place.id]),
                key=f"place-{place.id}-{'-'.join(sorted(lacking))}",
            )


def _stay_url(stay: int) -> str:
    return reverse("wagtailsnippets_schedule_permanence:edit", args=[stay])


def _add_url() -> str:
    return reverse("wagtailsnippets_schedule_permanence:add")
