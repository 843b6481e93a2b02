"""Occurrences arranged for reading: rows, days, weeks, months. Asks neither the clock nor the database."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from django.conf import settings

from schedule.answers import status_word
from schedule.holiday_words import in_words
from schedule.timeline import EVERYTHING, Closure, Occurrence, Place, Scope, Timeline

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One session as a list shows it. `status` is "" when it is held as planned.

    `place` is where it is held or, when it is not held here, where it was announced. `elsewhere` is the
    other one of a session that was moved: where to go, or where it had been announced. In a day's list,
    what several sessions share is written once: then `says_place` is False, or `message` is "".
    """

    occurrence: Occurrence
    place: Place
    status: str
    message: str
    is_held: bool
    is_now: bool
    is_over: bool
    says_place: bool = True
    elsewhere: Place | None = None


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    rows: tuple[Row, ...]
    closures: tuple[Closure, ...]
    is_today: bool
    in_month: bool = True
    is_past: bool = False

    @property
    def is_busy(self) -> bool:
        """Whether it has something to say."""
        return bool(self.rows or self.closures)

    @property
    def end(self) -> datetime:
        """When nothing of it is to come any more; without a session, or on a holiday, that is midnight."""
        if self.rows and not self.closures:
            return max(row.occurrence.end for row in self.rows)
        return datetime.combine(self.date + ONE_DAY, time(), _zone())

    @property
    def is_off(self) -> bool:
        """Whether nothing at all is held, of what had been announced."""
        return not any(row.is_held for row in self.rows)

    @property
    def differs(self) -> bool:
        """Whether something of it is not as planned."""
        return any(row.status for row in self.rows)


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    days: tuple[Day, ...]

    @property
    def sunday(self) -> date:
        return self.monday + 6 * ONE_DAY

    @property
    def past_days(self) -> tuple[Day, ...]:
        """Those with something to say that are over."""
        return tuple(day for day in self.days if day.is_past and day.is_busy)

    @property
    def coming_days(self) -> tuple[Day, ...]:
        """Those with something to say that are not over; today in any case."""
        return tuple(day for day in self.days if not day.is_past and (day.is_busy or day.is_today))

    @property
    def is_past(self) -> bool:
        return all(day.is_past for day in self.days)


def local_day(at: datetime) -> date:
    """The day that people on the spot call today."""
    return at.astimezone(_zone()).date()


def row(occurrence: Occurrence, at: datetime, scope: Scope = EVERYTHING) -> Row:
    occurrence, held = occurrence.as_read_at(at), scope.holds(occurrence)
    return Row(
        occurrence=occurrence,
        place=occurrence.place if held else occurrence.planned_place,
        message=occurrence.message,
        status=status_word(occurrence, scope),
        is_held=held,
        is_now=held and occurrence.start <= at < occurrence.end,
        is_over=occurrence.end <= at,
        elsewhere=(occurrence.planned_place if held else occurrence.place) if occurrence.is_moved else None,
    )


def rows(occurrences: Iterable[Occurrence], at: datetime, scope: Scope = EVERYTHING) -> list[Row]:
    return [row(occurrence, at, scope) for occurrence in occurrences]


def coming_days(timeline: Timeline, at: datetime, scope: Scope, limit: int) -> list[Day]:
    """The next days with sessions of the scope, whole days, at most `limit` of them."""
    by_day = groupby(timeline.scoped(scope).since_end(at), key=lambda occurrence: occurrence.local_day)
    return [
        Day(day, _said_once(rows(occurrences, at, scope)), (), day == local_day(at))
        for day, occurrences in islice(by_day, limit)
    ]


def changes_at(at: datetime, days: Iterable[Day], known: datetime | None = None) -> datetime:
    """When a page that shows these days would look different: at a start, an end, `known` or midnight."""
    midnight = datetime.combine(local_day(at) + ONE_DAY, time(), _zone())
    rows_shown = [row.occurrence for day in days for row in day.rows]
    moments = [moment for o in rows_shown for moment in (o.start, o.end) if moment > at]
    return min([midnight, *moments, *([known] if known else [])])


