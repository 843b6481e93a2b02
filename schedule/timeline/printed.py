"""What a poster said, beside what is announced now: is it still right?

Only facts count: a date holds while a session is held at that place at those hours, whatever it came from.
A notice (« We are late ») makes no poster wrong: it is over with its session.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from schedule.timeline.changing import gives_hours
from schedule.timeline.facts import EVERYTHING, Occurrence
from schedule.timeline.timeline import ONE_DAY, Timeline


class AboutKind(StrEnum):
    PLACE = "place"
    COMMUNE = "commune"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class About:
    """What a poster is about. `key` is the same as one word, for what is kept: « place:12 »."""

    kind: AboutKind
    id: int

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def of_key(cls, key: str) -> "About":
        kind, pk = key.split(":")
        return cls(AboutKind(kind), int(pk))

    def holds(self, occurrence: Occurrence) -> bool:
        if occurrence.is_cancelled:
            return False
        match self.kind:
            case AboutKind.PLACE:
                return occurrence.place.id == self.id
            case AboutKind.COMMUNE:
                return occurrence.place.commune.id == self.id
        return occurrence.stay.id == self.id


@dataclass(frozen=True, slots=True)
class Printed:
    """One session as it stands on a poster, on [start, end), aware. `key` is the occurrence's uid."""

    key: str
    stay: str
    start: datetime
    end: datetime
    place: int

    @property
    def day(self) -> date:
        return self.start.date()


class Fate(StrEnum):
    CANCELLED = "cancelled"
    MOVED = "moved"
    HOURS = "hours"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed session that does not hold. `now` is what became of it; None: it is announced no more."""

    printed: Printed
    fate: Fate
    now: Occurrence | None


class Standing(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`added` are the sessions that the poster could have named, had they been known.

    `changes_at` is the first later instant with another verdict, for what is announced now; None: never.
    """

    standing: Standing
    differences: tuple[Difference, ...] = ()
    added: tuple[Occurrence, ...] = ()
    changes_at: datetime | None = None


class Announced:
    """What is announced from an instant on, arranged so that many posters can be compared with it."""

    def __init__(self, timeline: Timeline, at: datetime) -> None:
        self.at = at
        self.coming = tuple(timeline.scoped(EVERYTHING).since(at - ONE_DAY))
        self.by_key = {o.uid: o for o in self.coming}
        self.by_day: dict[tuple[str, date], list[Occurrence]] = defaultdict(list)
        for o in self.coming:
            self.by_day[o.stay.key, o.day].append(o)
        self.held = {_fact(as_printed(o)) for o in self.coming if not o.is_cancelled}

    def verdict(self, printed: Iterable[Printed], about: About, *, goes_on: bool = False) -> Verdict:
        """`goes_on`: later dates were known, for which the poster had no room."""
        printed = tuple(printed)
        compared = [(one, None if _fact(one) in self.held else self._now(one)) for one in printed]
        alive = [(one, now) for one, now in compared if self.at < max(one.end, now.end if now else one.end)]
        if not alive:
            return Verdict(Standing.OVER)
        wrong = tuple(
            Difference(one, _fate(one, now), now) for one, now in alive if _fact(one) not in self.held
        )
        added = self._added(printed, about, goes_on, {d.now.uid for d in wrong if d.now})
        ends = [one.end for one, _now in alive]
        ends += [o.end for o in (*(d.now for d in wrong if d.now), *added)]
        return Verdict(
            standing=Standing.WRONG if wrong else Standing.RIGHT,
            differences=wrong,
            added=added,
            changes_at=min(end for end in ends if end > self.at),
        )

    def is_settled(self, one: Printed) -> bool:
        """That it makes no poster wrong: it is held, or over since days, whatever its hours are now."""
        return _fact(one) in self.held or one.end < self.at - 2 * ONE_DAY

    def _now(self, one: Printed) -> Occurrence | None:
        """Hours given for a whole day make one session of all its sessions."""
        of_day = self.by_day.get((one.stay, one.day), [])
        return self.by_key.get(one.key) or next((o for o in of_day if gives_hours(o.change)), None)

    def _added(
        self, printed: tuple[Printed, ...], about: About, goes_on: bool, told: set[str]
    ) -> tuple[Occurrence, ...]:
        known, last = {_fact(one) for one in printed}, max(one.start for one in printed)
        return tuple(
            o
            for o in self.coming
            if about.holds(o)
            and self.at < o.end
            and o.uid not in told
            and _fact(as_printed(o)) not in known
            and (not goes_on or o.start < last)
        )


def to_print(
    timeline: Timeline, about: About, at: datetime, lines: int
) -> tuple[tuple[Occurrence, ...], bool]:
    """The coming sessions with room on so many lines, one for each place and day; whether more follow."""
    found: list[Occurrence] = []
    seen: set[tuple[int, date]] = set()
    for occurrence in timeline.scoped(EVERYTHING).since_end(at):
        if not about.holds(occurrence):
            continue
        line = (occurrence.place.id, occurrence.local_day)
        if line not in seen and len(seen) == lines:
            return tuple(found), True
        seen.add(line)
        found.append(occurrence)
    return tuple(found), False


def as_printed(occurrence: Occurrence) -> Printed:
    """With the hours that were given before any notice."""
    start, change = occurrence.start, occurrence.change
    if occurrence.notice:
        hour = change.start if change and gives_hours(change) and change.start else occurrence.session.start
        start = datetime.combine(occurrence.day, hour, start.tzinfo)
    key = occurrence.stay.key
    return Printed(occurrence.uid, key, start, occurrence.end, occurrence.place.id)


def _fact(one: Printed) -> tuple[int, float, float]:
    """Instants as numbers: what was kept has lost the name of its zone."""
    return one.place, one.start.timestamp(), one.end.timestamp()


def _fate(one: Printed, now: Occurrence | None) -> Fate:
    if now is None:
        return Fate.GONE
    if now.is_cancelled:
        return Fate.CANCELLED
    return Fate.MOVED if now.place.id != one.place else Fate.HOURS
