"""The next sessions at or near a commune, for pages that are not about the schedule (core.meeting)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from math import cos, hypot, radians

from django.http import HttpRequest

from core import clock, dates
from core.meeting import Choice, Meeting, Near
from schedule import listing
from schedule.agenda import Agenda, published
from schedule.timeline import EVERYTHING, Commune, Occurrence, Place, Scope, ScopeKind

MEETINGS = 3


def of_request(request: HttpRequest, commune: str) -> Near:
    return near(published(request), clock.instant(request), commune)


def near(agenda: Agenda, at: datetime, slug: str = "") -> Near:
    """The next sessions in the commune; without any there, those of the nearest commune that has some."""
    chosen = next((commune for commune in agenda.communes if commune.slug == slug), None)
    here = _held(agenda, at, _scope(chosen))
    found = here or (_nearest(agenda, at, chosen) if chosen else [])
    ends = [o.end for o in found] + [o.start for o in found if o.start > at]
    return Near(
        communes=tuple(Choice(commune.slug, commune.name) for commune in agenda.communes),
        chosen=Choice(chosen.slug, chosen.name) if chosen else None,
        meetings=tuple(_meeting(occurrence, at) for occurrence in found),
        is_elsewhere=bool(chosen and found and not here),
        changes_at=min([*ends, listing.changes_at(at, ())]),
    )


def by_distance(communes: Iterable[Commune], places: Iterable[Place], origin: Commune) -> list[Commune]:
    """The other communes, the nearest first; those whose position is unknown at the end, by name.

    A commune stands where its places are, on average. Over some tens of kilometres the earth is flat
    enough: degrees of longitude are shortened by the cosine of the latitude.
    """
    where = {commune.id: _centre(places, commune) for commune in (*communes, origin)}
    home = where[origin.id]

    def distance(commune: Commune) -> float:
        there = where[commune.id]
        if not (home and there):
            return float("inf")
        return hypot(there[0] - home[0], (there[1] - home[1]) * cos(radians(home[0])))

    others = (commune for commune in communes if commune.id != origin.id)
    return sorted(others, key=lambda commune: (distance(commune), commune.name))


def _centre(places: Iterable[Place], commune: Commune) -> tuple[float, float] | None:
    known = [
        (place.latitude, place.longitude)
        for place in places
        if place.commune.id == commune.id and place.latitude is not None and place.longitude is not None
    ]
    if not known:
        return None
    return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)


def _nearest(agenda: Agenda, at: datetime, chosen: Commune) -> list[Occurrence]:
    communes = by_distance(agenda.communes, agenda.places, chosen)
    found = (_held(agenda, at, _scope(commune)) for commune in communes)
    return next((occurrences for occurrences in found if occurrences), [])


def _scope(commune: Commune | None) -> Scope:
    return Scope(ScopeKind.COMMUNE, commune.id) if commune else EVERYTHING


def _held(agenda: Agenda, at: datetime, scope: Scope) -> list[Occurrence]:
    coming = agenda.timeline.scoped(scope).since_end(at)
    return list(islice((o for o in coming if scope.holds(o)), MEETINGS))


def _meeting(occurrence: Occurrence, at: datetime) -> Meeting:
    start, end = occurrence.start, occurrence.end
    return Meeting(
        day=dates.long_date(start.date()),
        hours=dates.hours(start.time(), end.time()),
        place=occurrence.place.name,
        commune=occurrence.place.commune.name,
        url=occurrence.place.url,
        is_now=start <= at < end,
    )
