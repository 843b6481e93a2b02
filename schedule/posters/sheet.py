"""The HTML of a poster, in each of its formats. Always in French, like the halls that it hangs in."""

from dataclasses import dataclass
from datetime import date, datetime

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from schedule import addresses
from schedule.agenda import Agenda
from schedule.models import Poster
from schedule.posters import content
from schedule.posters.content import Format, PrintedPlace, Snapshot, Subject
from schedule.posters.layout import Layout, laid_out
from schedule.timeline.printed import About, AboutKind

STYLE = "poster.css"
CARDS = 4
MOST_ON_A_LINE = 35


@dataclass(frozen=True, slots=True)
class Sheet:
    """`place` is the one that the poster is about, None for a commune."""

    title: str
    place: PrintedPlace | None
    layout: Layout | None
    goes_on: bool
    printed_on: date
    code: str
    address: str
    picture: str

    @property
    def is_address_long(self) -> bool:
        """Then it may go on in the next line."""
        return len(self.address) > MOST_ON_A_LINE


def fitting(agenda: Agenda, subject: Subject, at: datetime, form: Format) -> Snapshot | None:
    """As many of the coming dates as have room; None while no date is known."""
    with translation.override("fr"):
        for lines in range(form.lines, 0, -1):
            shown = content.snapshot(agenda, subject, at, lines)
            if shown is None or _laid_out(shown, subject.about, form):
                return shown
    return None


def fits(poster: Poster, form: Format) -> bool:
    with translation.override("fr"):
        return sheet(poster, form).layout is not None


def html(request: HttpRequest, poster: Poster, form: Format) -> str:
    with translation.override("fr"):
        words = {"sheet": sheet(poster, form), "form": form.value, "cards": range(CARDS)}
        is_card = form is Format.CARD
        template = "schedule/posters/card.html" if is_card else "schedule/posters/sheet.html"
        return render_to_string(template, words, request)


def sheet(poster: Poster, form: Format) -> Sheet:
    shown, about = content.read(poster.snapshot), About.of_key(poster.about)
    path = reverse("poster_check", args=[poster.code])
    places = list(shown.places.values())
    only = places[0] if len(places) == 1 and about.kind is not AboutKind.COMMUNE else None
    return Sheet(
        title=shown.title,
        place=only,
        layout=_laid_out(shown, about, form),
        goes_on=shown.goes_on,
        printed_on=poster.day,
        code=poster.code,
        address=addresses.typed(path),
        picture=segno.make_qr(addresses.absolute(path), error="m").svg_data_uri(border=0),
    )


def _laid_out(shown: Snapshot, about: About, form: Format) -> Layout | None:
    return laid_out(shown, form, names_places=about.kind is AboutKind.COMMUNE)
