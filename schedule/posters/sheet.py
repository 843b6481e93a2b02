"""The HTML of a poster, in each of its formats. Always in French, like the halls that it hangs in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import dates
from schedule import addresses
from schedule.models import Poster
from schedule.posters.content import Format, PrintedPlace, Snapshot, read
from schedule.timeline.printed import AboutKind, Printed

STYLE = "poster.css"
CARDS = 4
# More lines, smaller letters: up to so many lines, the letters of that size.
SIZES = ((4, "largest"), (8, "large"), (12, "small"), (99, "smallest"))


@dataclass(frozen=True, slots=True)
class Line:
    """`hours` is "" where they stand once, above all lines."""

    day: date
    hours: str


@dataclass(frozen=True, slots=True)
class Group:
    """The days of one place."""

    place: PrintedPlace
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    place: PrintedPlace | None
    groups: tuple[Group, ...]
    hours: str
    size: str
    is_long: bool
    goes_on: bool
    printed_on: date
    code: str
    address: str
    picture: str


def html(request: HttpRequest, poster: Poster, form: Format) -> str:
    with translation.override("fr"):
        words = {"sheet": sheet(poster), "form": form.value, "cards": range(CARDS)}
        template = "card" if form is Format.CARD else "sheet"
        return render_to_string(f"schedule/posters/{template}.html", words, request)


def sheet(poster: Poster) -> Sheet:
    shown = read(poster.snapshot)
    hours = _common_hours(shown)
    path = reverse("poster_check", args=[poster.code])
    is_commune = poster.about.startswith(AboutKind.COMMUNE)
    only = next(iter(shown.places.values())) if len(shown.places) == 1 and not is_commune else None
    return Sheet(
        title=shown.title,
        place=only,
        groups=tuple(_groups(shown, with_hours=not hours)),
        hours=hours,
        size=_size(shown, each_with_hours=not hours),
        is_long=len(shown.title) > 30,
        goes_on=shown.goes_on,
        printed_on=poster.day,
        code=poster.code,
        address=addresses.typed(path),
        picture=segno.make_qr(addresses.absolute(path), error="m").svg_data_uri(border=0),
    )


def _groups(shown: Snapshot, *, with_hours: bool) -> Iterable[Group]:
    """Place by place, in the order of their first dates."""
    for pk in dict.fromkeys(one.place for one in shown.sessions):
        of_place = [one for one in shown.sessions if one.place == pk]
        lines = tuple(
            Line(day, _hours(of_day) if with_hours else "") for day, of_day in _by_day(of_place)
        )
        yield Group(shown.places[pk], lines)


def _by_day(sessions: Iterable[Printed]) -> Iterable[tuple[date, list[Printed]]]:
    return ((day, list(of_day)) for day, of_day in groupby(sessions, key=lambda one: one.day))


def _common_hours(shown: Snapshot) -> str:
    """When they are the same on every line, and there are several lines."""
    said = {
        _hours(of_day)
        for pk in shown.places
        for _day, of_day in _by_day([one for one in shown.sessions if one.place == pk])
    }
    return said.pop() if len(said) == 1 and shown.number_of_lines > 1 else ""


def _hours(of_day: Iterable[Printed]) -> str:
    return _(" and ").join(dates.hours(one.start.timetz(), one.end.timetz()) for one in of_day)


def _size(shown: Snapshot, *, each_with_hours: bool) -> str:
    weight = shown.number_of_lines * (1.5 if each_with_hours else 1)
    weight += 1.5 * len(shown.places) if len(shown.places) > 1 else 0
    return next(size for most, size in SIZES if weight <= most)
