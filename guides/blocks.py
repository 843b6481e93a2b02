"""What a guide is made of. Few blocks, and in each the fields that matter first."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock

from core.blocks import NamedTextBlock
from guides.devices import Device

STEP_FEATURES = ["bold", "link", "ul"]


class VariantBlock(blocks.StructBlock):
    """The same action, as it is done on some devices only."""

    devices = blocks.MultipleChoiceBlock(
        label=_("On which devices"), choices=Device.choices, widget=forms.CheckboxSelectMultiple
    )
    text = NamedTextBlock(label=_("How"), features=STEP_FEATURES)
    expect = blocks.CharBlock(label=_("What you should see"), required=False)
    picture = ImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Another way on some devices")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Action"), help_text=_("One action, as an order: “Press the button”."))
    text = NamedTextBlock(label=_("How"), features=STEP_FEATURES, required=False)
    expect = blocks.CharBlock(label=_("What you should see"), required=False)
    picture = ImageBlock(label=_("Picture"), required=False)
    tip = blocks.TextBlock(label=_("Tip"), required=False, rows=2)
    trouble = blocks.TextBlock(label=_("If it does not work"), required=False, rows=2)
    variants = blocks.ListBlock(VariantBlock(), label=_("Another way on some devices"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Step")
        form_layout = BlockGroup(
            children=["title", "text", "picture", "expect"], settings=["tip", "trouble", "variants"]
        )


class TipBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = NamedTextBlock(label=_("Text"), features=STEP_FEATURES)

    class Meta:
        icon = "help"
        label = _("Tip")


class WarningBlock(blocks.StructBlock):
    about = blocks.ChoiceBlock(
        label=_("About"),
        choices=[
            ("arnaque", _("a scam")),
            ("donnees", _("personal data")),
            ("autre", _("something else")),
        ],
        default="autre",
    )
    title = blocks.CharBlock(label=_("Title"))
    text = NamedTextBlock(label=_("Text"), features=STEP_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Warning")


class TroubleBlock(blocks.StructBlock):
    problem = blocks.CharBlock(label=_("What goes wrong"))
    solution = blocks.TextBlock(label=_("What to do"))

    class Meta:
        icon = "help"
        label = _("If it does not work")


class OfficialLinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Name of the site"))
    url = blocks.URLBlock(label=_("Web address"))
    who = blocks.CharBlock(label=_("Who runs this site"), required=False)

    class Meta:
        icon = "link"
        label = _("Official site")


GUIDE_BLOCKS = [("step", StepBlock()), ("tip", TipBlock()), ("warning", WarningBlock())]
