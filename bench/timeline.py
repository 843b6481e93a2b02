"""The heart without a database: expanding a year of 200 permanences, and asking it questions."""

import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from statistics import median
from zoneinfo import ZoneInfo

from schedule.recurrence import WeeklyDates
from schedule.timeline import (
    EVERYTHING,
    Caravan,
    Change,
    ChangeKind,
    Commune,
    Place,
    Scope,
    ScopeKind,
    Session,
    Stay,
    Timeline,
    whereabouts,
)

YEAR, STAYS = 2026, 200
WEEKS = (2, 3, 2, 4, 3, 3)
FIRST_MONDAY, LAST_MONDAY = date(YEAR, 1, 5), date(YEAR, 12, 7)
TUESDAY_TO_FRIDAY = frozenset({1, 2, 3, 4})
SESSIONS = (Session("matin", time(9, 30), time(12, 30)), Session("apres-midi", time(14), time(17)))
EXPANSIONS = 15
BETWEEN_QUESTIONS = timedelta(hours=31, minutes=17)


@dataclass(frozen=True)
class Questions:
    """Seconds of processor time for one question, `changes_at` included."""

    scope: str
    count: int
    usual: float
    slowest: float


@dataclass(frozen=True)
class TimelineCost:
    occurrences: int
    first: float  # the very first time in a process, with the reading of the public holidays
    usual: float
    questions: list[Questions]
    changes: int  # of the answer for everything in the year, from changes_at to changes_at
    per_change: float


def measure() -> TimelineCost:
    stays = year_of_stays()
    first, *again = [_spent(lambda: Timeline(stays).scoped(EVERYTHING)) for _ in range(EXPANSIONS + 1)]
    timeline = Timeline(stays)
    scopes = {
        "tout": EVERYTHING,
        "une caravane": Scope(ScopeKind.CARAVAN, 3),
        "une commune": Scope(ScopeKind.COMMUNE, 3),
        "un lieu": Scope(ScopeKind.PLACE, 103),
    }
    asked = [_ask(timeline, name, scope) for name, scope in scopes.items()]
    began = clock.process_time()
    changes = _follow(timeline)
    return TimelineCost(
        occurrences=len(timeline.scoped(EVERYTHING).occurrences),
        first=first,
        usual=median(again),
        questions=asked,
        changes=changes,
        per_change=(clock.process_time() - began) / max(1, changes),
    )


def year_of_stays() -> list[Stay]:
    """Caravans that go from place to place without a gap, two to four weeks each, four days a week.

    Every tenth stay has a cancelled day, every other tenth a moved afternoon, as in life.
    """
    zone = ZoneInfo("Europe/Paris")
    communes = [Commune(number, f"Commune {number}", f"c{number}", "/") for number in range(12)]
    places = [
        Place(100 + number, f"Résidence {number}", communes[number % len(communes)], "/")
        for number in range(60)
    ]
    stays: list[Stay] = []
    for caravan in (Caravan(number, f"Caravane {number}", zone) for number in count()):
        if len(stays) == STAYS:
            break
        monday = FIRST_MONDAY
        while monday <= LAST_MONDAY and len(stays) < STAYS:
            number = len(stays)
            weeks = WEEKS[number % len(WEEKS)]
            dates = WeeklyDates(monday, monday + timedelta(weeks=weeks, days=-3), TUESDAY_TO_FRIDAY)
            changes = _changes(number, monday + timedelta(days=1), places[(number + 1) % len(places)])
            place = places[number % len(places)]
            stays.append(Stay(number, f"s{number}", place, caravan, dates, SESSIONS, changes))
            monday += timedelta(weeks=weeks)
    return stays


def _changes(number: int, day: date, elsewhere: Place) -> tuple[Change, ...]:
    match number % 10:
        case 0:
            return (Change(day, ChangeKind.CANCELLED, message="La médiatrice est malade."),)
        case 5:
            return (Change(day, ChangeKind.MOVED, SESSIONS[1].key, elsewhere, message="Travaux."),)
    return ()


def _ask(timeline: Timeline, name: str, scope: Scope) -> Questions:
    timeline.scoped(scope)
    at, spent = datetime(YEAR, 1, 1, tzinfo=UTC), []
    while at.year == YEAR:
        spent.append(_spent(lambda at=at: whereabouts(timeline, at, scope)))
        at += BETWEEN_QUESTIONS
    return Questions(name, len(spent), median(spent), max(spent))


def _follow(timeline: Timeline) -> int:
    """Walks through the year by `changes_at`, as a clock on the wall would."""
    at: datetime | None = datetime(YEAR, 1, 1, tzinfo=UTC)
    changes = -1
    while at and at.year == YEAR:
        at = whereabouts(timeline, at).changes_at
        changes += 1
    return changes


def _spent(work: Callable[[], object]) -> float:
    began = clock.process_time()
    work()
    return clock.process_time() - began
