"""The fields of the editor say their name to people who do not see it."""

import pytest
from django.utils.translation import override
from wagtail.blocks import RichTextBlock

from core.blocks import TEXT_BLOCKS
from guides.blocks import GUIDE_BLOCKS
from guides.models import GuidePage


def everywhere(blocks):
    """Each block and those inside it."""
    for block in blocks:
        yield block
        inside = getattr(block, "child_blocks", {}).values() or [getattr(block, "child_block", None)]
        yield from everywhere([one for one in inside if one])


def test_a_line_alone_in_a_stream_has_its_label():
    need = GuidePage._meta.get_field("needs").stream_block.child_blocks["need"]

    with override("fr"):
        shown = need.field.widget.render("need", "")

    assert 'aria-label="À avoir sous la main"' in shown


@pytest.mark.parametrize("streams", [TEXT_BLOCKS, GUIDE_BLOCKS])
def test_each_rich_text_has_its_label(streams):
    texts = [one for one in everywhere(block for _name, block in streams) if isinstance(one, RichTextBlock)]

    with override("fr"):
        named = [str(one.field.widget.options.get("ariaLabel", "")) for one in texts]

    assert named
    assert all(named)
    assert named == [str(one.label) for one in texts]
