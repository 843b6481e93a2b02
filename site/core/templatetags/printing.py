"""What a sheet of paper says of itself: where it comes from, and of which day it is."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings

from core import clock, languages

register = template.Library()


@register.inclusion_tag("components/printed.html", takes_context=True)
def printed(context) -> dict:
    """The foot of a printed page. A page shown without a request (an error) has none.

    `short` is the address that fits in an SMS, of a page that has one.
    """
    request = context.get("request")
    if request is None:
        return {}
    path = languages.here(request.get_full_path())
    code = getattr(context.get("page"), "code", "")
    return {
        "address": f"{settings.BASE_URL}{path}",
        "short": f"{urlsplit(settings.BASE_URL).netloc}/p/{code}" if code else "",
        "day": clock.local_day(clock.instant(request)),
    }
