"""What the page « S’abonner » is made of: one way for each kind of device, in a few drawn steps."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Device(models.TextChoices):
    """What site/static/js/subscribe.js can tell apart."""

    APPLE = "apple", _("iPhone, iPad, Mac")
    ANDROID = "android", _("Android phone or tablet")
    COMPUTER = "computer", _("Other computer")


class Button(models.TextChoices):
    WEBCAL = "webcal", _("Button that opens the calendar application")
    GOOGLE = "google", _("Button that opens Google Agenda")
    OUTLOOK = "outlook", _("Button that opens Outlook.com")
    ADDRESS = "address", _("Address to copy")
    FILE = "file", _("Files of the next dates")
    DATES = "none", _("Link to the dates, to print")  # stored as "none" since the first pages


class Drawing(models.TextChoices):
    """The drawings are in site/static/img/, under step- and this name."""

    TAP = "tap", _("A finger on a button")
    ASK = "ask", _("A phone asks, one says yes")
    CHECK = "check", _("A box to tick in a list")
    CALENDAR = "calendar", _("The caravan in a calendar")
    COMPUTER = "computer", _("A mouse pointer on a button")
    COPY = "copy", _("An address that is copied")
    PASTE = "paste", _("An address that is pasted")
    FILE = "file", _("A file that comes in")
    PRINT = "print", _("A printer")
    PAPER = "paper", _("A sheet of paper and a pencil")


class WayStepBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("What to do"), help_text=_("One action, as an order: “Press the button”.")
    )
    drawing = blocks.ChoiceBlock(choices=Drawing.choices, required=False, label=_("Drawing"))

    class Meta:
        icon = "list-ol"
        label = _("Step")

    # Steps were plain texts before they had drawings; those that were stored so still read.
    def to_python(self, value: Any) -> blocks.StructValue:
        return super().to_python(_with_text(value))

    def bulk_to_python(self, values: Iterable[Any]) -> list[blocks.StructValue]:
        return super().bulk_to_python([_with_text(value) for value in values])


class WayBlock(blocks.StructBlock):
    """One way to subscribe: for one kind of device."""

    title = blocks.CharBlock(label=_("Device"))
    device = blocks.ChoiceBlock(
        choices=Device.choices,
        required=False,
        label=_("Opened first on"),
        help_text=_("The visitor’s own device, as far as the page can tell."),
    )
    introduction = blocks.TextBlock(label=_("Introduction"), required=False)
    button = blocks.ChoiceBlock(choices=Button.choices, default=Button.ADDRESS, label=_("Button"))
    steps = blocks.ListBlock(WayStepBlock(), label=_("Steps"))
    note = blocks.TextBlock(
        label=_("Good to know"), required=False, help_text=_("How late this calendar learns of a change.")
    )
    trouble = blocks.TextBlock(label=_("If it does not work"), required=False)

    class Meta:
        icon = "calendar-alt"
        label = _("Way to subscribe")


def _with_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value
