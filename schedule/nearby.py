"""The next sessions at or near a commune, for pages that are not about the schedule (core.meeting)."""

from datetime import datetime
from itertools import islice

from django.http import HttpRequest

from core import clock, dates
from core.meeting import Choice, Meeting, Near
from schedule import gazetteer, listing
from schedule.agenda import Agenda, published
from schedule.distances import commune_position, kilometres
from schedule.timeline import EVERYTHING, Commune, Occurrence, Scope, ScopeKind

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


def _nearest(agenda: Agenda, at: datetime, chosen: Commune) -> list[Occurrence]:
    towns = {town.insee_code: town.position for town in gazetteer.towns()}
    home = commune_position(chosen, agenda.places, towns)

    def order(commune: Commune) -> tuple[float, str]:
        there = commune_position(commune, agenda.places, towns)
        return (kilometres(home, there) if home and there else float("inf")), commune.name

    others = [commune for commune in agenda.communes if commune.id != chosen.id]
    found = (_held(agenda, at, _scope(commune)) for commune in sorted(others, key=order))
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
