"""What the guide pages show: guides arranged by theme, and one guide as its reader meets it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from guides.models import GuidePage, Theme


@dataclass(frozen=True, slots=True)
class Shelf:
    theme: "Theme | None"
    guides: "tuple[GuidePage, ...]"


def shelves(guides: "QuerySet[GuidePage]", wanted: str) -> dict:
    """The published guides by theme; only those of one theme when `wanted` is the slug of one."""
    by_theme: dict[Theme | None, list[GuidePage]] = {}
    for guide in guides.live().public().select_related("theme").order_by("title"):
        by_theme.setdefault(guide.theme, []).append(guide)
    # Guides whose theme was left open stand last, under no heading of their own.
    ordered = sorted(by_theme, key=lambda theme: (theme is None, theme and theme.position, theme and theme.pk))
    everything = [Shelf(theme, tuple(by_theme[theme])) for theme in ordered]
    chosen = next((shelf.theme for shelf in everything if shelf.theme and shelf.theme.slug == wanted), None)
    return {
        "shelves": [shelf for shelf in everything if chosen is None or shelf.theme == chosen],
        "themes": [theme for theme in ordered if theme],
        "chosen": chosen,
        "is_unknown": bool(wanted and not chosen),
    }


def one_guide(guide: "GuidePage") -> dict:
    related = (
        type(guide).objects.live().public().filter(theme=guide.theme_id).exclude(pk=guide.pk)
        if guide.theme_id
        else []
    )
    numbers = iter(range(1, len(guide.body) + 1))
    return {
        "blocks": [(next(numbers) if block.block_type == "step" else None, block) for block in guide.body],
        "related": list(related[:4]),
    }
