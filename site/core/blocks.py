"""The few building blocks of running text, shared by plain pages and guides."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "link", "document-link", "ul", "ol"]


class NamedCharBlock(blocks.CharBlock):
    """For a line that stands alone in a stream, where Wagtail shows its label and does not tie it to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.field.widget.attrs["aria-label"] = self.label


class NamedTextBlock(blocks.RichTextBlock):
    """Wagtail's, whose writing area tells its label to people who do not see it."""

    @cached_property
    def field(self) -> forms.CharField:
        field = super().field
        field.widget.options["ariaLabel"] = self.label  # Draftail's own name for it
        return field


class HeadingBlock(NamedCharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "core/blocks/heading_block.html"


class ParagraphBlock(NamedTextBlock):
    def __init__(self, features=TEXT_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/paragraph_block.html"


class PictureBlock(ImageBlock):
    class Meta:
        icon = "image"
        label = _("Picture")
        template = "core/blocks/picture_block.html"


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What the button says"))
    url = blocks.CharBlock(
        label=_("Web address"),
        validators=[
            RegexValidator(r"^(https?://[^\s]+|/[^\s]*)$", _("An address begins with https:// or with /."))
        ],
    )

    class Meta:
        icon = "link"
        label = _("Button")
        template = "core/blocks/link_block.html"


TEXT_BLOCKS = [
    ("heading", HeadingBlock()),
    ("paragraph", ParagraphBlock()),
    ("picture", PictureBlock()),
    ("link", LinkBlock()),
]
