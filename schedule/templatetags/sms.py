"""What is passed on about a place: its message, with the phone number that stands around every page."""

from collections.abc import Sequence

from django import template

from schedule import addresses, sms
from schedule.listing import Day
from schedule.timeline import Place

register = template.Library()


@register.simple_tag(takes_context=True)
def sms_text(context, place: Place, days: Sequence[Day]) -> str:
    return sms.text(place, days, context["frame"].phone, short_address(place))


@register.simple_tag
def short_address(place: Place) -> str:
    """As people type it: « www.example.org/p/k7fx3 »."""
    return addresses.typed(addresses.short(place))
