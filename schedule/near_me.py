"""« Quand passe-t-elle près de chez moi ? »: what the page shows for what somebody typed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from schedule import gazetteer
from schedule.agenda import Agenda
from schedule.chart import chart
from schedule.distances import kilometres, position
from schedule.finding import Finding, find
from schedule.next_dates import NextDate, changes_at, next_date
from schedule.timeline import Place

# So many are shown at first; the others stand below, under a heading of their own.
NEAREST = 3


def near_me(agenda: Agenda, at: datetime, asked: Mapping[str, Any]) -> dict:
    """`here` are the places that were meant, `nearest` those to go to otherwise, `others` the rest."""
    text = " ".join(str(asked.get("ou", "")).split())
    nothing = Finding("", around=agenda.places)
    found = find(text, agenda.places, gazetteer.towns()) if text else nothing
    here = _soonest_first(agenda, at, found.here)
    around = list(found.around) if found.name else _soonest_first(agenda, at, found.around)
    nearest = _with_a_date(agenda, at, around)[: _lacking(agenda, at, here)] if found.name else []
    others = [place for place in around if place not in nearest]
    shown = _numbered(agenda, at, [*here, *nearest, *others], found)
    return {
        "found": found,
        "here": shown[: len(here)],
        "nearest": shown[len(here) : len(here) + len(nearest)],
        "others": shown[len(here) + len(nearest) :],
        "places": choices(agenda),
        "map": chart(shown),
        "tiles": tiles(),
        "changes_at": changes_at(at, shown),
    }


def choices(agenda: Agenda) -> list[str]:
    """What the field proposes: towns, then « Résidence du Lac, Couëron »."""
    towns = [commune.name for commune in agenda.communes]
    return [*towns, *(f"{place.name}, {place.commune.name}" for place in agenda.places)]


def tiles() -> dict[str, str] | None:
    """The detailed map that the operator offers; None when there is none."""
    if not settings.TILES_URL:
        return None
    return {"url": settings.TILES_URL, "attribution": settings.TILES_ATTRIBUTION, "host": settings.TILES_HOST}


def _with_a_date(agenda: Agenda, at: datetime, places: Iterable[Place]) -> list[Place]:
    return [place for place in places if next_date(agenda, at, place).occurrence]


def _lacking(agenda: Agenda, at: datetime, here: Iterable[Place]) -> int:
    """How many places with a date are to be added, so that nobody is left without one."""
    return max(0, NEAREST - len(_with_a_date(agenda, at, here)))


def _numbered(agenda: Agenda, at: datetime, places: Iterable[Place], found: Finding) -> list[NextDate]:
    return [
        next_date(agenda, at, place, number, _far(found, place))
        for number, place in enumerate(places, start=1)
    ]


def _far(found: Finding, place: Place) -> float | None:
    there = position(place)
    return kilometres(found.origin, there) if found.origin and there else None


def _soonest_first(agenda: Agenda, at: datetime, places: Iterable[Place]) -> list[Place]:
    def order(place: Place) -> tuple[bool, float, str]:
        coming = next_date(agenda, at, place).occurrence
        return coming is None, coming.start.timestamp() if coming else 0.0, place.name

    return sorted(places, key=order)
