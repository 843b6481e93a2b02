"""A guide's body made ready to be read: numbered, for one device or for all, with its words explained."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from core import languages, phones, translations
from guides import devices
from guides.words import Reader

# In device pixels: whoever saves data takes the first and no other, most phones the second, sharp screens
# the third. Each costs a tenth of a second to whoever comes first.
PICTURE_FILTERS = tuple(f"max-{side}x{side}|format-webp" for side in (480, 800, 1200))
PAPER_FILTER, PAPER_WIDTH = "max-1200x1200|format-jpeg", 1200


@dataclass(frozen=True, slots=True)
class Picture:
    image: Any  # wagtail.images.models.Image, for the image tags of templates
    alt: str

    @property
    def is_small(self) -> bool:
        """Whether paper takes the file itself: a drawing weighs less than any copy of it."""
        return max(self.image.width, self.image.height) <= PAPER_WIDTH


@dataclass(frozen=True, slots=True)
class Variant:
    """How a step is done on some devices only. Texts are safe HTML.

    `names` is empty when one device was asked for: its reader needs no heading for the only way.
    """

    devices: tuple[str, ...]
    names: tuple[str, ...]
    text: str
    expect: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Part:
    """A step, a tip or a warning. `number` is None for what is no step. Texts but `title` are safe HTML."""

    kind: str
    id: str
    number: int | None
    title: str
    text: str
    about: str = ""
    expect: str = ""
    picture: Picture | None = None
    tip: str = ""
    trouble: str = ""
    variants: tuple[Variant, ...] = ()


def parts(body: StreamValue, reader: Reader, device: str = "") -> list[Part]:
    """In the order of the body. `device` keeps only its variants; "" keeps all."""
    found: list[Part] = []
    number = 0
    for child in body:
        is_step = child.block_type == "step"
        number += is_step
        found.append(_part(child, number if is_step else None, reader, device))
    _prefetch(found)
    return found


def varied_devices(body: StreamValue) -> list[str]:
    """The devices for which some step says another way, in the usual order."""
    said = {
        device
        for child in body
        if child.block_type == "step"
        for variant in child.value.get("variants") or ()
        for device in variant.get("devices") or ()
    }
    return [device.value for device in devices.Device if device.value in said]


def _part(child: Any, number: int | None, reader: Reader, device: str) -> Part:
    value = child.value
    return Part(
        kind=child.block_type,
        id=str(child.id or ""),
        number=number,
        title=value.get("title") or "",
        text=_rich(value.get("text"), reader),
        about=value.get("about") or "",
        picture=_picture(value.get("picture")),
        variants=tuple(
            _variant(variant, reader, is_only=bool(device))
            for variant in value.get("variants") or ()
            if not device or device in (variant.get("devices") or ())
        ),
        expect=_plain(value.get("expect"), reader),
        tip=_plain(value.get("tip"), reader),
        trouble=_plain(value.get("trouble"), reader),
    )


def _variant(value: Any, reader: Reader, *, is_only: bool) -> Variant:
    chosen = value.get("devices") or ()
    return Variant(
        devices=tuple(chosen),
        names=() if is_only else tuple(devices.names(chosen)),
        text=_rich(value.get("text"), reader),
        expect=_plain(value.get("expect"), reader),
        picture=_picture(value.get("picture")),
    )


def _rich(value: Any, reader: Reader) -> str:
    source = getattr(value, "source", value) or ""
    if not languages.is_french():
        return mark_safe(phones.linked(expand_db_html(translations.shown_html(source))))  # noqa: S308
    return mark_safe(phones.linked(reader.html(expand_db_html(source))))  # noqa: S308 (Wagtail cleans rich text when it is saved)


def _plain(text: str | None, reader: Reader) -> str:
    if text and not languages.is_french():
        return mark_safe(phones.linked(translations.shown(text)))  # noqa: S308
    return mark_safe(phones.linked(reader.plain(text or "")))  # noqa: S308 (escaped by the reader)


def _picture(image: Any) -> Picture | None:
    return Picture(image, image.contextual_alt_text or "") if image else None


def _prefetch(found: Iterable[Part]) -> None:
    """Reads in one query the renditions in which the pictures will be shown."""
    pictures = [part.picture for part in found] + [v.picture for part in found for v in part.variants]
    images = [picture.image for picture in pictures if picture]
    if images:
        renditions = (
            get_image_model()
            .get_rendition_model()
            .objects.filter(filter_spec__in=(*PICTURE_FILTERS, PAPER_FILTER))
        )
        prefetch_related_objects(
            images, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")
        )
