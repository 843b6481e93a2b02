"""The message of a place, with the phone number that stands around every page."""

from collections.abc import Sequence

from django import template
from django.utils import translation

from schedule import addresses, sms
from schedule.listing import Day
from schedule.timeline import Place

register = template.Library()


@register.simple_tag(takes_context=True)
def sms_text(context, place: Place, days: Sequence[Day]) -> str:
    """Always in French: see schedule.sms."""
    with translation.override("fr"):
        return sms.text(place, days, context["frame"].phone, addresses.typed(addresses.short(place)))
