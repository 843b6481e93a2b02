"""The feeds and the files to import, over HTTP. Addresses are in `schedule.urls`."""

from http import HTTPStatus

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
)
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from schedule import addresses
from schedule.agenda import published
from schedule.feeds import building, series
from schedule.feeds.conditional import Asked, answer
from schedule.timeline import Stay

_DECIDED = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def feed(request: HttpRequest, **_parts: str) -> HttpResponse:
    """Any feed: the row of its path says what it is (schedule.models.Feed)."""
    if request.method == "OPTIONS":
        return _preflight()
    asked = Asked.of(request.META)
    found = building.find(request.path, clock.instant(request), asked.has)
    if found is None:
        return unknown()
    if isinstance(found, building.MovedTo):
        return _moved(found.path)
    status, headers, body = answer(found, asked)
    # It is decided: the middleware must neither compress for who refuses it nor compare in its own way.
    for name in _DECIDED:
        request.META.pop(name, None)
    if status == HTTPStatus.NOT_MODIFIED:
        return HttpResponseNotModified(headers=dict(headers))
    return HttpResponse(body, headers=dict(headers))


@require_safe
def stay_file(request: HttpRequest, commune: str, place: str, stay: int) -> HttpResponse:
    """All the dates of one permanence, as they are now, for those who import."""
    found = _stay(request, stay)
    if found is None:
        return unknown()
    if request.path != (path := addresses.stay_file(found)):
        return _moved(path)
    return _file(series.of_stay(found), f"permanence-{found.place.slug}-{found.id}.ics")


@require_safe
def session_file(
    request: HttpRequest, commune: str, place: str, stay: int, day: int, hour: int
) -> HttpResponse:
    """One dated session, named by its planned day and hour."""
    found = _stay(request, stay)
    occurrence = found and next((o for o in series.occurrences(found) if series.name(o) == (day, hour)), None)
    if occurrence is None:
        return unknown()
    if request.path != (path := addresses.session_file(occurrence)):
        return _moved(path)
    return _file(series.of_occurrence(occurrence), f"permanence-{occurrence.stay.place.slug}-{day}.ics")


def _stay(request: HttpRequest, pk: int) -> Stay | None:
    return next((stay for stay in published(request).timeline.stays if stay.id == pk), None)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _moved(path: str) -> HttpResponse:
    """Asked for again each time: a page may get its former address back, and two kept answers would loop."""
    response = HttpResponsePermanentRedirect(path)
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _preflight() -> HttpResponse:
    """A page of another site may read a feed, and ask whether it changed (Fetch standard, CORS)."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        },
    )


def unknown(*_args: object) -> HttpResponse:
    return HttpResponseNotFound(
        _("There is no calendar at this address. You will find all of them on the page “Subscribe”."),
        content_type="text/plain; charset=utf-8",
    )
