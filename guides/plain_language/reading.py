"""A guide page, saved or being written, as the rules look at it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

from guides.plain_language.draft import Draft, Link, Passage, Picture, Place, Step

_BREAK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")
_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'href="([^"]*)"')


def draft(guide: Any, explained: frozenset[str], dead: Mapping[str, date], is_checked: bool) -> Draft:
    """Costs no query but those for pictures that were not read yet."""
    parts = list(_parts(guide))
    return Draft(
        passages=tuple(part for part in parts if isinstance(part, Passage) and part.text),
        steps=tuple(part for part in parts if isinstance(part, Step)),
        pictures=tuple(part for part in parts if isinstance(part, Picture)),
        links=tuple(part for part in parts if isinstance(part, Link)),
        explained=explained,
        dead=dead,
        is_checked=is_checked,
    )


def links(guide: Any) -> list[str]:
    """The addresses that a guide leads to, on other sites, each once."""
    found = (part.url for part in _parts(guide) if isinstance(part, Link))
    return list(dict.fromkeys(url for url in found if url.startswith(("http://", "https://"))))


def _parts(guide: Any) -> Iterator[Passage | Step | Picture | Link]:
    yield Passage(Place(_("What you will be able to do")), guide.summary)
    for need in guide.needs:
        yield Passage(Place(_("To have at hand"), str(need.id or "")), need.value or "")
    number = 0
    for child in guide.body:
        number += child.block_type == "step"
        yield from _block(child, number)
    for child in guide.trouble:
        place = Place(_("If it does not work"), str(child.id or ""))
        yield Passage(place, child.value.get("problem") or "")
        yield Passage(place, child.value.get("solution") or "")
    for child in guide.links:
        place = Place(_("Official site"), str(child.id or ""))
        yield Link(place, child.value.get("label") or "", child.value.get("url") or "")


def _block(child: Any, number: int) -> Iterator[Passage | Step | Picture | Link]:
    value, title = child.value, child.value.get("title") or ""
    is_step = child.block_type == "step"
    label = _("Step %(number)d") % {"number": number} if is_step else str(child.block.label)
    place = Place(label, str(child.id or ""))
    if is_step:
        yield Step(place, title, value.get("expect") or "")
    yield Passage(place, title)
    yield from _fields(place, value, title)
    for variant in value.get("variants") or ():
        yield from _fields(place, variant, title)


def _fields(place: Place, value: Any, title: str) -> Iterator[Passage | Picture | Link]:
    source = getattr(value.get("text"), "source", "") or ""
    for line in _BREAK.split(source):
        yield Passage(place, _plain(line))
    for attributes, label in _ANCHOR.findall(source):
        address = _HREF.search(attributes)
        yield Link(place, _plain(label), unescape(address[1]) if address else "")
    for name in ("expect", "tip", "trouble"):
        yield Passage(place, value.get(name) or "")
    if image := value.get("picture"):
        yield Picture(place, image.contextual_alt_text or "", bool(image.decorative), title)


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()
