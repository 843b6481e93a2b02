"""What a sheet of paper says of itself: where it comes from, and of which day it is."""

from django import template
from django.conf import settings

from core import clock, languages

register = template.Library()


@register.inclusion_tag("components/printed.html", takes_context=True)
def printed(context) -> dict:
    """The foot of a printed page. A page shown without a request (an error) has none."""
    request = context.get("request")
    if request is None:
        return {}
    path = languages.here(request.get_full_path())
    return {"address": f"{settings.BASE_URL}{path}", "day": clock.local_day(clock.instant(request))}
