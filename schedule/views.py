"""The schedule for machines, as JSON. The pages are in `schedule.pages`."""

from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from core import caching, clock
from schedule import addresses
from schedule.agenda import published
from schedule.answers import Answer
from schedule.presenting import answer_for
from schedule.timeline import Occurrence, Place, Scope, ScopeKind


@require_safe
def now(request: HttpRequest) -> JsonResponse:
    """Where the caravan is, with the same facts and words as the pages. Times are ISO 8601."""
    at = clock.instant(request)
    agenda = published(request)
    found = answer_for(agenda, at)
    scopes = {
        "caravans": [(c.name, c.slug, ScopeKind.CARAVAN, c.id) for c in agenda.caravans],
        "communes": [(c.name, c.slug, ScopeKind.COMMUNE, c.id) for c in agenda.communes],
        "places": [(p.name, f"{p.commune.slug}/{p.slug}", ScopeKind.PLACE, p.id) for p in agenda.places],
    }
    content = {"at": at.isoformat(), **answer_data(found)} | {
        name: [
            {"name": title, "slug": slug, **answer_data(answer_for(agenda, at, Scope(kind, pk)))}
            for title, slug, kind, pk in rows
        ]
        for name, rows in scopes.items()
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return caching.public(response, request, at, found.changes_at)


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
