"""The map of the places, as numbers: what `components/map.html` draws. Pure; nobody else is asked for a tile.

North is up. Lengths are in units of the drawing, whole numbers; on a phone one unit is about one pixel.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, product
from math import ceil, cos, hypot, radians, sqrt

from schedule.distances import KILOMETRES_PER_DEGREE, position
from schedule.gazetteer import Position, rivers, towns
from schedule.next_dates import NextDate

WIDTH, LOWEST, HIGHEST = 280, 220, 320  # has room on the narrowest screens, 320 pixels wide
RADIUS = 26  # of what a finger meets: 44 pixels on a screen of 320
APART = 2 * RADIUS + 4  # between the middles of two marks
MARGIN = RADIUS + 8
FOOT = 34  # below the map: the scale stands there
GROWTH = 1.2  # of a drawing in which they do not all find room
FULL = 0.6  # of its ground, covered by marks: denser ones are not tried
SQRT_2 = sqrt(2)
GRID = 4  # between the spots that a mark may stand aside on
LETTER, LINE = 10, 21  # of a name, in the size of map.css
SHORTEST_SPAN = 6.0  # kilometres
SCALES = (1, 2, 5, 10, 20, 50, 100)
Point = tuple[int, int]
Town = tuple[str, str]  # name, INSEE code
# Where a name may stand, from its town, the nearest first.
OFFSETS = sorted(
    (d for d in product(range(-84, 85, 12), repeat=2) if hypot(*d) < 90), key=lambda d: hypot(*d)
)


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
    def is_large(self) -> bool:
        """It keeps its size and a narrow screen shows a part of it: a mark stays as large as a finger."""
        return self.width > WIDTH

    @property
    def scale_y(self) -> int:
        return self.height - 12

    @property
    def ground(self) -> int:
        """The height of the map itself."""
        return self.height - FOOT


def chart(shown: Sequence[NextDate]) -> Chart | None:
    """None when no position is known. The same places are drawn the same, in whichever order they come."""
    placed = sorted((there, one.place.id) for one in shown if (there := position(one.place)))
    if not placed:
        return None
    towns = {(one.place.commune.name, one.place.commune.insee_code) for one in shown}
    drawing = _drawing(tuple(there for there, _pk in placed), tuple(sorted(towns)))
    spots = {pk: spot for (_there, pk), spot in zip(placed, drawing.spots, strict=True)}
    view = drawing.view
    scale = max((km for km in SCALES if km * view.per_kilometre <= view.width / 3), default=SCALES[0])
    return Chart(
        width=view.width,
        height=view.height + FOOT,
        marks=tuple(
            Mark(one, *spots[one.place.id], *view.point(there))
            for one in shown
            if (there := position(one.place))
        ),
        labels=drawing.labels,
        rivers=drawing.rivers,
        scale=scale,
        scale_end=12 + round(scale * view.per_kilometre),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What only changes when places do. `spots`: where the marks stand."""

    view: "_View"
    spots: tuple[Point, ...]
    labels: tuple[Label, ...]
    rivers: tuple[str, ...]


@lru_cache(maxsize=16)
def _drawing(positions: tuple[Position, ...], towns: tuple[Town, ...]) -> _Drawing:
    """Takes tenths of a second for hundreds of places, and nothing the next time."""
    grown = 1.0
    while True:
        view = _View(positions, grown)
        if len(positions) == 1 or len(positions) * APART**2 < FULL * view.width * view.height:
            spots = tuple(_spots(positions, view))
            if len(spots) == len(positions):
                return _Drawing(view, spots, tuple(_labels(towns, spots, view)), tuple(_rivers(view)))
        grown *= GROWTH


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


def _spots(positions: Iterable[Position], view: _View) -> Iterator[Point]:
    """Each as near to its place as those before it leave room for: two never cover each other.

    They end where there is no room left.
    """
    low, right, bottom = RADIUS + 4, view.width - RADIUS - 4, view.height - RADIUS - 4
    free = set(product(range(low, right + 1, GRID), range(low, bottom + 1, GRID)))
    taken: dict[Point, list[Point]] = {}  # by square, APART wide
    known: dict[Point, float] = {}
    for there in positions:
        x, y = view.point(there)
        spot = (min(max(x, low), right), min(max(y, low), bottom))
        if any(_far(spot, other) < APART for other in _around(spot, taken)):
            if not free:
                return
            spot = _nearest(free, (x, y), low, known)
        taken.setdefault((spot[0] // APART, spot[1] // APART), []).append(spot)
        free -= {other for other in _square(spot, low) if _far(spot, other) < APART}
        yield spot


def _around(spot: Point, taken: dict[Point, list[Point]]) -> Iterator[Point]:
    column, row = spot[0] // APART, spot[1] // APART
    for square in product(range(column - 1, column + 2), range(row - 1, row + 2)):
        yield from taken.get(square, ())


def _square(spot: Point, low: int) -> Iterator[Point]:
    """The points of the grid that may be nearer than APART."""
    x, y = (value - (value - low) % GRID for value in spot)
    steps = range(-APART, APART + GRID + 1, GRID)
    return ((x + dx, y + dy) for dx, dy in product(steps, steps))


def _nearest(free: set[Point], there: Point, low: int, known: dict[Point, float]) -> Point:
    """Looks in squares around it, wider and wider, until no wider one can hold a nearer spot.

    `known`: how far it was from other points. Spots only get fewer, so that none can be much nearer here.
    """
    x, y = (value - (value - low) % GRID for value in there)
    least = max((far - _far(there, other) for other, far in known.items()), default=0)
    best, far = there, float("inf")
    for ring in count(max(0, int(least / SQRT_2 / GRID) - 1)):
        reach = GRID * ring
        if reach - GRID > far:
            break
        side = range(-reach, reach + 1, GRID)
        edge = (-reach, reach)
        points = {(x + dx, y + dy) for dx, dy in (*product(edge, side), *product(side, edge))}
        for spot in sorted(points & free):
            if (distance := _far(there, spot)) < far:
                best, far = spot, distance
    known[there] = far
    return best


def _rivers(view: _View) -> Iterator[str]:
    for lines in rivers().values():
        for line in lines:
            points = [view.point(there) for there in line]
            if any(0 <= x <= view.width and 0 <= y <= view.height for x, y in points):
                yield " ".join(f"{x},{y}" for x, y in points)


def _labels(communes: Iterable[Town], spots: Iterable[Point], view: _View) -> Iterator[Label]:
    """The towns' names, where they cover neither a mark nor another name; the list has them all."""
    where = {town.insee_code: town.position for town in towns()}
    boxes = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in spots]
    for name, code in sorted(communes, key=lambda commune: len(commune[0])):
        there = where.get(code)
        if there is None:
            continue
        lines = name.replace("-sur-", "-\nsur-").split("\n")
        wide, high = max(map(len, lines)) * LETTER + 8, len(lines) * LINE + 4
        x, y = view.point(there)
        for dx, dy in OFFSETS:
            box = (x + dx - wide // 2, y + dy - high // 2, x + dx + (wide + 1) // 2, y + dy + (high + 1) // 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= view.width and box[3] <= view.height
            if inside and not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                first = box[1] + LINE - 4
                rows = tuple((line, first + LINE * number) for number, line in enumerate(lines))
                yield Label(rows, x + dx)
                break


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
