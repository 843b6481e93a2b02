"""What stands on a poster: taken from what is announced, frozen as JSON, and read again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.http import Http404

from core.typography import NBSP
from schedule import addresses
from schedule.agenda import Agenda
from schedule.timeline import Commune, Place, Scope, ScopeKind, Stay
from schedule.timeline.printed import About, AboutKind, Printed, as_printed, to_print


class Format(StrEnum):
    """As the address says it."""

    A4 = "a4"
    A3 = "a3"
    CARD = "carte"

    @property
    def lines(self) -> int:
        """How many places and days have room at most, in words that are read from where it hangs."""
        return 4 if self is Format.CARD else 16


@dataclass(frozen=True, slots=True)
class Subject:
    """What a poster is made about, as it is now. `place` is None for a commune."""

    about: About
    title: str
    commune: Commune
    place: Place | None = None
    stay: Stay | None = None


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """As it was called on the day of printing."""

    id: int
    name: str
    address: str
    commune: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`goes_on`: later dates were known on that day, for which there was no room."""

    title: str
    sessions: tuple[Printed, ...]
    places: dict[int, PrintedPlace] = field(default_factory=dict)
    goes_on: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted({one.day for one in self.sessions}))

    @property
    def first_day(self) -> date:
        return self.days[0]

    @property
    def last_day(self) -> date:
        return self.days[-1]

    @property
    def number_of_days(self) -> int:
        return len(self.days)

    @property
    def number_of_lines(self) -> int:
        return len({(one.place, one.day) for one in self.sessions})


def find(agenda: Agenda, commune: str, place: str = "", stay: int = 0) -> Subject:
    """By the parts of its address. Raises Http404 for what is not public, and for archived places."""
    town = next((known for known in agenda.communes if known.slug == commune), None)
    if town is None:
        raise Http404
    if not place:
        return Subject(About(AboutKind.COMMUNE, town.id), town.name, town)
    found = next((p for p in agenda.places if (p.commune.id, p.slug) == (town.id, place)), None)
    if found is None:
        raise Http404
    if not stay:
        return Subject(About(AboutKind.PLACE, found.id), found.name, town, found)
    planned = next((s for s in agenda.timeline.stays if (s.id, s.place.id) == (stay, found.id)), None)
    if planned is None:
        raise Http404
    return Subject(About(AboutKind.STAY, planned.id), found.name, town, found, planned)


def snapshot(agenda: Agenda, subject: Subject, at: datetime, lines: int) -> Snapshot | None:
    """None while no date is known: there is nothing to print."""
    found, goes_on = to_print(agenda.timeline, subject.about, at, lines)
    if not found:
        return None
    places = {o.place.id: o.place for o in found}
    return Snapshot(
        title=subject.title,
        sessions=tuple(as_printed(o) for o in found),
        places={
            pk: PrintedPlace(pk, place.name, _address(place), place.commune.name)
            for pk, place in places.items()
        },
        goes_on=goes_on,
    )


@dataclass(frozen=True, slots=True)
class ComingStay:
    """A stay with dates to come, from its next to its last."""

    url: str
    first: date
    last: date


def coming_stays(agenda: Agenda, place: Place, at: datetime) -> list[ComingStay]:
    """Those of a place that has several: each may have a poster of its own."""
    days: dict[int, list[date]] = {}
    stays = {}
    for occurrence in agenda.timeline.scoped(Scope(ScopeKind.PLACE, place.id)).since_end(at):
        if not occurrence.is_cancelled and occurrence.planned_place.id == place.id:
            days.setdefault(occurrence.stay.id, []).append(occurrence.local_day)
            stays[occurrence.stay.id] = occurrence.stay
    if len(days) < 2:
        return []
    return [ComingStay(addresses.poster(stays[pk]), min(found), max(found)) for pk, found in days.items()]


def frozen(shown: Snapshot) -> dict[str, Any]:
    return {
        "title": shown.title,
        "goes_on": shown.goes_on,
        "places": [
            {"id": place.id, "name": place.name, "address": place.address, "commune": place.commune}
            for place in shown.places.values()
        ],
        "sessions": [
            {
                "key": one.key,
                "stay": one.stay,
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "place": one.place,
            }
            for one in shown.sessions
        ],
    }


def read(kept: dict[str, Any]) -> Snapshot:
    """Hours keep the offset that they were printed with: what stood on the paper stays what it was."""
    places = [PrintedPlace(**place) for place in kept["places"]]
    return Snapshot(
        title=kept["title"],
        sessions=tuple(session(one) for one in kept["sessions"]),
        places={place.id: place for place in places},
        goes_on=kept["goes_on"],
    )


def digest(kept: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def last_end(sessions: Sequence[Printed]) -> datetime:
    return max(one.end for one in sessions)


def session(kept: dict[str, Any]) -> Printed:
    start, end = (datetime.fromisoformat(kept[name]) for name in ("start", "end"))
    return Printed(kept["key"], kept["stay"], start, end, kept["place"])


def _address(place: Place) -> str:
    if not place.address:
        return ""
    town = f"{place.commune.postcode}{NBSP}{place.commune.name}".strip(NBSP)
    return f"{place.address}, {town}"
