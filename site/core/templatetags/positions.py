"""The way to a place, for templates: of anything with a name, and its position in degrees (WGS 84)."""

from urllib.parse import quote, urlencode

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.typography import NBSP

register = template.Library()


@register.filter
def postal(place) -> SafeString:
    """« 21 allée des Cormiers, 44220 Couëron », as the post reads it: French, left to right, always."""
    street = f"{place.address}, " if place.address else ""
    return format_html('<bdi lang="fr" dir="ltr">{}{}</bdi>', street, town(place))


@register.filter
def town(place) -> str:
    """« 44220 Couëron », on one line."""
    return f"{place.commune.postcode}{NBSP}{place.commune.name}".strip(NBSP)


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
