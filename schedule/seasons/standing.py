"""Reads what is planned already, and the plan as lines to export."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest

from schedule import timeline
from schedule.agenda import published
from schedule.models import Permanence, Session
from schedule.seasons.dry_run import State
from schedule.seasons.lines import Line, tidy
from schedule.seasons.naming import Known
from schedule.timeline import Caravan, Stay


def known(request: HttpRequest | None = None) -> Known:
    agenda = published(request)
    return Known(agenda.places, agenda.caravans)


def state(request: HttpRequest | None = None) -> State:
    """As it is now; with a request, as it was when the request came."""
    named = known(request)
    return State(named, published(request).timeline.stays, tuple(_drafts(named)))


def present(keys: list[UUID]) -> set[UUID]:
    """Those that are planned already."""
    return set(Permanence.objects.filter(key__in=keys).values_list("key", flat=True))


def announced(request: HttpRequest, since: date) -> list[tuple[Line, Caravan]]:
    """The published stays that are not over on that day, in order."""
    found = [
        (line_of_stay(stay), stay.caravan)
        for stay in published(request).timeline.stays
        if (days := list(stay.dates)) and days[-1] >= since
    ]
    return sorted(found, key=lambda pair: (min(pair[0].dates), pair[0].caravan, pair[0].place))


def line_of_stay(stay: Stay) -> Line:
    return Line(
        place=tidy(stay.place.name),
        commune=tidy(stay.place.commune.name),
        caravan=tidy(stay.caravan.name),
        dates=stay.dates,
        hours=tuple(sorted((session.start, session.end) for session in stay.sessions)),
        open_on_holidays=stay.open_on_holidays,
        note=tidy(stay.note),
    )


def _drafts(known: Known) -> Iterator[Stay]:
    """Those that are complete, in one query."""
    places = {place.id: place for place in known.places}
    caravans = {caravan.id: caravan for caravan in known.caravans}
    of_drafts = Session.objects.filter(permanence__live=False, start__isnull=False, end__isnull=False)
    rows = of_drafts.select_related("permanence").order_by("permanence_id", "start")
    for _pk, group in groupby(rows, key=lambda row: row.permanence_id):
        sessions = list(group)
        draft = sessions[0].permanence
        if draft.starts_on and draft.place_id in places and draft.caravan_id in caravans:
            yield Stay(
                id=draft.pk,
                key=draft.key.hex,
                place=places[draft.place_id],
                caravan=caravans[draft.caravan_id],
                dates=draft.dates,
                sessions=tuple(timeline.Session(row.key.hex, row.start, row.end) for row in sessions),
                open_on_holidays=draft.open_on_holidays,
                note=draft.note,
            )
