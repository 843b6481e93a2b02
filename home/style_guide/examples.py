"""Invented things to show components with. Pure values at one moment: the style guide asks no database."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.utils.translation import gettext as _

from core.meeting import Choice, Meeting, Near
from guides.library import Card, Shelf
from home.accessibility.criteria import Criterion, Status
from home.accessibility.presenting import Row, verdict
from home.other_moment import OtherMoment
from home.partners import presenting as partners
from schedule import listing
from schedule.answers import answer
from schedule.chart import chart
from schedule.edition import edition_of
from schedule.next_dates import NextDate
from schedule.posters import checking
from schedule.posters.checking import Told, ToldDay
from schedule.recurrence import WeeklyDates
from schedule.timeline import (
    EVERYTHING,
    Caravan,
    Change,
    ChangeKind,
    Commune,
    Occurrence,
    Place,
    Session,
    Stay,
    Timeline,
    whereabouts,
)
from schedule.timeline.printed import Fate, Standing

ZONE = ZoneInfo("Europe/Paris")
TUESDAY = date(2026, 11, 24)
_CRITERION = "Chaque image utile a un texte qui la remplace."
_HOW = "Un test regarde chaque image de chaque page."
# What the answer says at each of these moments of the example's fortnight.
MOMENTS = {
    "open": datetime(2026, 11, 24, 10, tzinfo=ZONE),
    "pause": datetime(2026, 11, 24, 13, tzinfo=ZONE),
    "over": datetime(2026, 11, 24, 18, tzinfo=ZONE),
    "cancelled": datetime(2026, 11, 26, 10, tzinfo=ZONE),
    "moved": datetime(2026, 12, 1, 8, tzinfo=ZONE),
    "not today": datetime(2026, 11, 28, 10, tzinfo=ZONE),
    "nothing": datetime(2027, 3, 1, 10, tzinfo=ZONE),
}


def timeline() -> Timeline:
    """A fortnight at one residence, with one day cancelled and one held elsewhere."""
    commune = Commune(1, "Couëron", "coueron", "#", postcode="44220")
    here = Place(
        1,
        "Résidence des Cormiers (exemple)",
        commune,
        "#",
        address="21 allée des Cormiers",
        stop="Cormiers (exemple), bus",
        latitude=47.2171,
        longitude=-1.7196,
    )
    there = Place(2, "Résidence du Lavoir (exemple)", commune, "#", address="4 place du Lavoir")
    hours = (Session("m", time(9, 30), time(12, 30)), Session("a", time(14), time(17)))
    stay = Stay(
        id=1,
        key="example",
        place=here,
        caravan=Caravan(1, "Caravane", ZONE),
        dates=WeeklyDates(TUESDAY, date(2026, 12, 4), frozenset({1, 3})),
        sessions=hours,
        changes=(
            Change(date(2026, 11, 26), ChangeKind.CANCELLED, message=_("The mediator is ill.")),
            Change(date(2026, 12, 1), ChangeKind.MOVED, place=there),
        ),
    )
    return Timeline((stay,))


def examples() -> dict:
    """What the samples need, by the names that they use. Computed per request, in the language asked for."""
    line, at = timeline(), MOMENTS["open"]
    days = listing.coming_days(line, at, EVERYTHING, 5)
    place = line.stays[0].place
    nexts = _next_dates(days[0].rows[0].occurrence)
    guide = Card(1, "Payer son loyer en ligne", "#", "Vous payez depuis votre téléphone.", 15)
    partner = partners.Card(
        name="Partenaire (exemple)",
        kind="relays",
        kind_in_words=_("relays the service"),
        role="Il affiche les dates dans ses halls.",
        phone="02 00 00 00 00",
        phone_uri="tel:+33200000000",
        url="#",
        territory="Couëron",
        logo=None,
        since=None,
        until=None,
    )
    return {
        "answers": [answer(whereabouts(line, moment, EVERYTHING)) for moment in MOMENTS.values()],
        "days": days,
        "edition": edition_of(at, days, goes_on=True),
        "place": place,
        "place_names": ["Couëron", "Résidence des Cormiers (exemple), Couëron"],
        "nexts": nexts,
        "map": chart(nexts),
        "tiles": {"url": "", "attribution": "", "host": "tuiles.example.org"},
        "guide": guide,
        "shelves": [Shelf(1, "Payer mon loyer", "#", "", "img/collection-loyer.svg", (guide,))],
        "partner": partner,
        "meeting": _meeting(place, is_now=False),
        "near": Near((Choice("coueron", "Couëron"),), None, (_meeting(place, is_now=True),)),
        "logo": partners.Logo(static("img/place.svg"), 220, 110, _("Logo (example)")),
        "service": SimpleNamespace(is_old=True, service=_service()),
        "other_moment": OtherMoment(at, at + timedelta(minutes=30), is_past=False),
        "criteria": [Row(Criterion("1.1", _CRITERION, status, _HOW), verdict(status)) for status in Status],
        "shown": SimpleNamespace(
            first_day=TUESDAY, last_day=date(2026, 12, 3), number_of_days=4, goes_on=True
        ),
        "verdicts": [_checked(standing) for standing in Standing],
        "above": [SimpleNamespace(title="Permanences", url="#")],
    }


def _next_dates(going_on: Occurrence) -> list[NextDate]:
    """One place in each state."""
    places = [
        replace(going_on.place, id=number, latitude=lat, longitude=lon)
        for number, (lat, lon) in enumerate([(47.2171, -1.7196), (47.2149, -1.7247), (47.23, -1.64)], start=1)
    ]
    shown = [(going_on, True), (going_on, False), (None, False)]
    return [NextDate(p, o, is_now, p.id) for p, (o, is_now) in zip(places, shown, strict=True)]


def _checked(standing: Standing) -> SimpleNamespace:
    was, now = "de 9 h 30 à 12 h 30", checking.sentence(Fate.CANCELLED)
    changed = [ToldDay(TUESDAY, (Told(was, now),))] if standing is Standing.WRONG else []
    said = checking.headline(standing)
    return SimpleNamespace(standing=standing, headline=said, details=(), differences=changed)


def _service() -> SimpleNamespace:
    return SimpleNamespace(
        name=_("A service (example)"),
        phone="02 00 00 00 00",
        phone_uri="tel:+33200000000",
        is_free_call=True,
        summary="Il répond à vos questions sur votre loyer.",
        phone_note="Du lundi au vendredi, de 9 h à 12 h",
        towns="Couëron",
        address="4 place du Lavoir, 44220 Couëron",
        url="#",
        checked_on=TUESDAY,
        source_url="#",
    )


def _meeting(place: Place, *, is_now: bool) -> Meeting:
    return Meeting("mardi 24 novembre 2026", "de 9 h 30 à 12 h 30", place.name, "Couëron", "#", is_now)
