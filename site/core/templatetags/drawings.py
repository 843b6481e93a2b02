"""Icons and drawings inside a page: they take its colours, and cost no request of their own."""

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
DRAWINGS = Path(settings.BASE_DIR) / "site" / "static"


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """An icon of the sprite (tools/make_sprite.py). It stands beside words: screen readers skip it.

    `kind="flips"` for one that points along the line of reading: it is mirrored from right to left.
    """
    classes = f"icon icon--{kind}" if kind else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true" width="24" height="24"><use href="{}#{}"/></svg>',
        classes,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def drawing(file: str) -> SafeString:
    """A static SVG file of ours, inlined; the words beside it say what it shows."""
    return mark_safe(_inlined(file))  # noqa: S308


@cache
def _inlined(file: str) -> str:
    text = (DRAWINGS / file).read_text(encoding="utf-8")
    return " ".join(line.strip() for line in text.splitlines()).replace(
        "<svg ", '<svg class="drawing" aria-hidden="true" ', 1
    )
