"""The French texts of a page, in reading order: each is what the public pages look up as one."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from core import translations

OF_EVERY_PAGE = ("title", "seo_title", "search_description")
# Read by machines, or the same in all languages.
NOT_WORDS = {
    "address",
    "code",
    "devices",
    "drawing",
    "insee_code",
    "keywords",
    "level",
    "postcode",
    "stop",
    "url",
}
PROPER_NAMES = {"CommunePage", "PlacePage"}  # their titles


def of_page(page: Page) -> list[str]:
    found = [] if page._meta.object_name in PROPER_NAMES else [page.title]
    found += [getattr(page, name) for name in OF_EVERY_PAGE[1:]]
    for field in page._meta.local_fields:
        if field.name in NOT_WORDS:
            continue
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            found += list(_of_block(value.stream_block, value.raw_data))
        elif isinstance(field, models.CharField | models.TextField):
            found.append(value)
    return once(found)


def once(texts: Iterable[str]) -> list[str]:
    """Without empty ones, each once; paragraphs parted by an empty line stand alone."""
    parts = (part.strip() for text in texts for part in re.split(r"\r?\n\s*\r?\n", text or ""))
    return list({translations.digest(part): part for part in parts if part}.values())


def _of_block(block: blocks.Block, value: Any) -> Iterator[str]:
    """`value` is as it is stored: built, each picture and page in it would be asked of the database."""
    match block:
        case ImageBlock():
            yield str(value.get("alt_text") or "") if isinstance(value, dict) else ""
        case blocks.RichTextBlock():
            yield from translations.leaves(str(value or ""))
        case blocks.StreamBlock():
            for child in value or ():
                if child["type"] in block.child_blocks:
                    yield from _of_block(block.child_blocks[child["type"]], child["value"])
        case blocks.ListBlock():
            for child in value or ():
                is_wrapped = isinstance(child, dict) and child.get("type") == "item" and "id" in child
                yield from _of_block(block.child_block, child["value"] if is_wrapped else child)
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                if name not in NOT_WORDS:
                    yield from _of_block(child, (value or {}).get(name))
        case blocks.CharBlock() | blocks.TextBlock():
            yield str(value or "")
