"""The plan of one caravan arranged in weeks and days. Asks neither the clock nor the database."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from core import dates
from schedule.holidays import holiday_name
from schedule.listing import ONE_DAY, ONE_WEEK, local_day, next_month
from schedule.models.permanence import USUAL_HOURS, USUAL_WEEKDAYS
from schedule.timeline import Caravan, Occurrence, Place, Timeline

Marked = tuple[Occurrence, bool]  # and whether it is a draft


@dataclass(frozen=True, slots=True)
class Entry:
    """What one stay does on one day, at one place. All its sessions are held, or all are cancelled.

    `planned_place` is set when they were moved here from there. `clashes` are the sessions that the same
    caravan cannot also hold.
    """

    stay_id: int
    place: Place
    occurrences: tuple[Occurrence, ...]
    is_draft: bool = False
    is_cancelled: bool = False
    planned_place: Place | None = None
    clashes: tuple["Clash", ...] = ()

    @property
    def has_usual_hours(self) -> bool:
        return tuple((o.start.time(), o.end.time()) for o in self.occurrences) == USUAL_HOURS

    @property
    def has_changed_hours(self) -> bool:
        return any(o.has_other_hours for o in self.occurrences)


@dataclass(frozen=True, slots=True)
class Clash:
    """The other place and its sessions of that day, and whether they are still a draft."""

    place: Place
    occurrences: tuple[Occurrence, ...]
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Day:
    """`is_free`: a usual day of an otherwise busy week on which nothing is held."""

    date: date
    entries: tuple[Entry, ...]
    holiday: str = ""
    is_today: bool = False
    is_free: bool = False

    @property
    def weekday(self) -> str:
        return dates.WEEKDAYS[self.date.weekday()]

    @property
    def number(self) -> str:
        return dates.day_of_month(self.date)

    @property
    def month(self) -> str:
        return dates.MONTHS[self.date.month - 1]

    @property
    def begins_month(self) -> bool:
        return self.date.day == 1

    @property
    def has_something(self) -> bool:
        return bool(self.entries or self.holiday or self.is_free)


@dataclass(frozen=True, slots=True)
class Week:
    """`is_gap`: nothing at all is held, not even in a draft. `is_over`: it is too late to plan it."""

    days: tuple[Day, ...]
    is_gap: bool
    is_over: bool

    @property
    def monday(self) -> date:
        return self.days[0].date

    @property
    def sunday(self) -> date:
        return self.days[-1].date

    @property
    def number(self) -> int:
        """As calendars count them (ISO 8601)."""
        return self.monday.isocalendar().week


def plan(
    caravan: Caravan, published: Timeline, drafts: Timeline, at: datetime, monday: date, count: int
) -> list[Week]:
    """`count` weeks of one caravan from a Monday on."""
    end = monday + count * ONE_WEEK
    announced = _of(caravan, published, monday, end)
    known = {_facts(o) for o in announced}
    # The draft of a published stay repeats what it leaves as it is.
    drafted = [o for o in _of(caravan, drafts, monday, end) if _facts(o) not in known]
    entries = _entries(announced, drafted)
    return [_week(caravan, entries, at, monday + number * ONE_WEEK) for number in range(count)]


def weeks_of_month(first: date) -> tuple[date, int]:
    """The Monday from which on, and the number of whole weeks in which, the month of `first` lies."""
    monday = first - first.weekday() * ONE_DAY
    return monday, -((monday - next_month(first)).days // 7)


def _of(caravan: Caravan, timeline: Timeline, first: date, end: date) -> list[Occurrence]:
    span = (datetime.combine(day, time(), caravan.zone) for day in (first, end))
    return [o for o in timeline.between(*span) if o.caravan.id == caravan.id]


def _facts(occurrence: Occurrence) -> tuple:
    return (
        occurrence.stay.id,
        occurrence.start,
        occurrence.end,
        occurrence.place.id,
        occurrence.is_cancelled,
    )


def _entries(announced: list[Occurrence], drafted: list[Occurrence]) -> dict[date, list[Entry]]:
    marked = [(o, False) for o in announced] + [(o, True) for o in drafted]
    clashes = _clashes(marked)
    grouped: dict[tuple, list[Occurrence]] = defaultdict(list)
    for o, is_draft in sorted(marked, key=lambda pair: (pair[0].start, pair[1])):
        grouped[o.local_day, o.stay.id, is_draft, o.place.id, o.is_cancelled].append(o)
    found: dict[date, list[Entry]] = defaultdict(list)
    for (day, stay_id, is_draft, _place, is_cancelled), of_day in grouped.items():
        met = [pair for o in of_day for pair in clashes[o.uid, is_draft]]
        found[day].append(
            Entry(
                stay_id=stay_id,
                place=of_day[0].place,
                occurrences=tuple(of_day),
                is_draft=is_draft,
                is_cancelled=is_cancelled,
                planned_place=of_day[0].planned_place if of_day[0].is_moved else None,
                clashes=_told(met),
            )
        )
    return found


def _clashes(marked: Iterable[Marked]) -> dict[tuple[str, bool], list[Marked]]:
    """For each session, those at another place that it meets. A draft does not meet what it replaces."""
    found: dict[tuple[str, bool], list[Marked]] = defaultdict(list)
    held = sorted(((o, d) for o, d in marked if not o.is_cancelled), key=lambda pair: pair[0].start)
    for number, (first, first_is_draft) in enumerate(held):
        for second, second_is_draft in held[number + 1 :]:
            if first.end <= second.start:
                break
            is_replaced = first.stay.id == second.stay.id and first_is_draft != second_is_draft
            if first.place.id != second.place.id and not is_replaced:
                found[first.uid, first_is_draft].append((second, second_is_draft))
                found[second.uid, second_is_draft].append((first, first_is_draft))
    return found


def _told(met: list[Marked]) -> tuple[Clash, ...]:
    """Each place once, with all the sessions there that are in the way."""
    by_place: dict[tuple[int, bool], dict[Occurrence, None]] = defaultdict(dict)
    for occurrence, is_draft in met:
        by_place[occurrence.place.id, is_draft][occurrence] = None
    return tuple(
        Clash(next(iter(found)).place, tuple(found), is_draft) for (_, is_draft), found in by_place.items()
    )


def _week(caravan: Caravan, entries: dict[date, list[Entry]], at: datetime, monday: date) -> Week:
    shown = [monday + number * ONE_DAY for number in range(7)]
    is_busy = any(not entry.is_cancelled for day in shown for entry in entries.get(day, ()))
    today = local_day(at)
    days = tuple(_day(caravan, entries.get(day, []), day, today, is_busy) for day in shown)
    return Week(days, is_gap=not is_busy, is_over=shown[-1] < today)


def _day(caravan: Caravan, of_day: list[Entry], day: date, today: date, is_in_busy_week: bool) -> Day:
    holiday = holiday_name(day, caravan.holiday_region)
    return Day(
        date=day,
        entries=tuple(of_day),
        holiday=holiday,
        is_today=day == today,
        is_free=is_in_busy_week and day.weekday() in USUAL_WEEKDAYS and not (of_day or holiday),
    )