def weeks(
    timeline: Timeline, at: datetime, monday: date, count: int, scope: Scope = EVERYTHING
) -> list[Week]:
    """`count` weeks from a Monday on."""
    days = _days(timeline, at, monday, monday + count * ONE_WEEK, scope)
    return [Week(days[i].date, tuple(days[i : i + 7])) for i in range(0, len(days), 7)]


def month(timeline: Timeline, at: datetime, first: date, scope: Scope = EVERYTHING) -> list[Week]:
    """The whole weeks that hold the month of `first`, which is its first day."""
    after = next_month(first)
    monday = first - first.weekday() * ONE_DAY
    days = _days(timeline, at, monday, after + (-after.weekday() % 7) * ONE_DAY, scope, first)
    return [Week(days[i].date, tuple(days[i : i + 7])) for i in range(0, len(days), 7)]


def next_month(first: date) -> date:
    return (first + 31 * ONE_DAY).replace(day=1)


def previous_month(first: date) -> date:
    return (first - ONE_DAY).replace(day=1)


def bounds(timeline: Timeline, scope: Scope = EVERYTHING) -> tuple[date, date] | None:
    """The first and the last day of the scope that have a session; None when it has none."""
    occurrences = timeline.scoped(scope).occurrences
    return (occurrences[0].local_day, occurrences[-1].local_day) if occurrences else None


def months(timeline: Timeline, scope: Scope = EVERYTHING) -> tuple[date, ...]:
    """The first day of each month in which the scope has a session, in order."""
    days = (occurrence.local_day for occurrence in timeline.scoped(scope).occurrences)
    return tuple(dict.fromkeys(day.replace(day=1) for day in days))


def next_row(timeline: Timeline, at: datetime, since: date, scope: Scope = EVERYTHING) -> Row | None:
    """The first session of the scope that is held on that day or later."""
    start = datetime.combine(since, time(), _zone())
    found = (one for one in timeline.scoped(scope).since(start) if scope.holds(one))
    return next((row(one, at, scope) for one in found), None)


def current_or_next(timeline: Timeline, at: datetime, scope: Scope = EVERYTHING) -> Row | None:
    """The first session of the scope that is held and not over yet."""
    found = (one for one in timeline.scoped(scope).since_end(at) if scope.holds(one))
    return next((row(one, at, scope) for one in found), None)


def _days(
    timeline: Timeline, at: datetime, first: date, end: date, scope: Scope, month_of: date | None = None
) -> list[Day]:
    span = (datetime.combine(day, time(), _zone()) for day in (first - ONE_DAY, end + ONE_DAY))
    by_day: dict[date, list[Row]] = {}
    for occurrence in timeline.between(*span, scope):
        by_day.setdefault(occurrence.local_day, []).append(row(occurrence, at, scope))
    closures: dict[date, list[Closure]] = {}
    for closure in timeline.closures:
        if scope.covers(closure.place, closure.caravan):
            named = replace(closure, name=in_words(closure.name))
            closures.setdefault(closure.day, []).append(named)
    today = local_day(at)
    return [
        Day(
            date=day,
            rows=_said_once(by_day.get(day, [])),
            closures=tuple(closures.get(day, ())),
            is_today=day == today,
            in_month=month_of is None or (day.year, day.month) == (month_of.year, month_of.month),
            is_past=day < today,
        )
        for day in (first + number * ONE_DAY for number in range((end - first).days))
    ]


def _said_once(of_day: list[Row]) -> tuple[Row, ...]:
    """The rows of one day; a place or a sentence that was just said is not said again."""
    found: list[Row] = []
    for number, one in enumerate(of_day):
        before = of_day[number - 1] if number else None
        found.append(
            replace(
                one,
                says_place=not (before and before.place.id == one.place.id),
                message="" if before and before.message == one.message else one.message,
            )
        )
    return tuple(found)


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
