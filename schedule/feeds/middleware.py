"""Answers a feed before sessions, accounts and the rest, which a calendar application has no use for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from schedule.feeds.views import feed

PREFIX, SUFFIXES = "/permanences/", ("/calendrier.ics", "/changements.atom")
METHODS = ("GET", "HEAD", "OPTIONS")


class FeedMiddleware:
    """Right after SecurityMiddleware, whose headers and redirection to https are for feeds too.

    The routes of `schedule.urls` stay: they give the addresses their names, and lead to the same view for
    whatever is not answered here. So nothing is said twice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(PREFIX) and path.endswith(SUFFIXES) and request.method in METHODS:
            # An unknown host raises DisallowedHost, which Django turns into a 400.
            request.get_host()
            response = feed(request)
            if response.status_code != 404:
                return response
        # Nothing there: a redirection made in the back office may still lead on.
        return self.get_response(request)
