"""How far apart two positions are, as the crow flies, and how one says it. Pure.

Positions are (latitude, longitude) in degrees, WGS 84.
"""

from collections.abc import Iterable, Mapping
from math import cos, hypot, radians

from schedule.gazetteer import Position
from schedule.timeline import Commune, Place

KILOMETRES_PER_DEGREE = 111.195  # of a great circle, on a sphere of 6,371 km


def position(place: Place) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def kilometres(one: Position, other: Position) -> float:
    """Over some tens of kilometres the earth is flat enough; the cosine shortens a degree of longitude."""
    north = other[0] - one[0]
    east = (other[1] - one[1]) * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east) * KILOMETRES_PER_DEGREE


def middle(positions: Iterable[Position | None]) -> Position | None:
    known = [found for found in positions if found]
    if not known:
        return None
    return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)


def commune_position(
    commune: Commune, places: Iterable[Place], towns: Mapping[str, Position]
) -> Position | None:
    """A commune stands where its places are, on average; else where its town is, by INSEE code."""
    own = (place for place in places if place.commune.id == commune.id)
    return middle(position(place) for place in own) or towns.get(commune.insee_code)


def nearest_first(places: Iterable[Place], origin: Position | None) -> list[Place]:
    """Those whose position is unknown come last, and all of them by name when the origin is."""

    def order(place: Place) -> tuple[float, str, str]:
        there = position(place)
        far = kilometres(origin, there) if origin and there else float("inf")
        return far, place.commune.name, place.name

    return sorted(places, key=order)
