"""What the search page shows."""

from django.http import HttpRequest

from core import clock, meeting
from core.addresses import client_address
from guides import library
from home.searching import finding, missed
from home.searching.index import MAX_QUERY

MAX_SLUG = 100


def search_page(request: HttpRequest) -> dict:
    """What was found; or, when that is nothing, who can help: the next date and the collections.

    `?commune=`, a slug, says whose next date.
    """
    query, commune = _asked(request, "q"), _asked(request, "commune")
    found = finding.find(query, request) if query else []
    shown = {
        "query": query[:MAX_QUERY],
        "is_cut": len(query) > MAX_QUERY,
        "commune": commune[:MAX_SLUG],
        "results": found,
    }
    if found:
        return shown | {"changes_at": None}
    near = meeting.near(request, commune)
    return shown | {
        "near": near,
        "meeting": next(iter(near.meetings), None),
        "shelves": library.shelves(request),
        "changes_at": near.changes_at,
    }


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()


def count_if_missed(request: HttpRequest, page: dict) -> None:
    """A visitor's search that found nothing. The team does not count, nor who asks for headers only."""
    is_visitor = request.method == "GET" and not request.user.is_authenticated
    if page["query"] and not page["results"] and is_visitor:
        missed.count(page["query"], client_address(request), clock.local_day(clock.instant(request)))
