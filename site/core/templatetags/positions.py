"""The way to a place, for templates: of anything with a name, and its position in degrees (WGS 84)."""

from urllib.parse import quote, urlencode

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def geo_address(place) -> str:
    """Opens the map application of a phone (RFC 5870; the name in brackets is what Android shows).

    "" without a position. Computers and many iPhones do not know the scheme: other ways stand beside it.
    """
    there = coordinates(place)
    return f"geo:{there}?q={there}({quote(place.name, safe='')})" if there else ""


@register.filter
def apple_address(place) -> str:
    """The map of an iPhone, with the way there."""
    return f"https://maps.apple.com/?{urlencode({'daddr': coordinates(place)}, safe=',')}"


@register.filter
def directions_address(place) -> str:
    """The way there, in any browser."""
    return f"https://www.openstreetmap.org/directions?{urlencode({'to': coordinates(place)})}"


@register.filter
def coordinates(place) -> str:
    """« 47.21712,-1.71964 »: some metres precise; "" when unknown."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude:.5f},{place.longitude:.5f}"


@register.filter
def far_away(kilometres: float) -> str:
    """« à environ 4 km »: from the middle of a town, so never in metres."""
    return _("about %(count)s km away") % {"count": number_format(max(1, round(kilometres)))}
