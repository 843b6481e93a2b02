"""The events of one place put together into the lines of a plan. No database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from schedule.recurrence import WeeklyDates
from schedule.seasons.ics_events import Event
from schedule.seasons.lines import Hours, Line
from schedule.seasons.naming import Known

NEAR = timedelta(days=31)  # a single date this near to a series belongs to its stay


def lines_of(events: Iterable[Event], known: Known) -> Iterator[Line]:
    """Morning and afternoon of the same days are one line; single dates go with the series beside them."""
    by_place: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        place, commune, caravan = known.named_in(event.location, event.summary)
        by_place[place or event.location or event.summary, commune, caravan].append(event)
    for (place, commune, caravan), group in by_place.items():
        for dates, hours, number in _stays(group):
            yield Line(place, dates, tuple(sorted(hours)), commune, caravan, number=number)


def _stays(group: list[Event]) -> Iterator[tuple[WeeklyDates, frozenset, int]]:
    singles = _single_days([event for event in group if not event.dates.first])
    first_number = _first_numbers(group)
    for dates, hours in _series([event for event in group if event.dates.first]):
        near = {day for day in singles.get(hours, ()) if dates.first - NEAR <= day <= dates.last + NEAR}
        singles[hours] = singles.get(hours, set()) - near
        yield replace(dates, extra=dates.extra | near), hours, first_number[dates]
    for hours, days in singles.items():
        for run in _runs(sorted(days)):
            dates = WeeklyDates(extra=frozenset(run))
            yield dates, hours, min(e.number for e in group if set(e.dates) & dates.extra)


def _first_numbers(group: list[Event]) -> dict[WeeklyDates, int]:
    found: dict[WeeklyDates, int] = {}
    for event in group:
        found[event.dates] = min(event.number, found.get(event.dates, event.number))
    return found


def _series(events: list[Event]) -> Iterator[tuple[WeeklyDates, frozenset[Hours]]]:
    found: dict[WeeklyDates, set[Hours]] = defaultdict(set)
    for event in events:
        found[event.dates].add(event.hours)
    for dates, hours in found.items():
        yield dates, frozenset(hours)


def _single_days(events: list[Event]) -> dict[frozenset[Hours], set[date]]:
    by_day: dict[date, set[Hours]] = defaultdict(set)
    for event in events:
        for day in event.dates:
            by_day[day].add(event.hours)
    found: dict[frozenset[Hours], set[date]] = defaultdict(set)
    for day, hours in by_day.items():
        found[frozenset(hours)].add(day)
    return found


def _runs(days: list[date]) -> Iterator[list[date]]:
    """Days that follow each other closely are one stay."""
    run: list[date] = []
    for day in days:
        if run and day - run[-1] > NEAR:
            yield run
            run = []
        run.append(day)
    if run:
        yield run
