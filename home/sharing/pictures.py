"""Draws a card: 1200 by 630 pixels, as https://ogp.me/ has it, in the letters of the site."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from PIL import Image, ImageDraw, ImageFont

from core.cards import Card

STATIC = Path(settings.BASE_DIR) / "site" / "static"
GROUND = STATIC / "img" / "share-ground.png"  # drawn by tools/make_icons.py
FONTS = {weight: STATIC / "fonts" / f"andika-latin-{weight}-normal.woff2" for weight in (400, 700)}
INK, BRAND = "#14202e", "#12355b"
LEFT, RIGHT, TOP = 70, 1130, 56
BESIDE = 740  # where the caravan begins, below the title
COLOURS = 96


def png(card: Card) -> bytes:
    """The same text is drawn once and kept."""
    kept, key = caches["paper"], f"card-{card.digest}"
    made: bytes | None = kept.get(key)
    if made is None:
        made = _draw(card)
        kept.set(key, made)
    return made


def is_drawable(card: Card) -> bool:
    """Whether the face has all of its letters: what is written in others is not drawn as empty boxes."""
    return set(_plain("".join([card.title, *card.lines]))) <= _letters()


@cache
def _letters() -> set[str]:
    from fontTools.ttLib import TTFont

    return {chr(code) for code in TTFont(FONTS[700]).getBestCmap()} | {"\u00a0"}


def _plain(text: str) -> str:
    return text.replace("\u202f", "\u00a0").replace("\u2011", "-")


def _draw(card: Card) -> bytes:
    picture = Image.open(GROUND).convert("RGB")
    pen = ImageDraw.Draw(picture)
    size = next((size for size in (80, 68) if len(_wrapped(card.title, size, 700, RIGHT)) <= 2), 58)
    y = _write(pen, _wrapped(card.title, size, 700, RIGHT)[:3], TOP, size, 700, BRAND)
    y += 24
    for number, line in enumerate(card.lines):
        size, weight = (50, 700) if number == 0 else (42, 400)
        y = _write(pen, _wrapped(line, size, weight, BESIDE), y, size, weight, INK) + 8
    out = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, lines: list[str], y: int, size: int, weight: int, colour: str) -> int:
    for line in lines:
        pen.text((LEFT, y), line.replace("\u00a0", " "), fill=colour, font=_font(size, weight))
        y += round(size * 1.25)
    return y


def _wrapped(text: str, size: int, weight: int, right: int) -> list[str]:
    return list(_lines(text, size, weight, right))


def _lines(text: str, size: int, weight: int, right: int) -> Iterator[str]:
    """Lines that end before `right`. No-break spaces hold: only plain ones are broken at."""
    line = ""
    for word in _plain(text).split(" "):
        longer = f"{line} {word}".strip(" ")
        if line and _font(size, weight).getlength(longer.replace("\u00a0", " ")) > right - LEFT:
            yield line
            longer = word
        line = longer
    yield line


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS[weight], size)
