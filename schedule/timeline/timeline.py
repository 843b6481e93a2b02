"""Stays → dated sessions."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from schedule.holidays import holiday_name
from schedule.timeline.changing import gives_hours
from schedule.timeline.facts import (
    EVERYTHING,
    Caravan,
    Change,
    ChangeKind,
    Notice,
    Occurrence,
    Place,
    Scope,
    Stay,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which a stay would have been held, but for a public holiday."""

    day: date
    name: str
    place: Place
    caravan: Caravan
    stay_id: int


class Timeline:
    """Every occurrence of some stays, in order of start. Immutable once made.

    Expanding is lazy and done once; every question after that is a search in a sorted list.
    """

    def __init__(self, stays: Iterable[Stay]) -> None:
        # The sort by start is stable, so sessions that start together stand in the order of stays.
        self.stays = tuple(sorted(stays, key=lambda stay: stay.id))
        self._scoped: dict[Scope, Scoped] = {}

    @cached_property
    def _all(self) -> list[Occurrence]:
        found = [occurrence for stay in self.stays for occurrence in expand(stay)]
        found.sort(key=lambda occurrence: occurrence.start.timestamp())
        return found

    def scoped(self, scope: Scope) -> "Scoped":
        if scope not in self._scoped:
            everything = self._all
            kept = everything if scope == EVERYTHING else [o for o in everything if scope.concerns(o)]
            self._scoped[scope] = Scoped(kept)
        return self._scoped[scope]

    def between(self, start: datetime, end: datetime, scope: Scope = EVERYTHING) -> tuple[Occurrence, ...]:
        """Occurrences of the scope that start in the half-open span [start, end), both aware.

        Cancelled ones and those moved away are among them.
        """
        return self.scoped(scope).between(start, end)

    @cached_property
    def closures(self) -> tuple[Closure, ...]:
        """The days lost to public holidays, in order."""
        found = [
            Closure(day, name, stay.place, stay.caravan, stay.id)
            for stay in self.stays
            for day, name in _closed_days(stay)
        ]
        return tuple(sorted(found, key=lambda closure: (closure.day, closure.place.id)))


class Scoped:
    """The occurrences that concern one scope, searchable by instant."""

    def __init__(self, occurrences: list[Occurrence]) -> None:
        self.occurrences = occurrences
        self.starts = [occurrence.start.timestamp() for occurrence in occurrences]

    def between(self, start: datetime, end: datetime) -> tuple[Occurrence, ...]:
        low = bisect_left(self.starts, start.timestamp())
        return tuple(self.occurrences[low : bisect_left(self.starts, end.timestamp(), low)])

    def since_end(self, at: datetime) -> Iterator[Occurrence]:
        """Those that are not over at `at`. No session lasts longer than a day."""
        return (o for o in self.since(at - ONE_DAY) if at < o.end)

    def before(self, start: datetime) -> Iterator[Occurrence]:
        """Those that start earlier, the last first."""
        for index in range(bisect_left(self.starts, start.timestamp()) - 1, -1, -1):
            yield self.occurrences[index]

    def since(self, start: datetime) -> Iterator[Occurrence]:
        for index in range(bisect_left(self.starts, start.timestamp()), len(self.occurrences)):
            yield self.occurrences[index]


def expand(stay: Stay) -> Iterator[Occurrence]:
    """The occurrences of one stay, cancelled ones included, by day, then in the order of its sessions."""
    zone, sessions = stay.caravan.zone, stay.sessions
    changed_days = {change.day for change in stay.changes} | {notice.day for notice in stay.notices}
    combine = datetime.combine
    for day in _held_days(stay):
        if day in changed_days:
            yield from _expand_changed_day(stay, day)
            continue
        for session in sessions:
            # DST: the zone comes last, so 14:00 stays 14:00 on either side of a clock change.
            yield Occurrence(
                stay, session, day, combine(day, session.start, zone), combine(day, session.end, zone)
            )


def _expand_changed_day(stay: Stay, day: date) -> Iterator[Occurrence]:
    by_session = {change.session_key: change for change in stay.changes if change.day == day}
    whole_day = by_session.get("")
    merged = False
    for session in stay.sessions:
        change = by_session.get(session.key, whole_day)
        if change is whole_day and gives_hours(change):
            if merged:
                continue
            merged = True
        start, end = _hours(change, session.start, session.end)
        notice = None
        if not (change and change.kind is ChangeKind.CANCELLED):
            notice = next((n for n in stay.notices if (n.day, n.session_key) == (day, session.key)), None)
        start, zone = _opening(notice, start, end), stay.caravan.zone
        yield Occurrence(
            stay,
            session,
            day,
            datetime.combine(day, start, zone),
            datetime.combine(day, end, zone),
            change,
            notice,
        )


def _opening(notice: Notice | None, start: time, end: time) -> time:
    """A notice can only make it open later, and never after its end."""
    return notice.start if notice and start < notice.start < end else start


def _hours(change: Change | None, start: time, end: time) -> tuple[time, time]:
    if change and change.start and change.end and gives_hours(change):
        return change.start, change.end
    return start, end


def overlaps_itself(stay: Stay, day: date) -> bool:
    """Whether two sessions that the stay holds on this day meet."""
    of_day = sorted((o for o in expand(stay) if o.day == day and not o.is_cancelled), key=lambda o: o.start)
    return any(second.start < first.end for first, second in pairwise(of_day))


def _held_days(stay: Stay) -> Iterator[date]:
    if stay.open_on_holidays:
        yield from stay.dates
        return
    region, extra = stay.caravan.holiday_region, stay.dates.extra
    for day in stay.dates:
        # An extra date was asked for by name: that says yes, holiday or not.
        if day in extra or not holiday_name(day, region):
            yield day


def _closed_days(stay: Stay) -> Iterator[tuple[date, str]]:
    if stay.open_on_holidays:
        return
    for day in stay.dates:
        name = holiday_name(day, stay.caravan.holiday_region)
        if name and day not in stay.dates.extra:
            yield day, name
