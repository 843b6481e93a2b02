"""Saves every visit the same look-ups: which site this is, and its home page."""

from collections.abc import Callable
from copy import copy

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.views import serve

from core.stamps import CONTENT, Kept


class KeptSiteMiddleware:
    """Before Wagtail serves a page, gives the request its site from memory.

    Only where there is a single site: with several, Wagtail chooses by host name and port.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, _args, _kwargs) -> None:
        if view is serve and (site := _only_site.get(request)):
            # Copies: a page keeps notes about the request that it serves.
            site = copy(site)
            site.root_page = copy(site.root_page)
            # Where Site.find_for_request() keeps what it found.
            request._wagtail_site = site


def _load() -> Site | None:
    sites = list(Site.objects.select_related("root_page")[:2])
    if len(sites) != 1:
        return None
    sites[0].root_page = sites[0].root_page.specific
    return sites[0]


_only_site = Kept(CONTENT, _load)
