"""What is no page of Wagtail's: the places near somebody, and the schedule for machines, as JSON."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import caching, clock
from schedule import addresses
from schedule.agenda import published
from schedule.answers import Answer
from schedule.near_me import near_me as near_me_page
from schedule.presenting import answer_for
from schedule.timeline import Occurrence, Place, Scope, ScopeKind


@require_safe
def near_me(request: HttpRequest) -> HttpResponse:
    at = clock.instant(request)
    context = near_me_page(published(request), at, request.GET)
    response = render(request, "schedule/near_me.html", context)
    return caching.public(response, request, at, context["changes_at"])


@require_safe
def now(request: HttpRequest) -> JsonResponse:
    """Where the caravan is, with the same facts and words as the pages. Times are ISO 8601."""
    at = clock.instant(request)
    agenda = published(request)
    scopes = {
        "caravans": [(c.name, c.slug, ScopeKind.CARAVAN, c.id) for c in agenda.caravans],
        "communes": [(c.name, c.slug, ScopeKind.COMMUNE, c.id) for c in agenda.communes],
        "places": [(p.name, f"{p.commune.slug}/{p.slug}", ScopeKind.PLACE, p.id) for p in agenda.places],
    }
    everything = answer_for(agenda, at)
    content = {"at": at.isoformat(), **answer_data(everything)}
    moments = [everything.changes_at]
    for name, rows in scopes.items():
        content[name] = []
        for title, slug, kind, pk in rows:
            found = answer_for(agenda, at, Scope(kind, pk))
            content[name].append({"name": title, "slug": slug, **answer_data(found)})
            moments.append(found.changes_at)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return caching.public(response, request, at, min((moment for moment in moments if moment), default=None))


def answer_data(found: Answer) -> dict:
    return {
        "state": found.state.value,
        "sentence": found.sentence,
        "details": list(found.details),
        "place": place_data(found.place),
        "session": occurrence_data(found.occurrence),
        "next": occurrence_data(found.next),
        "changes_at": iso(found.changes_at),
    }


def occurrence_data(occurrence: Occurrence | None) -> dict | None:
    return occurrence and {
        "start": iso(occurrence.start),
        "end": iso(occurrence.end),
        "cancelled": occurrence.is_cancelled,
        "moved": occurrence.is_moved,
        "message": occurrence.message,
        "place": place_data(occurrence.place),
    }


def place_data(place: Place | None) -> dict | None:
    return place and {
        "name": place.name,
        "commune": place.commune.name,
        "insee_code": place.commune.insee_code,
        "postcode": place.commune.postcode,
        "address": place.address,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "url": addresses.absolute(place.url),
        "calendar": addresses.absolute(addresses.feed(place)),
    }


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
