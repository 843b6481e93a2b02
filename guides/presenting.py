"""What the pages of this app show: one function per page."""

from itertools import groupby

from django.http import HttpRequest

from core import clock, meeting, paper
from guides import devices, freshness, steps
from guides.library import library


def index_page(request: HttpRequest) -> dict:
    """All collections with their guides."""
    known = library(request)
    return {
        "shelves": known.shelves,
        "words_url": known.words_url,
        "is_unknown": bool(request.GET.get("theme")),
    }


def collection_asked_for(request: HttpRequest) -> str:
    """Where an address from before collections leads now (`?theme=`); "" when it leads nowhere."""
    wanted = request.GET.get("theme", "")
    urls = (shelf.url for shelf in library(request).shelves if shelf.url)
    return next((url for url in urls if wanted and url.rstrip("/").endswith(f"/{wanted}")), "")


def guide_page(request: HttpRequest, page) -> dict:
    """The steps, for the device that was asked for or for all; then what surrounds them."""
    known, today = library(request), clock.local_day(clock.instant(request))
    offered = steps.varied_devices(page.body)
    asked = request.GET.get("appareil", "")
    device = asked if asked in offered else ""
    reader = known.glossary.reader()
    parts = steps.parts(page.body, reader, device)
    card = known.cards.get(page.pk)
    near = meeting.near(request, request.GET.get("commune", ""))
    return {
        "device": device,
        "offered": [(value, devices.Device(value).label) for value in offered],
        "parts": parts,
        "words": list(reader.met.values()),
        "words_url": known.words_url,
        "card": card,
        "is_old": freshness.is_old(card.true_since if card else None, today),
        "shelves": known.shelves_of(page.pk),
        "related": known.related(page.pk),
        "near": near,
        "has_paper": paper.is_available(),
        "saves_data": request.headers.get("Save-Data") == "on",
        "changes_at": near.changes_at,
    }


def collection_page(request: HttpRequest, page) -> dict:
    """The guides of the collection, in the order in which they are best read."""
    known = library(request)
    shelf = next((shelf for shelf in known.shelves if shelf.id == page.pk), None)
    return {
        "picture": f"img/collection-{page.drawing}.svg",
        "cards": shelf.guides if shelf else (),
        "has_paper": paper.is_available(),
        "others": [other for other in known.shelves if other.url and other.id != page.pk],
    }


def glossary_page(request: HttpRequest) -> dict:
    """The words by their first letter, from A to Z."""
    found = sorted(library(request).glossary.words, key=lambda word: word.slug)
    return {
        "letters": [(letter, list(rows)) for letter, rows in groupby(found, key=lambda word: word.letter)]
    }
