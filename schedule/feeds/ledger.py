"""What subscribers were told, against what is planned now. Pure: no database, no clock."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from schedule.feeds.wording import Said, said_of
from schedule.timeline import EVERYTHING, Occurrence, Scope, ScopeKind, Stay
from schedule.timeline.timeline import expand

# SEQUENCE counts the seconds since then, so that it grows even if this memory is lost or restored from
# an old copy. It fits 31 bits until 2088.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What was last said of one session. `audience` are the scopes that were ever told."""

    digest: str
    sequence: int
    changed_at: datetime
    end: datetime
    audience: frozenset[str]
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be said of one session now, and to whom."""

    said: Said
    digest: str
    scopes: frozenset[str]


@dataclass(slots=True)
class Difference:
    """uids, in no order that matters. `joined`: said as before, to more people."""

    fresh: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


EVERYONE = EVERYTHING.key


def planned(stays: Iterable[Stay], since: datetime, base_url: str) -> dict[str, Planned]:
    """By uid, all that is to be said of the sessions that start at `since` or later.

    `base_url` is the address of the site, which events hold.
    """
    return {
        one.said.uid: one for stay in stays for one in _planned_of(stay, base_url) if one.said.start >= since
    }


@lru_cache(maxsize=2048)
def _planned_of(stay: Stay, _base_url: str) -> tuple[Planned, ...]:
    # Kept: after a change, only the stays that it touched are put into words again.
    found = []
    for occurrence in expand(stay):
        said = said_of(occurrence)
        found.append(Planned(said, said.digest(), scopes_of(occurrence)))
    return tuple(found)


def scopes_of(occurrence: Occurrence) -> frozenset[str]:
    """Keys of all the scopes that it concerns (`Scope.concerns`), but for everything."""
    scopes = {Scope(ScopeKind.CARAVAN, occurrence.caravan.id)}
    for place in (occurrence.place, occurrence.planned_place):
        scopes |= {Scope(ScopeKind.PLACE, place.id), Scope(ScopeKind.COMMUNE, place.commune.id)}
    return frozenset(scope.key for scope in scopes)


def compare(told: Mapping[str, Told], planned: Mapping[str, Planned], at: datetime) -> Difference:
    """What has to be said again, or taken back, at this instant.

    What is over stays as it was told: it did take place, whatever became of its plan.
    """
    found = Difference()
    for uid, new in planned.items():
        old = told.get(uid)
        if old is None:
            found.fresh.append(uid)
        elif old.digest != digest(new, former_places(old, new)):
            found.changed.append(uid)
        elif not new.scopes <= old.audience:
            found.joined.append(uid)
    for uid, old in told.items():
        if uid not in planned and not old.is_withdrawn and old.end > at:
            found.withdrawn.append(uid)
    return found


def covering(gone: Said, audience: frozenset[str], planned: Iterable[Planned]) -> Said | None:
    """The session that is held now in some of its hours, if all who were told of it read that.

    So it is with hours for the whole day, which make one session of several, and with a stay planned
    anew: saying « cancelled » of an afternoon in which the caravan is there would be false.
    """
    return next(
        (
            new.said
            for new in planned
            if not new.said.is_off
            and new.said.start < gone.end
            and gone.start < new.said.end
            and audience <= new.scopes
        ),
        None,
    )


def former_places(old: Told, new: Planned) -> list[str]:
    """Keys of places in whose calendars it stands, though it does not concern them any more."""
    prefix = f"{ScopeKind.PLACE}:"
    return sorted(scope for scope in old.audience - new.scopes if scope.startswith(prefix))


def digest(new: Planned, former: list[str]) -> str:
    """Of what is said, former places included."""
    if not former:
        return new.digest
    return hashlib.sha256(" ".join([new.digest, *former]).encode()).hexdigest()[:32]


def numbered(old: Told | None, moment: datetime) -> tuple[int, datetime]:
    """SEQUENCE and the instant of the change: both greater than before, even within one second."""
    changed_at = moment.astimezone(UTC).replace(microsecond=0)
    if old:
        changed_at = max(changed_at, old.changed_at + ONE_SECOND)
    sequence = max(0, int((changed_at - EPOCH).total_seconds()))
    return max(sequence, old.sequence + 1 if old else 0), changed_at
