"""The map of the places, as numbers: what `components/map.html` draws. Pure; nobody else is asked for a tile.

North is up. Lengths are in units of the drawing, whole numbers; on a phone one unit is about one pixel.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, cos, hypot, radians

from schedule.distances import KILOMETRES_PER_DEGREE, position
from schedule.gazetteer import Position, rivers, towns
from schedule.next_dates import NextDate
from schedule.timeline import Place

WIDTH, LOWEST, HIGHEST = 320, 240, 340
RADIUS = 26  # of what a finger meets: 44 pixels on a screen of 320
APART = 2 * RADIUS + 4  # between the middles of two marks
MARGIN = RADIUS + 8
FOOT = 34  # below the map: the scale stands there
GROWTH = 1.2  # of a drawing in which they do not all find room
LETTER, LINE = 10, 21  # of a name, in the size of map.css
SHORTEST_SPAN = 6.0  # kilometres
SCALES = (1, 2, 5, 10, 20, 50, 100)
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """`x`, `y`: where it stands; `true_x`, `true_y`: where the place is, when others stand too near."""

    next: NextDate
    x: int
    y: int
    true_x: int
    true_y: int

    @property
    def is_aside(self) -> bool:
        return _far((self.x, self.y), (self.true_x, self.true_y)) > RADIUS / 2


@dataclass(frozen=True, slots=True)
class Label:
    lines: tuple[tuple[str, int], ...]  # text, y
    x: int


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    rivers: tuple[str, ...]  # points of a polyline
    scale: int  # kilometres
    scale_end: int

    @property
    def scale_y(self) -> int:
        return self.height - 12

    @property
    def ground(self) -> int:
        """The height of the map itself."""
        return self.height - FOOT


def chart(shown: Sequence[NextDate]) -> Chart | None:
    """None when no position is known."""
    placed = [(one, there) for one in shown if (there := position(one.place))]
    if not placed:
        return None
    grown = 1.0
    while len(marks := tuple(_marks(placed, view := _View([there for _one, there in placed], grown)))) < len(
        placed
    ):
        grown *= GROWTH
    scale = max((km for km in SCALES if km * view.per_kilometre <= view.width / 3), default=SCALES[0])
    return Chart(
        width=view.width,
        height=view.height + FOOT,
        marks=marks,
        labels=tuple(_labels([one.place for one in shown], marks, view)),
        rivers=tuple(_rivers(view)),
        scale=scale,
        scale_end=12 + round(scale * view.per_kilometre),
    )


class _View:
    """From degrees to the drawing: equirectangular around the middle, good enough over tens of kilometres."""

    def __init__(self, positions: Sequence[Position], grown: float) -> None:
        lats, lons = zip(*positions, strict=True)
        self.middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        self.squeeze = cos(radians(self.middle[0]))
        high = max((max(lats) - min(lats)) * KILOMETRES_PER_DEGREE, SHORTEST_SPAN / 2)
        wide = max((max(lons) - min(lons)) * self.squeeze * KILOMETRES_PER_DEGREE, SHORTEST_SPAN)
        self.width = ceil(WIDTH * grown)
        wanted = 2 * MARGIN + (self.width - 2 * MARGIN) * high / wide
        self.height = ceil(min(max(wanted, LOWEST * grown), HIGHEST * grown))
        self.per_kilometre = min((self.width - 2 * MARGIN) / wide, (self.height - 2 * MARGIN) / high)

    def point(self, there: Position) -> Point:
        north = (there[0] - self.middle[0]) * KILOMETRES_PER_DEGREE
        east = (there[1] - self.middle[1]) * self.squeeze * KILOMETRES_PER_DEGREE
        return (
            round(self.width / 2 + east * self.per_kilometre),
            round(self.height / 2 - north * self.per_kilometre),
        )


def _marks(placed: Iterable[tuple[NextDate, Position]], view: _View) -> Iterator[Mark]:
    """Each as near to its place as those before it leave room for: two never cover each other.

    They end where there is no room left.
    """
    low, right, bottom = RADIUS + 4, view.width - RADIUS - 4, view.height - RADIUS - 4
    free = list(product(range(low, right + 1, 4), range(low, bottom + 1, 4)))
    taken: list[Point] = []
    for one, there in placed:
        x, y = view.point(there)
        spot = (min(max(x, low), right), min(max(y, low), bottom))
        if any(_far(spot, other) < APART for other in taken):
            if not free:
                return
            spot = min(free, key=lambda other: _far((x, y), other))
        taken.append(spot)
        free = [other for other in free if _far(spot, other) >= APART]
        yield Mark(one, *spot, x, y)


def _rivers(view: _View) -> Iterator[str]:
    for lines in rivers().values():
        for line in lines:
            points = [view.point(there) for there in line]
            if any(0 <= x <= view.width and 0 <= y <= view.height for x, y in points):
                yield " ".join(f"{x},{y}" for x, y in points)


def _labels(places: Iterable[Place], marks: Sequence[Mark], view: _View) -> Iterator[Label]:
    """The towns' names, where they cover neither a mark nor another name; the list has them all."""
    where = {town.insee_code: town.position for town in towns()}
    communes = {place.commune.id: place.commune for place in places}.values()
    boxes = [(m.x - RADIUS, m.y - RADIUS, m.x + RADIUS, m.y + RADIUS) for m in marks]
    for commune in sorted(communes, key=lambda commune: len(commune.name)):
        there = where.get(commune.insee_code)
        if there is None:
            continue
        lines = commune.name.replace("-sur-", "-\nsur-").split("\n")
        wide, high = max(map(len, lines)) * LETTER + 8, len(lines) * LINE + 4
        x, y = view.point(there)
        for dx, dy in sorted(product(range(-120, 121, 12), repeat=2), key=lambda d: hypot(*d)):
            box = (x + dx - wide // 2, y + dy - high // 2, x + dx + (wide + 1) // 2, y + dy + (high + 1) // 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= view.width and box[3] <= view.height
            if inside and hypot(dx, dy) < 90 and not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                first = box[1] + LINE - 4
                rows = tuple((line, first + LINE * number) for number, line in enumerate(lines))
                yield Label(rows, x + dx)
                break


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
