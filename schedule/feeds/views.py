"""The feeds over HTTP."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect

from core import clock
from schedule import addresses
from schedule.agenda import Agenda, published
from schedule.feeds import ical
from schedule.listing import local_day
from schedule.timeline import EVERYTHING, Caravan, Commune, Place, Scope, ScopeKind, Timeline

KEPT_PAST = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Body:
    content: bytes
    etag: str


# A body is kept as long as its timeline is: any change of the schedule makes a new timeline.
_bodies: WeakKeyDictionary[Timeline, dict] = WeakKeyDictionary()


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return _serve(request, published(request), EVERYTHING, None)


@require_safe
def commune_feed(request: HttpRequest, commune: str) -> HttpResponse:
    agenda = published(request)
    found = next((c for c in agenda.communes if c.slug == commune), None)
    return (
        _serve(request, agenda, Scope(ScopeKind.COMMUNE, found.id), found)
        if found
        else _moved_or_unknown(request)
    )


@require_safe
def place_feed(request: HttpRequest, commune: str, place: str) -> HttpResponse:
    agenda = published(request)
    found = next((p for p in agenda.places if (p.commune.slug, p.slug) == (commune, place)), None)
    return (
        _serve(request, agenda, Scope(ScopeKind.PLACE, found.id), found)
        if found
        else _moved_or_unknown(request)
    )


@require_safe
def caravan_feed(request: HttpRequest, caravan: str) -> HttpResponse:
    agenda = published(request)
    found = next((c for c in agenda.caravans if c.slug == caravan), None)
    return _serve(request, agenda, Scope(ScopeKind.CARAVAN, found.id), found) if found else _unknown()


def _serve(
    request: HttpRequest, agenda: Agenda, scope: Scope, about: Commune | Place | Caravan | None
) -> HttpResponse:
    body = _body(agenda.timeline, scope, about, clock.instant(request))
    response = HttpResponse(body.content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = body.etag
    response["Content-Disposition"] = f'inline; filename="{_file_name(about)}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _body(timeline: Timeline, scope: Scope, about: Commune | Place | Caravan | None, at: datetime) -> Body:
    day = local_day(at)
    kept = _bodies.setdefault(timeline, {})
    if (scope, day) not in kept:
        for past in [key for key in kept if key[1] != day]:
            kept.pop(past, None)
        # Bounded by the day, not the instant, so that the body changes once a day at most.
        since = datetime.combine(day - KEPT_PAST, time(), UTC)
        occurrences = timeline.between(since, datetime.max.replace(tzinfo=UTC) - timedelta(days=2), scope)
        title = _("Digital caravan")
        title = f"{title} – {about.name}" if about else title
        content = ical.build(title, addresses.feed(about), occurrences)
        kept[scope, day] = Body(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
    return kept[scope, day]


def _file_name(about: Commune | Place | Caravan | None) -> str:
    return f"permanences-{about.slug}.ics" if about and about.slug else "permanences.ics"


def _moved_or_unknown(request: HttpRequest) -> HttpResponse:
    """A renamed or moved page leaves a redirect (wagtail.contrib.redirects): its feed follows it."""
    page_path = Redirect.normalise_path(request.path.removesuffix("calendrier.ics"))
    moved = Redirect.objects.filter(old_path=page_path).select_related("redirect_page").first()
    if moved and moved.redirect_page and moved.redirect_page.live and (url := moved.redirect_page.url):
        return HttpResponsePermanentRedirect(f"{url}calendrier.ics")
    return _unknown()


def _unknown() -> HttpResponse:
    return HttpResponseNotFound(
        _("There is no calendar at this address. You will find all of them on the page “Subscribe”."),
        content_type="text/plain; charset=utf-8",
    )
