"""Whether a form was sent from our own pages, told without a cookie by what the browser says of itself."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    """Old browsers say nothing, and pass: what they send is counted within limits all the same.

    Sec-Fetch-Site (Fetch Metadata, W3C) when there is one, otherwise Origin (RFC 6454).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return origin in settings.CSRF_TRUSTED_ORIGINS or _host(origin) == request.get_host().lower()


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
