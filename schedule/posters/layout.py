"""What has room on a sheet, and in which letters: measured before it is frozen, so that no page is ever cut.

Lengths are in rem, of which an A4 sheet has 59.5 × 84.2 and a card a quarter (an A3 sheet: as many, larger).
The letters' sizes are those of static/css/poster.css.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from textwrap import wrap

from django.utils.translation import gettext as _

from core import dates
from schedule.posters.content import Format, PrintedPlace, Snapshot
from schedule.timeline.printed import Printed

# Longer titles stand in smaller letters.
LONG, VERY_LONG = 32, 70
# Of Andika: the width of a letter beside its size, with some room for wide words; and lines in between.
LETTER, BOLD_LETTER, LINE = 0.48, 0.54, 1.25


@dataclass(frozen=True, slots=True)
class Line:
    """`hours` is "" where they are those that stand once, above all lines."""

    day: date
    hours: str


@dataclass(frozen=True, slots=True)
class Group:
    """The days of one place."""

    place: PrintedPlace
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """The sizes of the letters in the list of dates, and its columns."""

    name: str
    columns: int
    day: float
    hours: float
    place: float
    address: float
    gap: float


@dataclass(frozen=True, slots=True)
class Paper:
    """`room` is the height that title and list share, `drawing` that of the drawing beside the title.

    `titles` are the sizes of a short, a long and a very long title, in a head of the width `head`.
    """

    width: float
    room: float
    head: float
    drawing: float
    what: float
    titles: tuple[float, float, float]
    address: float
    usual_hours: float
    sizes: tuple[Size, ...]


SHEET = Paper(
    width=53.4,
    room=46.3,
    head=36.4,
    drawing=9.4,
    what=2.6,
    titles=(3.4, 2.7, 1.9),
    address=2.0,
    usual_hours=2.6,
    sizes=(
        Size("huge", 1, 5.0, 3.8, 3.4, 2.2, 1.4),
        Size("largest", 1, 3.6, 2.8, 2.8, 2.0, 1.0),
        Size("large", 1, 2.8, 2.2, 2.4, 1.8, 0.5),
        Size("medium", 1, 2.2, 1.9, 2.2, 1.6, 0.5),
        Size("small", 2, 1.95, 1.6, 1.95, 1.5, 0.5),
    ),
)
CARD = Paper(
    width=25.6,
    room=29.5,
    head=18.5,
    drawing=4,
    what=1.4,
    titles=(1.7, 1.3, 1.0),
    address=1.1,
    usual_hours=1.4,
    sizes=(Size("card", 1, 1.8, 1.4, 1.4, 0, 0.6), Size("small_card", 1, 1.4, 1.15, 1.1, 0, 0.3)),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """`hours` are the usual ones, "" where each line says its own; `are_usual`: some lines say others.

    `title` says how long the title is: short, long, longest.
    """

    groups: tuple[Group, ...]
    hours: str
    are_usual: bool
    has_places: bool
    size: str
    title: str


def laid_out(shown: Snapshot, form: Format, *, names_places: bool) -> Layout | None:
    """In the largest letters for which there is room; None when there is none, even in the smallest.

    A single line always has some.
    """
    paper = CARD if form is Format.CARD else SHEET
    usual = _usual_hours(shown)
    has_places = names_places or len(shown.places) > 1
    title = "longest" if len(shown.title) > VERY_LONG else "long" if len(shown.title) > LONG else "short"
    room = paper.room - _head(shown, paper, title, has_places)
    found = None
    for size in paper.sizes:
        # Hours beside each date are easier to read; where that takes smaller letters, they stand once.
        for hours in dict.fromkeys(["" if _vary(shown) else usual, usual]):
            groups = tuple(_groups(shown, hours))
            found = Layout(groups, hours, bool(hours) and _vary(shown), has_places, size.name, title)
            if _height(found, size, paper, goes_on=shown.goes_on) <= room:
                return found
    return found if shown.number_of_lines == 1 else None


def _head(shown: Snapshot, paper: Paper, title: str, has_places: bool) -> float:
    size = paper.titles[("short", "long", "longest").index(title)]
    words = paper.what * LINE + _rows(shown.title, size, paper.head, bold=True)
    address = "" if has_places else next(iter(shown.places.values())).address
    return max(paper.drawing, words + _rows(address, paper.address, paper.head))


def _height(layout: Layout, size: Size, paper: Paper, *, goes_on: bool) -> float:
    width = paper.width if size.columns == 1 else paper.width / size.columns - 1
    # Runs that stay together: a heading with the first line below it.
    runs: list[float] = []
    for group in layout.groups:
        above = 0.0
        if layout.has_places:
            above = _rows(group.place.name, size.place, width, bold=True) + size.gap
            above += _rows(group.place.address, size.address, width) if size.address else 0
        for line in group.lines:
            day = _rows(dates.long_date(line.day), size.day, width, bold=True)
            runs.append(above + day + _rows(line.hours, size.hours, width) + size.gap)
            above = 0
    total = sum(runs)
    if size.columns > 1:
        total = min(max(sum(runs[:cut]), sum(runs[cut:])) for cut in range(len(runs) + 1))
    if layout.hours:
        said = f"{layout.hours}, {_except()}" if layout.are_usual else layout.hours
        total += _rows(said, paper.usual_hours, paper.width, bold=True) + paper.usual_hours * 0.3
    return total + (paper.usual_hours if goes_on else 0)


def _except() -> str:
    return _("unless other hours are written")


def _rows(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """How high a text becomes, with its words in lines of that width."""
    letter = size * (BOLD_LETTER if bold else LETTER)
    return len(wrap(text.replace("\u00a0", "_"), max(1, int(width / letter)))) * size * LINE


def _groups(shown: Snapshot, usual: str) -> Iterable[Group]:
    """Place by place, in the order of their first dates."""
    for pk in shown.places:
        lines = ((day, hours_in_words(of_day)) for day, of_day in _by_day(shown, pk))
        told = tuple(Line(day, "" if hours == usual else hours) for day, hours in lines)
        yield Group(shown.places[pk], told)


def _by_day(shown: Snapshot, place: int) -> Iterable[tuple[date, list[Printed]]]:
    of_place = (one for one in shown.sessions if one.place == place)
    return ((day, list(of_day)) for day, of_day in groupby(of_place, key=lambda one: one.day))


def _each_hours(shown: Snapshot) -> list[str]:
    return [hours_in_words(of_day) for pk in shown.places for _day, of_day in _by_day(shown, pk)]


def _usual_hours(shown: Snapshot) -> str:
    """Those of at least half the lines; "" when there are none, or a single line."""
    told = _each_hours(shown)
    most = max(told, key=told.count)
    return most if len(told) > 1 and told.count(most) * 2 >= len(told) else ""


def _vary(shown: Snapshot) -> bool:
    return len(set(_each_hours(shown))) > 1


def hours_in_words(sessions: Iterable[Printed]) -> str:
    return _(" and ").join(dates.hours(one.start.timetz(), one.end.timetz()) for one in sessions)
