"""Which blocks of a guide hold something.

A new guide comes with fields to fill in; those that stay empty must not stop its publication.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.rich_text import RichText

STEP = "step"
# Always has a value, so it says nothing.
_CHOSEN_FROM_THE_START = "about"


def is_empty(value: Any) -> bool:
    """A picture, a ticked box or one letter is something."""
    if isinstance(value, RichText):
        value = value.source
    if isinstance(value, str):
        return not unescape(strip_tags(value)).strip()
    if isinstance(value, Mapping):
        return all(is_empty(part) for name, part in value.items() if name != _CHOSEN_FROM_THE_START)
    if isinstance(value, Iterable):
        return all(map(is_empty, value))
    return not value


def filled(found: Sequence[tuple[str, Any]]) -> list[int]:
    """The positions, among (kind, value), of what is to be kept: a guide never loses its only step."""
    kept = [at for at, (_kind, value) in enumerate(found) if not is_empty(value)]
    steps = [at for at, (kind, _value) in enumerate(found) if kind == STEP]
    return kept if not steps or set(steps) & set(kept) else sorted([*kept, steps[0]])


class FilledStreamBlock(blocks.StreamBlock):
    """Lets go of empty blocks when the guide is to be published or read over; a draft keeps them."""

    def clean(self, value: StreamValue) -> StreamValue:
        if self.is_deferred_validation:
            return super().clean(value)
        kept = filled([(child.block_type, child.value) for child in value])
        children = [(value[at].block_type, value[at].value, value[at].id) for at in kept]
        try:
            return super().clean(StreamValue(self, children))
        except StreamBlockValidationError as error:
            # The screen shows all the blocks that were sent: each error belongs to the place it had there.
            error.block_errors = {kept[at]: found for at, found in error.block_errors.items()}
            raise
