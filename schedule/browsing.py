"""The agenda as people leaf through it: some weeks or a month, of all towns, of one, or of one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from core import dates
from schedule import addresses, listing
from schedule.agenda import Agenda
from schedule.chart import chart
from schedule.edition import edition
from schedule.forms import AgendaForm
from schedule.next_dates import changes_at, next_dates
from schedule.timeline import EVERYTHING, Commune, Place, Scope, ScopeKind, Timeline

WEEKS_IN_LIST = 4
MONTHS_TO_JUMP_TO = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose to see. `asked` is a day of the list or of the month, None for the present."""

    commune: Commune | None
    place: Place | None
    is_month: bool
    asked: date | None

    @property
    def scope(self) -> Scope:
        if self.place:
            return Scope(ScopeKind.PLACE, self.place.id)
        return Scope(ScopeKind.COMMUNE, self.commune.id) if self.commune else EVERYTHING

    def link(self, **instead: str) -> str:
        """The address of the same choice at the present; `vue`, `mois` or `semaine` change it."""
        words = {
            "vue": AgendaForm.MONTH if self.is_month else "",
            "mois": "",
            "semaine": "",
            "commune": self.commune.slug if self.commune else "",
            "lieu": self.place.slug if self.place else "",
        } | instead
        return "?" + urlencode({name: value for name, value in words.items() if value})


def agenda_page(agenda: Agenda, at: datetime, asked: Mapping[str, Any]) -> dict:
    form = AgendaForm(asked, agenda.communes)
    form.is_valid()
    choice = _choice(agenda, form.cleaned_data)
    about = choice.place or choice.commune
    shown = (_month if choice.is_month else _weeks)(agenda.timeline, at, choice)
    places = [place for place in agenda.places if choice.commune and place.commune.id == choice.commune.id]
    on_map = [place for place in agenda.places if not choice.commune or place.commune == choice.commune]
    nexts = next_dates(agenda, at, on_map)
    moment = listing.changes_at(at, (day for week in shown["weeks"] for day in week.days))
    return shown | {
        "form": form,
        "problem": _("This address is not quite right. Here are the next dates.") if form.errors else "",
        "communes": agenda.communes,
        "commune": choice.commune,
        "places": places if len(places) > 1 or choice.place else [],
        "place": choice.place,
        "says_place": choice.place is None,
        "is_month": choice.is_month,
        "list_url": choice.link(vue=""),
        "month_url": choice.link(vue=AgendaForm.MONTH),
        "present_url": choice.link(),
        "elsewhere_url": Choice(None, None, choice.is_month, None).link() if choice.commune else "",
        "weekdays": list(zip(dates.weekdays(), dates.short_weekdays(), strict=True)),
        "feed": addresses.feed(about),
        "news": addresses.news(choice.commune),
        "subscribe_url": addresses.subscribe(about),
        "map": chart(nexts),
        "changes_at": changes_at(at, nexts, moment),
    }


def _choice(agenda: Agenda, wanted: Mapping[str, Any]) -> Choice:
    commune = next((c for c in agenda.communes if c.slug == wanted.get("commune")), None)
    is_month = wanted.get("vue") == AgendaForm.MONTH
    of_town = (p for p in agenda.every_place if commune and p.commune.id == commune.id)
    return Choice(
        commune=commune,
        # The place of another town is what is left of an earlier choice: the town alone counts then.
        place=next((p for p in of_town if p.slug == wanted.get("lieu")), None),
        is_month=is_month,
        asked=wanted.get("mois") if is_month else wanted.get("semaine") or wanted.get("mois"),
    )


def _weeks(timeline: Timeline, at: datetime, choice: Choice) -> dict:
    today, scope = listing.local_day(at), choice.scope
    day = choice.asked or today
    monday = day - day.weekday() * listing.ONE_DAY
    span = listing.bounds(timeline, scope)
    after, before = monday + WEEKS_IN_LIST * listing.ONE_WEEK, monday - WEEKS_IN_LIST * listing.ONE_WEEK
    weeks = listing.weeks(timeline, at, monday, WEEKS_IN_LIST, scope)
    return _shown(timeline, at, choice, weeks, monday, after) | {
        "later": choice.link(semaine=f"{after}") if span and span[1] >= after else "",
        "earlier": choice.link(semaine=f"{before}") if span and span[0] < monday else "",
        "is_present": monday <= today < after,
        "kept": {"semaine": f"{monday}"} if choice.asked else {},
        "edition": edition(at, after - listing.ONE_DAY, goes_on=bool(span and span[1] >= after)),
    }


def _month(timeline: Timeline, at: datetime, choice: Choice) -> dict:
    today, scope = listing.local_day(at), choice.scope
    first = (choice.asked or today).replace(day=1)
    span = listing.bounds(timeline, scope)
    later, earlier = listing.next_month(first), listing.previous_month(first)
    weeks = listing.month(timeline, at, first, scope)
    return _shown(timeline, at, choice, weeks, first, later) | {
        "month": first,
        "past_days": [day for week in weeks for day in week.past_days if day.in_month],
        "days": [day for week in weeks for day in week.coming_days if day.in_month],
        "later": choice.link(mois=f"{later:%Y-%m}") if span and span[1] >= later else "",
        "later_month": later,
        "earlier": choice.link(mois=f"{earlier:%Y-%m}") if span and span[0] < first else "",
        "earlier_month": earlier,
        "is_present": first == today.replace(day=1),
        "kept": {"vue": AgendaForm.MONTH} | ({"mois": f"{first:%Y-%m}"} if choice.asked else {}),
        "edition": edition(at, later - listing.ONE_DAY, goes_on=bool(span and span[1] >= later)),
    }


def _shown(
    timeline: Timeline, at: datetime, choice: Choice, weeks: list[listing.Week], first: date, after: date
) -> dict:
    """The days from `first` on, before `after`; when none has a date, the next one that is known."""
    is_empty = not any(day.is_busy for week in weeks for day in week.days if first <= day.date < after)
    since = max(after, listing.local_day(at))
    next_row = listing.next_row(timeline, at, since, choice.scope) if is_empty else None
    return {
        "weeks": weeks,
        "first": first,
        "last": after - listing.ONE_DAY,
        "is_empty": is_empty,
        "next_row": next_row,
        "next_url": _around(choice, next_row.occurrence.local_day) if next_row else "",
        "jumps": _jumps(timeline, at, choice),
    }


def _around(choice: Choice, day: date) -> str:
    return choice.link(mois=f"{day:%Y-%m}") if choice.is_month else choice.link(semaine=f"{day}")


def _jumps(timeline: Timeline, at: datetime, choice: Choice) -> list[tuple[date, str]]:
    """The months with dates, from the present one on: first day and address."""
    present = listing.local_day(at).replace(day=1)
    coming = [first for first in listing.months(timeline, choice.scope) if first >= present]
    return [(first, choice.link(mois=f"{first:%Y-%m}")) for first in coming[:MONTHS_TO_JUMP_TO]]
