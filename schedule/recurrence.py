"""Which days: a weekly rule with dates added and dates left out, as a value object.

Only dates live here, never hours or zones (docs/decisions/0003): hours belong to sessions, and the zone is
attached last, by the timeline. The text form is the iCalendar one (RFC 5545 §3.8.5), in the narrow
shape that django-recurrence stores and that cannot hang or drift: floating local midnights, at most
one weekly rule, no exclusion rule, a span of at most a year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MAX_SPAN = timedelta(days=366)
MAX_LISTED_DATES = 366
MAX_TEXT_LENGTH = 20_000
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Texts written by other programs may end in Z: they are read back as the day it was in Paris.
TEXT_ZONE = ZoneInfo("Europe/Paris")

_LINE = re.compile(r"(?P<name>DTSTART|RRULE|RDATE|EXDATE)(?P<params>(?:;[A-Z-]+=[^;:]+)*):(?P<value>.+)")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")


class Problem(StrEnum):
    """Why a text is refused; the form turns each into a sentence."""

    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    BAD_DATE = "bad_date"
    NO_START = "no_start"
    NO_END = "no_end"
    NO_WEEKDAYS = "no_weekdays"
    END_BEFORE_START = "end_before_start"
    SPAN_TOO_LONG = "span_too_long"
    TOO_MANY_DATES = "too_many_dates"


class RecurrenceError(ValueError):
    """A recurrence text that cannot be used. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class WeeklyDates:
    """The days of a stay: every `interval` weeks on `weekdays` from `first` to `last`, both included.

    `weekdays` counts from Monday = 0, as `date.weekday()` does. `extra` and `without` are single
    days; a day in both is left out, because leaving out is the safer promise to a resident.
    Weeks start on Monday (RFC 5545 WKST=MO), which matters only when `interval` is above one.
    """

    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    interval: int = 1
    extra: frozenset[date] = frozenset()
    without: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not (self.first or self.last or self.weekdays):
            object.__setattr__(self, "interval", 1)  # a rhythm without a rule says nothing

    def __bool__(self) -> bool:
        return bool(self.extra or (self.first and self.last and self.weekdays))

    @property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day that the recurrence can reach, both included; None when it has none."""
        edges = [*self.extra]
        if self.first and self.last and self.weekdays:
            edges += [self.first, self.last]
        return (min(edges), max(edges)) if edges else None

    def between(self, start: date, end: date) -> Iterator[date]:
        """The days of the half-open span [start, end), in order, each once."""
        extra = {day for day in self.extra if start <= day < end}
        yield from sorted((extra | set(self._weekly(start, end))) - self.without)

    def __iter__(self) -> Iterator[date]:
        if bounds := self.bounds:
            yield from self.between(bounds[0], bounds[1] + timedelta(days=1))

    def _weekly(self, start: date, end: date) -> Iterator[date]:
        if not (self.first and self.last and self.weekdays):
            return
        monday = self.first - timedelta(days=self.first.weekday())
        step = timedelta(weeks=self.interval)
        low, high = max(start, self.first), min(end, self.last + timedelta(days=1))
        if low > monday:
            monday += step * ((low - monday) // step)
        while monday < high:
            for weekday in self.weekdays:
                day = monday + timedelta(days=weekday)
                if low <= day < high:
                    yield day
            monday += step

    def check(self) -> None:
        """Raises RecurrenceError when these are not the complete dates of a stay.

        No date at all is no error here: a form says whether dates are required.
        """
        listed = self.extra | self.without
        if len(listed) > MAX_LISTED_DATES:
            raise RecurrenceError(Problem.TOO_MANY_DATES)
        if self.weekdays or self.first or self.last:
            for part, problem in (
                (self.first, Problem.NO_START),
                (self.last, Problem.NO_END),
                (self.weekdays, Problem.NO_WEEKDAYS),
            ):
                if not part:
                    raise RecurrenceError(problem)
        if not 1 <= self.interval <= 52 or not self.weekdays <= frozenset(range(7)):
            raise RecurrenceError(Problem.UNSUPPORTED)
        edges = [day for day in (self.first, self.last) if day]
        if any(not EARLIEST <= day < LATEST for day in (*edges, *listed)):
            raise RecurrenceError(Problem.BAD_DATE)
        if self.first and self.last and self.last < self.first:
            raise RecurrenceError(Problem.END_BEFORE_START)
        if (bounds := self.bounds) and bounds[1] - bounds[0] > MAX_SPAN:
            raise RecurrenceError(Problem.SPAN_TOO_LONG)

    def to_text(self) -> str:
        """RFC 5545 text, which `parse` reads back to the same value.

        DTSTART is the first day of the span, and not a date of its own (django-recurrence calls
        this `include_dtstart=False`). A half-filled draft keeps what it has: BYDAY may be empty.
        """
        lines = []
        if self.first:
            lines.append(f"DTSTART:{_midnight(self.first)}")
        if self.first or self.last or self.weekdays:
            rule = "RRULE:FREQ=WEEKLY"
            if self.interval != 1:
                rule += f";INTERVAL={self.interval}"
            if self.last:
                # The end of the last day: an UNTIL at midnight would drop that day elsewhere.
                rule += f";UNTIL={self.last:%Y%m%d}T235959"
            codes = ",".join(WEEKDAY_CODES[number] for number in sorted(self.weekdays))
            lines.append(f"{rule};BYDAY={codes};WKST=MO")
        lines += [f"RDATE:{_midnight(day)}" for day in sorted(self.extra)]
        lines += [f"EXDATE:{_midnight(day)}" for day in sorted(self.without)]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class UnreadableDates:
    """A stored text that is not a usable recurrence: kept as it is, so that nothing is lost."""

    text: str
    problem: Problem

    def to_text(self) -> str:
        return self.text


def parse(text: str) -> WeeklyDates:
    """Reads RFC 5545 text. Raises RecurrenceError, never anything else, whatever the text.

    DTSTART without a rule, as calendars write a single event, counts as one date. A rule without
    BYDAY repeats on the weekday of DTSTART (RFC 5545 §3.3.10); COUNT is turned into a last date.
    """
    dates = _read(text)
    dates.check()
    return dates


def read(text: str) -> WeeklyDates | UnreadableDates:
    """Like `parse`, for rows that are already stored: a draft may be incomplete (`check` tells), and
    a text that means nothing comes back as it is.
    """
    try:
        return _read(text)
    except RecurrenceError as error:
        return UnreadableDates(text, error.problem)


def _read(text: str) -> WeeklyDates:
    if len(text) > MAX_TEXT_LENGTH:
        raise RecurrenceError(Problem.TOO_LONG)
    first: date | None = None
    rule: dict[str, str] | None = None
    extra: set[date] = set()
    without: set[date] = set()
    for raw in text.replace("\r", "\n").split("\n"):
        if not (line := raw.strip()):
            continue
        if not (match := _LINE.fullmatch(line)):
            raise RecurrenceError(Problem.UNREADABLE)
        name, value = match["name"], match["value"]
        if name == "RRULE":
            if rule is not None:
                raise RecurrenceError(Problem.UNSUPPORTED)
            rule = _rule_parts(value)
        elif name == "DTSTART":
            if first is not None:
                raise RecurrenceError(Problem.UNSUPPORTED)
            first = _day(value)
        else:
            (extra if name == "RDATE" else without).update(map(_day, value.split(",")))
    if rule is None:
        single = {first} if first else set()
        return WeeklyDates(extra=frozenset(extra | single), without=frozenset(without))
    return _weekly_dates(first, rule, frozenset(extra), frozenset(without))


def _weekly_dates(
    first: date | None, rule: dict[str, str], extra: frozenset[date], without: frozenset[date]
) -> WeeklyDates:
    weekdays = _weekdays(rule.get("BYDAY", WEEKDAY_CODES[first.weekday()] if first else ""))
    interval = _number(rule.get("INTERVAL", "1"))
    last = _day(rule["UNTIL"]) if "UNTIL" in rule else None
    if "COUNT" in rule:
        if last or not first:  # RFC 5545 §3.3.10: UNTIL and COUNT never stand together.
            raise RecurrenceError(Problem.UNSUPPORTED)
        last = _last_of_count(first, weekdays, interval, _number(rule["COUNT"]))
    return WeeklyDates(first, last, weekdays, interval, extra, without)


def _rule_parts(value: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in value.strip(";").split(";"):
        name, equals, content = part.partition("=")
        if not equals or name in parts or not (content or name == "BYDAY"):
            raise RecurrenceError(Problem.UNREADABLE)
        parts[name] = content
    supported = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST"}
    if parts.get("FREQ") != "WEEKLY" or not parts.keys() <= supported:
        raise RecurrenceError(Problem.UNSUPPORTED)
    if parts.get("WKST", "MO") not in WEEKDAY_CODES:
        raise RecurrenceError(Problem.UNREADABLE)
    if parts.get("WKST", "MO") != "MO" and parts.get("INTERVAL", "1") != "1":
        raise RecurrenceError(Problem.UNSUPPORTED)
    return parts


def _weekdays(value: str) -> frozenset[int]:
    codes = value.split(",") if value else []
    if not set(codes) <= set(WEEKDAY_CODES):
        raise RecurrenceError(Problem.UNSUPPORTED)
    return frozenset(WEEKDAY_CODES.index(code) for code in codes)


def _number(value: str) -> int:
    # No int(): it takes signs, underscores, other scripts' digits, and thousands of digits.
    if not re.fullmatch(r"[0-9]{1,3}", value) or int(value) == 0:
        raise RecurrenceError(Problem.UNSUPPORTED)
    return int(value)


def _last_of_count(first: date, weekdays: frozenset[int], interval: int, count: int) -> date:
    if not weekdays:
        raise RecurrenceError(Problem.NO_WEEKDAYS)
    # One day past the longest span, so that a longer one is refused by name instead of cut short.
    reach = WeeklyDates(first, min(first + MAX_SPAN + timedelta(days=1), date.max), weekdays, interval)
    days = [day for _, day in zip(range(count), reach, strict=False)]
    if len(days) < count:
        raise RecurrenceError(Problem.SPAN_TOO_LONG)
    return days[-1]


def _day(value: str) -> date:
    if not (match := _MOMENT.fullmatch(value.strip())) or not value.isascii():
        raise RecurrenceError(Problem.BAD_DATE)
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise RecurrenceError(Problem.BAD_DATE) from None
    if match[7] and moment.year < LATEST.year:
        moment = moment.astimezone(TEXT_ZONE)
    if not EARLIEST <= moment.date() < LATEST:
        raise RecurrenceError(Problem.BAD_DATE)
    return moment.date()


def _midnight(day: date) -> str:
    return f"{day:%Y%m%d}T000000"
