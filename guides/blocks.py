"""What a guide is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

STEP_FEATURES = ["bold", "link", "ul"]


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Action"), help_text=_("One action, as an order: “Press the button”."))
    text = blocks.RichTextBlock(label=_("How"), features=STEP_FEATURES, required=False)
    expect = blocks.CharBlock(label=_("What you should see"), required=False)
    picture = ImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "guides/blocks/step_block.html"


class TipBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(label=_("Text"), features=STEP_FEATURES)

    class Meta:
        icon = "help"
        label = _("Tip")
        template = "guides/blocks/tip_block.html"


class WarningBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(label=_("Text"), features=STEP_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "guides/blocks/warning_block.html"


class TroubleBlock(blocks.StructBlock):
    problem = blocks.CharBlock(label=_("What goes wrong"))
    solution = blocks.TextBlock(label=_("What to do"))

    class Meta:
        icon = "help"
        label = _("If it does not work")


class OfficialLinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Name of the site"))
    url = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "link"
        label = _("Official site")


GUIDE_BLOCKS = [("step", StepBlock()), ("tip", TipBlock()), ("warning", WarningBlock())]
