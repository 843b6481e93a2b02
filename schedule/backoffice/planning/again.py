"""A new stay that takes after an earlier one, or holds what an address proposes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse

from schedule.agenda import Agenda
from schedule.backoffice.choices import number
from schedule.models import Permanence, Session
from schedule.models.permanence import USUAL_HOURS, USUAL_WEEKDAYS
from schedule.recurrence import EARLIEST, LATEST, WeeklyDates

MOST_WEEKS = 52
USUAL_WEEKS = 8


def url(permanence_pk: int | None, weeks: int | None = None) -> str:
    address = f"{reverse('wagtailsnippets_schedule_permanence:add')}?again={permanence_pk}"
    return f"{address}&weeks={weeks}" if weeks else address


def earlier(asked: Mapping[str, str]) -> Permanence | None:
    """The stay that `?again=` names."""
    stays = Permanence.objects.select_related("place", "caravan").prefetch_related("sessions")
    return stays.filter(pk=number(asked.get("again"))).first() if asked.get("again") else None


def weeks(asked: Mapping[str, str]) -> int | None:
    """How many weeks later, from one to a year; None for anything else."""
    found = number(asked.get("weeks"))
    return found if found and found <= MOST_WEEKS else None


def prepared(asked: Mapping[str, str], agenda: Agenda) -> Permanence:
    """The new stay with which the form begins: an earlier one again, or the usual hours."""
    before = earlier(asked)
    permanence = again(before, weeks(asked)) if before else Permanence()
    if before is None:
        permanence.sessions = [Session(start=start, end=end) for start, end in USUAL_HOURS]
        caravans, places = ([one.id for one in found] for found in (agenda.caravans, agenda.places))
        permanence.caravan_id = _one_of(caravans, asked.get("caravan")) or _only(caravans)
        permanence.place_id = _one_of(places, asked.get("place"))
        if first := _day(asked.get("from")):
            permanence.dates = WeeklyDates(first=first, weekdays=USUAL_WEEKDAYS)
    return permanence


def again(before: Permanence, weeks_later: int | None = None) -> Permanence:
    """The same place, caravan, hours, weekdays and words; single dates belong to the earlier one alone.

    Without `weeks_later`, the days are still to be chosen.
    """
    chosen = before.dates if isinstance(before.dates, WeeklyDates) else WeeklyDates()
    chosen = replace(chosen, extra=frozenset(), without=frozenset())
    if not weeks_later:
        chosen = replace(chosen, first=None, last=None)
    elif chosen.first and chosen.last:
        shift = timedelta(weeks=weeks_later)
        chosen = replace(chosen, first=chosen.first + shift, last=chosen.last + shift)
    permanence = Permanence(
        place=before.place,
        caravan=before.caravan,
        dates=chosen,
        open_on_holidays=before.open_on_holidays,
        note=before.note,
    )
    permanence.sessions = [Session(start=row.start, end=row.end) for row in before.sessions.all()]
    return permanence


def length(before: Permanence | None) -> int | None:
    """Days from the first to the last of an earlier stay, for a new one to be as long."""
    chosen = before.dates if before else None
    if isinstance(chosen, WeeklyDates) and chosen.first and chosen.last:
        return (chosen.last - chosen.first).days
    return None


def last_at(place_pk: int, today: date) -> Permanence | None:
    """The last stay that began at a place, else the first to come: its hours are those used there."""
    stays = Permanence.objects.live().filter(place=number(place_pk), starts_on__isnull=False)
    begun = stays.filter(starts_on__lte=today).order_by("-starts_on", "-pk").first()
    return begun or stays.order_by("starts_on", "pk").first()


def _one_of(known: list[int], asked: str | None) -> int | None:
    return number(asked) if number(asked) in known else None


def _only(known: list[int]) -> int | None:
    return known[0] if len(known) == 1 else None


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day < LATEST else None
