"""How long an answer may be kept by others."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date

LONGEST = timedelta(minutes=5)


def seconds_until(at: datetime, changes_at: datetime | None) -> int:
    """Whole seconds during which an answer given at `at` stays true, at most five minutes."""
    left = LONGEST if changes_at is None else min(LONGEST, changes_at - at)
    return max(0, int(left.total_seconds()))


def public(
    response: HttpResponse, request: HttpRequest, at: datetime, changes_at: datetime | None = None
) -> HttpResponse:
    """Marks a public answer: kept until it changes, and asked for again before it is shown.

    A browser asks each time (`max-age=0`; an unchanged page costs a 304 without a body), so that
    what a mediator publishes shows at the next request. A shared cache that the operator puts in
    front may hold it (`s-maxage`) until the answer changes. Signed-in people get nothing cached.
    """
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    # The moment that the page speaks of: a copy that a device keeps is dated by it (home/offline/worker.js).
    response["Date"] = http_date(at.timestamp())
    patch_vary_headers(response, ["Save-Data"])
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    elif not response.has_header("Cache-Control"):
        patch_cache_control(
            response,
            public=True,
            max_age=0,
            s_maxage=seconds_until(at, changes_at),
            must_revalidate=True,
        )
    return response
