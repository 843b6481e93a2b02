"""Draws a card: 1200 by 630 pixels, as https://ogp.me/ has it, in the letters of the site."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
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
BOTTOM = 560  # where the ground begins
# Of the title: size of its letters, and how many lines it may take; then the part of the full size that the
# lines below keep.
SIZES = ((80, 2, 1), (68, 2, 1), (58, 3, 1), (48, 3, 0.84), (40, 4, 0.7))
MANY = 99
COLOURS = 96


def png(card: Card) -> bytes:
    """The same text is drawn once and kept."""
    kept, key = caches["pictures"], f"{_look()}-{card.digest}"
    made: bytes | None = kept.get(key)
    if made is None:
        made = _draw(card)
        kept.set(key, made)
    return made


@cache
def _look() -> str:
    """Another ground, other letters or another way to draw, another picture of the same text."""
    files = (GROUND, *FONTS.values(), Path(__file__))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


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
    for row in rows(card):
        pen.text((LEFT, row.y), row.text, fill=row.colour, font=_font(row.size, row.weight))
    out = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of letters, in pixels: from LEFT, its top at `y`, to `right` at most."""

    text: str
    y: int
    size: int
    weight: int
    colour: str
    right: int

    @property
    def end(self) -> float:
        return LEFT + _width(self.text, self.size, self.weight)

    @property
    def bottom(self) -> int:
        return self.y + _height(self.size)


def rows(card: Card) -> list[Row]:
    """In the largest letters in which all has room; in the smallest, what has none becomes « … »."""
    for size, most, part in SIZES:
        found = list(_rows(card, size, part))
        title = sum(row.weight == 700 and row.colour == BRAND for row in found)
        if title <= most and all(row.end <= row.right and row.bottom <= BOTTOM for row in found):
            return found
    size, most, part = SIZES[-1]
    return list(_cut(card, size, most, part))


def _rows(card: Card, size: int, part: float, most: int = MANY) -> Iterator[Row]:
    y = TOP
    for text in _shortened(_wrapped(card.title, size, 700, RIGHT), most):
        yield Row(text, y, size, 700, BRAND, RIGHT)
        y += _height(size)
    y += 24
    for number, line in enumerate(card.lines):
        size, weight = (round(50 * part), 700) if number == 0 else (round(42 * part), 400)
        for text in _wrapped(line, size, weight, BESIDE):
            yield Row(text, y, size, weight, INK, BESIDE)
            y += _height(size)
        y += 8


def _cut(card: Card, size: int, most: int, part: float) -> Iterator[Row]:
    found = list(_rows(card, size, part, most))
    shown = [row for row in found if row.bottom <= BOTTOM]
    for row in shown:
        is_last = row is shown[-1] and len(shown) < len(found)
        text = f"{row.text} …" if is_last and not row.text.endswith("…") else row.text
        while _width(text, row.size, row.weight) > row.right - LEFT:
            text = text.rstrip("…").rstrip()[:-1] + "…"
        yield replace(row, text=text)


def _shortened(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _height(size: int) -> int:
    return round(size * 1.25)


def _width(text: str, size: int, weight: int) -> float:
    return _font(size, weight).getlength(text)


def _wrapped(text: str, size: int, weight: int, right: int) -> list[str]:
    """Lines that end before `right`, but for a word that is longer. No-break spaces hold."""
    lines = [""]
    for word in _plain(text).split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and _width(longer.replace("\u00a0", " "), size, weight) > right - LEFT:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line.replace("\u00a0", " ") for line in lines]


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS[weight], size)
