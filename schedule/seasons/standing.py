"""Reads what is planned already, and the plan as lines to export."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from schedule.agenda import published
from schedule.models import Permanence
from schedule.recurrence import WeeklyDates
from schedule.seasons.dry_run import State
from schedule.seasons.lines import Line, tidy
from schedule.seasons.naming import Known
from schedule.timeline import Caravan, Session, Stay


def known() -> Known:
    agenda = published()
    return Known(agenda.places, agenda.caravans)


def state() -> State:
    agenda = published()
    return State(known(), agenda.timeline.stays, tuple(_drafts(known())))


def present(keys: list[UUID]) -> set[UUID]:
    """Those that are planned already."""
    return set(Permanence.objects.filter(key__in=keys).values_list("key", flat=True))


def announced(since: date) -> list[tuple[Line, Caravan]]:
    """The published stays that are not over on that day, in order."""
    found = [
        (line_of_stay(stay), stay.caravan)
        for stay in published().timeline.stays
        if (days := list(stay.dates)) and days[-1] >= since
    ]
    return sorted(found, key=lambda pair: (min(pair[0].dates), pair[0].caravan, pair[0].place))


def line_of_stay(stay: Stay) -> Line:
    return Line(
        place=tidy(stay.place.name),
        commune=tidy(stay.place.commune.name),
        caravan=tidy(stay.caravan.name),
        dates=stay.dates,
        hours=tuple(sorted((session.start, session.end) for session in stay.sessions)),
        open_on_holidays=stay.open_on_holidays,
        note=tidy(stay.note),
    )


def _drafts(known: Known) -> Iterator[Stay]:
    places = {place.id: place for place in known.places}
    caravans = {caravan.id: caravan for caravan in known.caravans}
    rows = Permanence.objects.filter(live=False, place__in=places, caravan__in=caravans)
    for row in rows.prefetch_related("sessions"):
        if row.starts_on is None or not isinstance(row.dates, WeeklyDates):
            continue
        hours = [(session.start, session.end) for session in row.sessions.all()]
        yield Stay(
            id=row.pk,
            key=row.key.hex,
            place=places[row.place_id],
            caravan=caravans[row.caravan_id],
            dates=row.dates,
            sessions=tuple(Session("", start, end) for start, end in hours if start and end),
            open_on_holidays=row.open_on_holidays,
            note=row.note,
        )
