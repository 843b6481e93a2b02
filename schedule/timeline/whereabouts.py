"""Where is the caravan? The one answer that everything public is built on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile

from schedule.timeline.facts import EVERYTHING, Occurrence, Scope, ScopeKind
from schedule.timeline.timeline import ONE_DAY, Timeline

NO_DAY = timedelta()


class State(StrEnum):
    OPEN = "open"
    PAUSE = "pause"
    OPENS_LATER = "opens_later"
    MOVED_TODAY = "moved_today"
    CANCELLED_TODAY = "cancelled_today"
    FINISHED_TODAY = "finished_today"
    NOT_TODAY = "not_today"
    NOTHING_PLANNED = "nothing_planned"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The answer for one scope at one instant.

    `occurrence` is the session that the answer is about: the one going on (OPEN), the one that
    opens next today (PAUSE, OPENS_LATER), or the one that will not be held here (CANCELLED_TODAY,
    MOVED_TODAY). `until` is when OPEN ends, sessions that touch counted as one. `next` is the next
    one held here after that; `stays_there` says of NOT_TODAY that the caravan does not move before it.
    `changed` are today's occurrences with a change or a notice, those that are not over, for the reader to
    know; `is_all_day` says that all sessions of the day that was announced are cancelled. `holiday` names
    the public holiday that closes it today. `changes_at` (UTC) is the first later instant with another
    answer; None: never.
    """

    state: State
    occurrence: Occurrence | None = None
    until: datetime | None = None
    next: Occurrence | None = None
    next_is_tomorrow: bool = False
    stays_there: bool = False
    changed: tuple[Occurrence, ...] = ()
    is_all_day: bool = False
    holiday: str = ""
    changes_at: datetime | None = None


def whereabouts(timeline: Timeline, at: datetime, scope: Scope = EVERYTHING) -> Whereabouts:
    """The answer at an aware instant. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("whereabouts needs an aware datetime")
    at = at.astimezone(UTC)
    answer = _answer(timeline, at, scope)
    return replace(answer, changes_at=_changes_at(timeline, at, scope, answer))


def _answer(timeline: Timeline, at: datetime, scope: Scope) -> Whereabouts:
    today = [o.as_read_at(at) for o in _around(timeline, at, scope) if o.local_day == _day(at, o)]
    held = [o for o in today if scope.holds(o)]
    running = [o for o in held if o.start <= at < o.end]
    later = [o for o in held if at < o.start]
    changed = tuple(o for o in today if not o.is_as_planned and at < o.end)

    def answer(
        state: State, occurrence: Occurrence | None = None, until: datetime | None = None
    ) -> Whereabouts:
        following = _next_held(timeline, scope, until or at, occurrence)
        return Whereabouts(
            state=state,
            occurrence=occurrence,
            until=until,
            next=following,
            next_is_tomorrow=bool(following and following.local_day == _day(at, following) + ONE_DAY),
            stays_there=state is State.NOT_TODAY and _stays_there(timeline, at, following),
            changed=changed,
            is_all_day=bool(occurrence and state is State.CANCELLED_TODAY and _is_all_day(today, occurrence)),
            holiday=_holiday(timeline, at, scope) if state is State.NOT_TODAY else "",
        )

    if running:
        return answer(State.OPEN, running[0], _end_of_run(running[0], held))
    if later:
        state = State.PAUSE if any(o.end <= at for o in held) else State.OPENS_LATER
        return answer(state, later[0])
    # Nothing more is held here today: what was announced and will not be comes first, and
    # what is over last.
    missed = [o for o in today if not scope.holds(o)]
    for candidates in ([o for o in missed if at < o.end], missed if not held else []):
        for occurrence in sorted(candidates, key=lambda o: o.is_cancelled):
            state = State.CANCELLED_TODAY if occurrence.is_cancelled else State.MOVED_TODAY
            return answer(state, occurrence)
    if held:
        return answer(State.FINISHED_TODAY)
    found = answer(State.NOT_TODAY)
    return found if found.next else replace(found, state=State.NOTHING_PLANNED)


def _changes_at(timeline: Timeline, at: datetime, scope: Scope, now: Whereabouts) -> datetime | None:
    """Between two boundaries nothing can change, so the first that differs is the first instant."""
    for moment in _boundaries(timeline, at, scope, now):
        if _answer(timeline, moment, scope) != now:
            return moment
    return None


def _boundaries(timeline: Timeline, at: datetime, scope: Scope, now: Whereabouts) -> Iterator[datetime]:
    """Every instant after `at` at which the answer could change, in order, up to one where it must."""
    horizon = now.until or (now.next.start if now.next else None)
    # Three days more, for sessions whose own day, or its eve, begins before: caravans may live in
    # several zones, and a day may have 25 hours.
    last = horizon + 3 * ONE_DAY if horizon else datetime.max.replace(tzinfo=UTC)
    pending = list(takewhile(lambda o: o.start <= last, timeline.scoped(scope).since(at - 2 * ONE_DAY)))
    closures = [
        c for c in timeline.closures if scope.covers(c.place, c.caravan) and c.day >= (at - ONE_DAY).date()
    ]
    moments = {moment for o in pending for moment in (o.start, o.end)}
    # The day before counts too: that is when « demain » becomes the right word.
    around = (-ONE_DAY, NO_DAY, ONE_DAY)
    midnights = {(o.local_day + shift, o.caravan.zone) for o in pending for shift in around}
    midnights |= {(c.day + shift, c.caravan.zone) for c in closures for shift in around}
    moments |= {datetime.combine(day, time(), zone) for day, zone in midnights}
    yield from sorted(moment for m in moments if (moment := m.astimezone(UTC)) > at)


def _is_all_day(today: Iterable[Occurrence], about: Occurrence) -> bool:
    cancelled = [o for o in today if o.is_cancelled and o.stay is about.stay and o.day == about.day]
    return len(cancelled) == len(about.stay.sessions)


def _around(timeline: Timeline, at: datetime, scope: Scope) -> tuple[Occurrence, ...]:
    return timeline.between(at - 2 * ONE_DAY, at + 2 * ONE_DAY, scope)


def _day(at: datetime, occurrence: Occurrence) -> date:
    return at.astimezone(occurrence.caravan.zone).date()


def _end_of_run(first: Occurrence, held: Iterable[Occurrence]) -> datetime:
    end = first.end
    for o in held:  # in order of start
        if o.start <= end < o.end and o.place.id == first.place.id and o.caravan.id == first.caravan.id:
            end = o.end
    return end


def _next_held(
    timeline: Timeline, scope: Scope, after: datetime, besides: Occurrence | None
) -> Occurrence | None:
    for o in timeline.scoped(scope).since(after):
        if o is not besides and scope.holds(o):
            return o
    return None


def _stays_there(timeline: Timeline, at: datetime, following: Occurrence | None) -> bool:
    """Whether the caravan was last held where it is held next."""
    if not following:
        return False
    own = timeline.scoped(Scope(ScopeKind.CARAVAN, following.caravan.id))
    last = next((o for o in own.before(at) if not o.is_cancelled), None)
    coming = next((o for o in own.since(at) if not o.is_cancelled), None)
    return bool(last and coming and last.place.id == coming.place.id == following.place.id)


def _holiday(timeline: Timeline, at: datetime, scope: Scope) -> str:
    for c in timeline.closures:
        if c.day == at.astimezone(c.caravan.zone).date() and scope.covers(c.place, c.caravan):
            return c.name
    return ""
