"""What each public page of the schedule shows: one function per page, from the time and the address."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from core import dates
from core.cards import Card
from core.dates import WEEKDAYS
from schedule import addresses, listing
from schedule.agenda import Agenda
from schedule.answers import Answer, answer, where
from schedule.edition import edition, edition_of
from schedule.forms import AgendaForm
from schedule.structured_data import events, place_data
from schedule.timeline import EVERYTHING, Place, Scope, ScopeKind, State, Timeline

WEEKS_IN_LIST = 4
DAYS_ON_A_PLACE = 12  # at first sight; the others are one tap away, and on paper
MOST_DAYS_ON_A_PLACE = 100
DAYS_ON_A_COMMUNE = 8


def answer_for(agenda: Agenda, at: datetime, scope: Scope = EVERYTHING) -> Answer:
    return answer(agenda.whereabouts(at, scope), scope)


def card(agenda: Agenda, at: datetime, scope: Scope, title: str) -> Card:
    """The next date, or the one of today: the day and the hours, and the place unless the page is about it."""
    found = agenda.whereabouts(at, scope)
    is_today = found.state in (State.OPEN, State.PAUSE, State.OPENS_LATER)
    session = found.occurrence if is_today else found.next
    if session is None:
        return Card(title, (_("No date is planned yet."),), found.changes_at)
    hours = dates.hours(session.start, session.end)
    lines = [_("Next date: %(day)s") % {"day": dates.long_date(session.local_day)}, hours]
    if scope.kind is not ScopeKind.PLACE:
        lines.append(where(session.place))
    return Card(title, tuple(lines), found.changes_at)


def agenda_page(agenda: Agenda, at: datetime, asked: Mapping[str, Any]) -> dict:
    communes = agenda.communes
    form = AgendaForm(asked, communes)
    form.is_valid()
    wanted = form.cleaned_data
    commune = next((c for c in communes if c.slug == wanted.get("commune")), None)
    scope = Scope(ScopeKind.COMMUNE, commune.id) if commune else EVERYTHING
    is_month = wanted.get("vue") == AgendaForm.MONTH
    if is_month:
        shown = _month(agenda.timeline, at, wanted.get("mois"), scope)
    else:
        shown = _weeks(agenda.timeline, at, wanted.get("semaine"), scope)
    return shown | {
        "form": form,
        "problem": _("This address is not quite right. Here are the next dates.") if form.errors else "",
        "communes": communes,
        "commune": commune,
        "is_month": is_month,
        "weekdays": WEEKDAYS,
        "feed": addresses.feed(commune),
        "news": addresses.news(commune),
        "subscribe_url": addresses.subscribe(commune),
        "changes_at": listing.changes_at(at, (day for week in shown["weeks"] for day in week.days)),
    }


def commune_page(agenda: Agenda, at: datetime, scope: Scope) -> dict:
    found = answer_for(agenda, at, scope)
    coming = listing.coming_days(agenda.timeline, at, scope, DAYS_ON_A_COMMUNE + 1)
    days = coming[:DAYS_ON_A_COMMUNE]
    places = [place for place in agenda.places if place.commune.id == scope.id]
    return {
        "answer": found,
        "days": days,
        "places": [
            (place, answer_for(agenda, at, Scope(ScopeKind.PLACE, place.id)).next) for place in places
        ],
        "edition": edition_of(at, days, goes_on=len(coming) > len(days)),
        "feed": addresses.feed(places[0].commune) if places else "",
        "news": addresses.news(places[0].commune) if places else "",
        "subscribe_url": addresses.subscribe(places[0].commune) if places else "",
        "changes_at": listing.changes_at(at, days, found.changes_at),
    }


def place_page(agenda: Agenda, at: datetime, scope: Scope) -> dict:
    found = answer_for(agenda, at, scope)
    shown = next((place for place in agenda.every_place if place.id == scope.id), None)
    coming = listing.coming_days(agenda.timeline, at, scope, MOST_DAYS_ON_A_PLACE + 1)
    listed = coming[:MOST_DAYS_ON_A_PLACE]
    if shown and shown.is_archived and not any(row.is_held for day in listed for row in day.rows):
        return _archived_place(agenda, at, shown, listed)
    days, more_days = listed[:DAYS_ON_A_PLACE], listed[DAYS_ON_A_PLACE:]
    return {
        "answer": found,
        "place": shown,
        "days": days,
        "more_days": more_days,
        "edition": edition_of(at, listed, goes_on=len(coming) > len(listed)),
        "feed": addresses.feed(shown) if shown else "",
        "subscribe_url": addresses.subscribe(shown) if shown else "",
        "structured_data": [place_data(shown), *events(days)] if shown else [],
        "changes_at": listing.changes_at(at, listed, found.changes_at),
    }


def _archived_place(agenda: Agenda, at: datetime, shown: Place, cancelled: list[listing.Day]) -> dict:
    """Where to go now: the place that takes over, then the others of the town, each with its next date."""
    near = [p for p in agenda.places if p.id == shown.successor or p.commune.id == shown.commune.id]
    near.sort(key=lambda place: place.id != shown.successor)
    answers = [(place, answer_for(agenda, at, Scope(ScopeKind.PLACE, place.id))) for place in near]
    moments = [found.changes_at for _place, found in answers if found.changes_at]
    return {
        "is_archived": True,
        "place": shown,
        "days": cancelled,
        "near": [(place, found.next, place.id == shown.successor) for place, found in answers],
        "changes_at": listing.changes_at(at, cancelled, min(moments, default=None)),
    }


def _weeks(timeline: Timeline, at: datetime, asked: date | None, scope: Scope) -> dict:
    today = listing.local_day(at)
    day = asked or today
    monday = day - day.weekday() * listing.ONE_DAY
    span = listing.bounds(timeline, scope)
    after, before = monday + WEEKS_IN_LIST * listing.ONE_WEEK, monday - WEEKS_IN_LIST * listing.ONE_WEEK
    return {
        "weeks": listing.weeks(timeline, at, monday, WEEKS_IN_LIST, scope),
        "later": after if span and span[1] >= after else None,
        "earlier": before if span and span[0] < monday else None,
        "is_present": monday <= today < after,
        "edition": edition(at, after - listing.ONE_DAY, goes_on=bool(span and span[1] >= after)),
    }


def _month(timeline: Timeline, at: datetime, asked: date | None, scope: Scope) -> dict:
    first = (asked or listing.local_day(at)).replace(day=1)
    span = listing.bounds(timeline, scope)
    later, earlier = listing.next_month(first), listing.previous_month(first)
    return {
        "month": first,
        "weeks": listing.month(timeline, at, first, scope),
        "later": later if span and span[1] >= later else None,
        "earlier": earlier if span and span[0] < first else None,
        "is_present": first == listing.local_day(at).replace(day=1),
        "edition": edition(at, later - listing.ONE_DAY, goes_on=bool(span and span[1] >= later)),
    }
