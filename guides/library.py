"""The published guides by theme, kept in memory until something is published."""

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest

from core.stamps import CONTENT, Kept


@dataclass(frozen=True, slots=True)
class Card:
    """A guide as lists show it."""

    id: int
    title: str
    url: str
    summary: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The guides of one theme; those whose theme was left open stand on the last shelf, without slug."""

    title: str
    slug: str
    summary: str
    picture: str
    guides: tuple[Card, ...]


def shelves(request: HttpRequest | None = None) -> tuple[Shelf, ...]:
    """In the order of the themes; the guides of each by title. Empty shelves are left out."""
    return _kept.get(request)


def index_page(request: HttpRequest) -> dict:
    """All shelves, or only the one that the address asks for."""
    everything = shelves(request)
    wanted = request.GET.get("theme", "")
    chosen = next((shelf for shelf in everything if shelf.slug and shelf.slug == wanted), None)
    return {
        "shelves": (chosen,) if chosen else everything,
        "chosen": chosen,
        "is_unknown": bool(wanted and not chosen),
    }


def guide_page(request: HttpRequest, guide_id: int, body) -> dict:
    """The steps with their numbers, and the other guides of the shelf."""
    shelf = next((shelf for shelf in shelves(request) if any(c.id == guide_id for c in shelf.guides)), None)
    numbers = iter(range(1, len(body) + 1))
    return {
        "blocks": [(next(numbers) if block.block_type == "step" else None, block) for block in body],
        "related": [card for card in shelf.guides if card.id != guide_id][:4] if shelf and shelf.slug else [],
    }


def _load() -> tuple[Shelf, ...]:
    GuidePage = apps.get_model("guides", "GuidePage")
    by_theme: dict = {}
    pages = (
        GuidePage.objects.live().public().select_related("theme").defer("body", "trouble", "links", "needs")
    )
    for page in pages.order_by("title"):
        card = Card(page.pk, page.title, page.url or "", page.summary, page.minutes)
        by_theme.setdefault(page.theme, []).append(card)
    themed = sorted((theme for theme in by_theme if theme), key=lambda theme: (theme.position, theme.title))
    found = [
        Shelf(
            theme.title, theme.slug, theme.summary, f"img/theme-{theme.drawing}.svg", tuple(by_theme[theme])
        )
        for theme in themed
    ]
    if None in by_theme:
        found.append(Shelf("", "", "", "", tuple(by_theme[None])))
    return tuple(found)


_kept = Kept(CONTENT, _load)
