"""What the page « S’abonner » shows: whose dates, then every way to keep them at hand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import dates, languages
from schedule import addresses
from schedule.agenda import Agenda
from schedule.timeline import EVERYTHING, Commune, Occurrence, Place, Scope, ScopeKind

QR_BORDER = 4  # modules of white around the code (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place or a town that can be tapped. `hint` is what helps to recognise it."""

    name: str
    url: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next session held, to import once."""

    occurrence: Occurrence
    url: str


@dataclass(frozen=True, slots=True)
class StayFile:
    """The dates of one permanence, to import once."""

    dates: str
    place: Place
    url: str


def subscribe_page(agenda: Agenda, at: datetime, asked: Mapping[str, Any]) -> dict:
    """Which calendar: « coueron » or « coueron/les-tilleuls » in `pour`; everything by default.

    Each answer narrows the one before. Nothing has to be chosen: the ways below the question are
    those of what is chosen so far.
    """
    wanted = str(asked.get("pour", "")).strip("/")
    chosen = _known(agenda).get(wanted)
    feed, page = addresses.feed(chosen), addresses.absolute(languages.here(addresses.subscribe(chosen)))
    scope = _scope(chosen)
    next_date = _next_date(agenda, at, scope)
    files, first_is_over = _files(agenda, at, scope)
    moments = [first_is_over, next_date.occurrence.start if next_date else None]
    return {
        "chosen": chosen,
        "town": chosen.commune if isinstance(chosen, Place) else None,
        "choices": _choices(agenda, chosen),
        "subscribe_url": addresses.subscribe(),
        "feed_url": addresses.absolute(feed),
        "webcal": addresses.webcal(chosen),
        "google": addresses.google(chosen),
        "outlook": addresses.outlook(_calendar_name(chosen), chosen),
        "calendar_name": _calendar_name(chosen),
        "next_date": next_date,
        "files": files,
        "dates_url": chosen.url if chosen else "/permanences/",
        "page_url": page,
        "qr_code": qr_code(page),
        "problem": _("The caravan has no date at this place. Please choose another place.")
        if wanted and not chosen
        else "",
        "changes_at": min((moment for moment in moments if moment), default=None),
    }


@lru_cache(maxsize=256)
def qr_code(text: str) -> SafeString:
    """The text as a QR code: an SVG without size, style or script, of which the page makes a picture."""
    code = segno.make_qr(text, error="m")
    plain = {"omitsize": True, "svgclass": None, "lineclass": None}
    drawn = code.svg_inline(border=QR_BORDER, dark="#000", light="#fff", **plain)
    return mark_safe(drawn)  # noqa: S308 (squares; the text itself is not in it)


def _known(agenda: Agenda) -> dict[str, Commune | Place]:
    places = {f"{place.commune.slug}/{place.slug}": place for place in agenda.places}
    return {commune.slug: commune for commune in agenda.communes} | places


def _choices(agenda: Agenda, chosen: Commune | Place | None) -> list[Choice]:
    """The towns; then, in a town with several places, its places. Nothing more to ask about one place."""
    if isinstance(chosen, Place):
        return []
    if chosen:
        places = _places_in(agenda, chosen)
        found = [Choice(place.name, addresses.subscribe(place), place.address) for place in places]
        return found if len(found) > 1 else []
    return [
        Choice(
            commune.name,
            addresses.subscribe(commune),
            ", ".join(place.name for place in _places_in(agenda, commune)),
        )
        for commune in agenda.communes
    ]


def _places_in(agenda: Agenda, commune: Commune) -> list[Place]:
    return [place for place in agenda.places if place.commune.id == commune.id]


def _scope(chosen: Commune | Place | None) -> Scope:
    match chosen:
        case Commune():
            return Scope(ScopeKind.COMMUNE, chosen.id)
        case Place():
            return Scope(ScopeKind.PLACE, chosen.id)
    return EVERYTHING


def _next_date(agenda: Agenda, at: datetime, scope: Scope) -> NextDate | None:
    """The first session that will be held here and has not begun."""
    coming = agenda.timeline.scoped(scope).since(at)
    found = next((o for o in coming if at < o.start and scope.holds(o)), None)
    return NextDate(found, addresses.session_file(found)) if found else None


def _files(agenda: Agenda, at: datetime, scope: Scope) -> tuple[list[StayFile], datetime | None]:
    """One file for each stay planned here that is not over, and when the first of them will be."""
    stays: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in agenda.timeline.scoped(scope).occurrences:  # in order of start
        if scope.covers(occurrence.planned_place, occurrence.caravan):
            stays[occurrence.stay.id].append(occurrence)
    last_ends = {number: max(o.end for o in held) for number, held in stays.items()}
    current = [held for number, held in stays.items() if at < last_ends[number]]
    files = [
        StayFile(_dates(held[0].day, held[-1].day), held[0].planned_place, addresses.stay_file(held[0].stay))
        for held in current
    ]
    return files, min((end for end in last_ends.values() if at < end), default=None)


def _dates(first: date, last: date) -> str:
    """« du mardi 24 novembre au vendredi 11 décembre 2026 »; each year is said once."""
    if first == last:
        return _("on %(day)s") % {"day": dates.long_date(first)}
    said = dates.short_date(first) if first.year == last.year else dates.long_date(first)
    return _("from %(first)s to %(last)s") % {"first": said, "last": dates.long_date(last)}


@override(dates.FRENCH)
def _calendar_name(chosen: Commune | Place | None) -> str:
    """As the feed calls itself (schedule/feeds): in French, for whoever subscribes."""
    title = _("Digital caravan")
    return f"{title} – {chosen.name}" if chosen else title
