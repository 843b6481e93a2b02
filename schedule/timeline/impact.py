"""What people who have read the dates of a stay would lose, or must learn anew, if it were changed."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from schedule.timeline.facts import Occurrence, Stay
from schedule.timeline.timeline import expand


@dataclass(frozen=True, slots=True)
class Impact:
    """Announced days that are not over, by what happens to them; a day stands in one list only."""

    vanishing: tuple[date, ...] = ()
    moved: tuple[date, ...] = ()
    other_hours: tuple[date, ...] = ()
    other_caravan: tuple[date, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.vanishing or self.moved or self.other_hours or self.other_caravan)

    @property
    def fingerprint(self) -> str:
        """Two people who were warned of the same have the same."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def impact(before: Stay | None, after: Stay | None, at: datetime) -> Impact:
    """`before` is what is published of the stay, `after` what would be; None: nothing.

    What was announced as cancelled can no longer be lost, and so is left out.
    """
    announced, planned = _held(before, at), _held(after, at)
    vanishing, moved, other_hours, other_caravan = [], [], [], []
    for day, was in announced.items():
        will_be = planned.get(day, [])
        if not will_be:
            vanishing.append(day)
        elif {o.place.id for o in was} != {o.place.id for o in will_be}:
            moved.append(day)
        elif not {(o.start, o.end) for o in was} <= {(o.start, o.end) for o in will_be}:
            other_hours.append(day)
        elif was[0].caravan.id != will_be[0].caravan.id:
            other_caravan.append(day)
    return Impact(tuple(vanishing), tuple(moved), tuple(other_hours), tuple(other_caravan))


def _held(stay: Stay | None, at: datetime) -> dict[date, list[Occurrence]]:
    """By planned day. A session that has begun can still be missed; one that is over cannot."""
    found: dict[date, list[Occurrence]] = defaultdict(list)
    for occurrence in expand(stay) if stay else ():
        if not occurrence.is_cancelled and at < occurrence.end:
            found[occurrence.day].append(occurrence)
    return found
