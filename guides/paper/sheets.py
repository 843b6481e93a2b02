"""What stands on the pages: one guide, or a collection that begins with the list of its guides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from core import clock
from guides import devices, freshness, steps
from guides.library import Card, library
from guides.words import Explained

STYLE = "paper.css"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One guide, ready to be printed. `device` is the name of the only one it is printed for, or ""."""

    guide: Any
    parts: Sequence[steps.Part]
    words: Sequence[Explained]
    card: Card | None
    is_old: bool
    device: str
    address: str
    code: str


def of_guide(request: HttpRequest, guide: Any, device: str) -> str:
    """The HTML of the pages. `device` counts only where the guide differs by it."""
    return _html(request, {"title": guide.title, "sheets": [_sheet(request, guide, device)]})


def of_collection(request: HttpRequest, collection: Any, guides: Sequence[Any], device: str) -> str:
    """The HTML of the pages: the list of the guides first, then each on pages of its own."""
    sheets = [_sheet(request, guide, device) for guide in guides]
    cover = {"collection": collection, "address": _address(collection), "code": _code(_address(collection))}
    return _html(request, {"title": collection.title, "sheets": sheets, "cover": cover})


def _html(request: HttpRequest, context: dict) -> str:
    return render_to_string("guides/paper.html", context, request)


def _sheet(request: HttpRequest, guide: Any, device: str) -> Sheet:
    known = library(request)
    reader = known.glossary.reader(linked=False)
    chosen = device if device in steps.varied_devices(guide.body) else ""
    card = known.cards.get(guide.pk)
    today = clock.local_day(clock.instant(request))
    return Sheet(
        guide=guide,
        parts=steps.parts(guide.body, reader, chosen),
        words=list(reader.met.values()),
        card=card,
        is_old=freshness.is_old(card.true_since if card else None, today),
        device=str(devices.Device(chosen).label) if chosen else "",
        address=_address(guide),
        code=_code(_address(guide)),
    )


def _address(page: Any) -> str:
    return f"{settings.BASE_URL}{page.url}"


def _code(address: str) -> str:
    """The QR code of an address: an SVG picture as a data URI."""
    return segno.make_qr(address, error="m").svg_data_uri(border=0)
