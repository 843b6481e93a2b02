"""The next date at each place: what the list « near me », the map and the home page all say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from schedule import listing
from schedule.agenda import Agenda
from schedule.timeline import Occurrence, Place, Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class NextDate:
    """`occurrence` is the session that goes on or comes next, None when none is planned.

    `number` is what the list and the map both call the place. `far` is in kilometres, None when nobody asked.
    """

    place: Place
    occurrence: Occurrence | None
    is_now: bool
    number: int = 0
    far: float | None = None

    @property
    def state(self) -> str:
        """« now », « later » or « none »: a class of the stylesheet."""
        return "now" if self.is_now else "later" if self.occurrence else "none"


def next_date(
    agenda: Agenda, at: datetime, place: Place, number: int = 0, far: float | None = None
) -> NextDate:
    scope = Scope(ScopeKind.PLACE, place.id)
    coming = agenda.timeline.scoped(scope).since_end(at)
    found = next((o.as_read_at(at) for o in coming if scope.holds(o)), None)
    return NextDate(place, found, bool(found and found.start <= at < found.end), number, far)


def next_dates(agenda: Agenda, at: datetime, places: Iterable[Place]) -> list[NextDate]:
    """In the order given, numbered from 1."""
    return [next_date(agenda, at, place, number) for number, place in enumerate(places, start=1)]


def changes_at(at: datetime, shown: Sequence[NextDate], known: datetime | None = None) -> datetime:
    """When one of them would say something else: at its start, its end, at midnight or at `known`."""
    moments = [m for one in shown if (o := one.occurrence) for m in (o.start, o.end) if m > at]
    return listing.changes_at(at, (), min([*moments, *([known] if known else [])], default=None))
