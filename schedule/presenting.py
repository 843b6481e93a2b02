"""What each public page of the schedule shows: one function per page, from the time and the address."""

from datetime import datetime

from schedule import addresses, listing
from schedule.agenda import Agenda
from schedule.answers import Answer, answer
from schedule.edition import edition_of
from schedule.next_dates import changes_at, next_dates
from schedule.structured_data import events, place_data
from schedule.timeline import EVERYTHING, Place, Scope

DAYS_ON_A_PLACE = 12  # at first sight; the others are one tap away, and on paper
MOST_DAYS_ON_A_PLACE = 100
DAYS_ON_A_COMMUNE = 8


def answer_for(agenda: Agenda, at: datetime, scope: Scope = EVERYTHING) -> Answer:
    return answer(agenda.whereabouts(at, scope), scope)


def commune_page(agenda: Agenda, at: datetime, scope: Scope) -> dict:
    found = answer_for(agenda, at, scope)
    coming = listing.coming_days(agenda.timeline, at, scope, DAYS_ON_A_COMMUNE + 1)
    days = coming[:DAYS_ON_A_COMMUNE]
    places = [place for place in agenda.places if place.commune.id == scope.id]
    nexts = next_dates(agenda, at, places)
    elsewhere = None if days else listing.current_or_next(agenda.timeline, at)
    return {
        "answer": found,
        "days": days,
        "elsewhere": elsewhere,
        "places": nexts,
        "edition": edition_of(at, days, goes_on=len(coming) > len(days)),
        "feed": addresses.feed(places[0].commune) if places else "",
        "news": addresses.news(places[0].commune) if places else "",
        "subscribe_url": addresses.subscribe(places[0].commune) if places else "",
        "changes_at": changes_at(
            at, nexts, listing.changes_at(at, days, _first(found.changes_at, elsewhere))
        ),
    }


def place_page(agenda: Agenda, at: datetime, scope: Scope) -> dict:
    found = answer_for(agenda, at, scope)
    shown = next((place for place in agenda.every_place if place.id == scope.id), None)
    coming = listing.coming_days(agenda.timeline, at, scope, MOST_DAYS_ON_A_PLACE + 1)
    listed = coming[:MOST_DAYS_ON_A_PLACE]
    if shown and shown.is_archived and not any(row.is_held for day in listed for row in day.rows):
        return _archived_place(agenda, at, shown, listed)
    days, more_days = listed[:DAYS_ON_A_PLACE], listed[DAYS_ON_A_PLACE:]
    elsewhere = None if days else listing.current_or_next(agenda.timeline, at)
    return {
        "answer": found,
        "place": shown,
        "days": days,
        "elsewhere": elsewhere,
        "more_days": more_days,
        "edition": edition_of(at, listed, goes_on=len(coming) > len(listed)),
        "feed": addresses.feed(shown) if shown else "",
        "subscribe_url": addresses.subscribe(shown) if shown else "",
        "structured_data": [place_data(shown), *events(days)] if shown else [],
        "changes_at": listing.changes_at(at, listed, _first(found.changes_at, elsewhere)),
    }


def _first(changes_at: datetime | None, elsewhere: listing.Row | None) -> datetime | None:
    """When the answer changes, or the session elsewhere is over, whichever comes first."""
    moments = [changes_at, elsewhere.occurrence.end if elsewhere else None]
    return min((moment for moment in moments if moment), default=None)


def _archived_place(agenda: Agenda, at: datetime, shown: Place, cancelled: list[listing.Day]) -> dict:
    """Where to go now: the place that takes over, then the others of the town, each with its next date."""
    near = [p for p in agenda.places if p.id == shown.successor or p.commune.id == shown.commune.id]
    near.sort(key=lambda place: place.id != shown.successor)
    nexts = next_dates(agenda, at, near)
    return {
        "is_archived": True,
        "place": shown,
        "days": cancelled,
        "takes_over": next((one for one in near if one.id == shown.successor), None),
        "near": nexts,
        "changes_at": changes_at(at, nexts, listing.changes_at(at, cancelled)),
    }
