"""Whatever people type: the feed stays valid, and gives the text back as it can be read."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import icalendar
import pytest
from defusedxml import ElementTree
from django.db import connection
from hypothesis import given

from core import stamps
from schedule.actions.change_date import change_date
from schedule.feeds import atom, ical, news, series
from schedule.feeds.ical import Heading
from schedule.feeds.news import Transition
from schedule.feeds.wording import Said, withdrawn
from schedule.models import Caravan, Change, Feed, News, Permanence
from schedule.pages import CommunePage, PlacePage
from schedule.timeline import Commune, Place
from tests import factories
from tests.engines.readers import IcalJs, home_assistant_reads, icalendar_reads
from tests.reading import lake
from tests.schedule import plans
from tests.schedule.feeds.sayings import (
    CATEGORIES,
    MOMENT,
    all_said,
    naively_clean,
    of_category,
    texts,
)
from tests.schedule.plans import a_stay, cancelled, only, weekly

ATOM = "{http://www.w3.org/2005/Atom}"
# XML 1.0 §2.2, and what is left of it once no control character may stand.
NO_XML = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_well_written(feed: bytes) -> None:
    """RFC 5545 §3.1: lines of at most 75 octets that end in CRLF, whole characters, no control ones."""
    assert feed.endswith(b"END:VCALENDAR\r\n")
    assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n")
    lines = feed.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", line.decode())
    opened, closed = (
        Counter(line for line in lines if line.startswith(word)) for word in (b"BEGIN:", b"END:")
    )
    assert sum(opened.values()) == sum(closed.values())


def a_strange_stay(text: str, dates=None) -> list:
    """A stay that says the same strange text wherever somebody may type."""
    town = Commune(1, text, "coueron", "/permanences/coueron/", postcode="44220")
    place = Place(11, text, town, "/permanences/coueron/x/", address=text, access=text, bring=text)
    caravan = replace(plans.CARAVAN, name=text, phone=text)
    change = cancelled("2026-11-24", "matin", message=text)
    return a_stay(dates or only("2026-11-24"), change, place=place, caravan=caravan, note=text)


def says(text: str, said: list[Said], feed: bytes, js: IcalJs) -> None:
    """Every engine gives each event back with its words."""
    is_well_written(feed)
    whole = sorted((one.start, one.end, one.summary, one.location, one.is_off) for one in said)
    assert icalendar_reads(feed) == home_assistant_reads(feed) == js.reads(feed) == whole
    seen = {event["description"] for event in js.answer(feed)["events"]}
    read = {str(event["DESCRIPTION"]) for event in icalendar.Calendar.from_ical(feed).walk("VEVENT")}
    assert seen == read == {one.description for one in said}
    assert all(naively_clean(text) in one.description for one in said)


def flat(text: str, said: list[Said]) -> bytes:
    return ical.calendar(Heading(text, text, "/"), [ical.event(one, 1, MOMENT) for one in said])


@given(texts)
@plans.law(100)
def test_any_text_makes_a_valid_feed_that_says_it(js, text):
    said = all_said(a_strange_stay(text))

    says(text, said, flat(text, said), js)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_class_of_unicode_makes_a_valid_feed_that_says_it(js, category):
    text = of_category(category, 2_000)
    said = all_said(a_strange_stay(text))

    says(text, said, flat(text, said), js)


@given(texts)
@plans.law(40)
def test_any_text_makes_a_valid_file_to_import_that_three_engines_read(js, text):
    stay = a_strange_stay(text, weekly("2026-11-16", "2026-11-27", "TU WE"))

    feed = series.build(stay, {})

    is_well_written(feed)
    whole = sorted((one.start, one.end, one.summary, one.location, one.is_off) for one in all_said(stay))
    assert icalendar_reads(feed) == home_assistant_reads(feed) == js.reads(feed) == whole


# --- Atom -----------------------------------------------------------------------------------------


def an_atom_feed(name: str, items: list[news.Item]) -> bytes:
    feed = Feed(
        path="/permanences/changements.atom", scope="commune:1", name=name, page="/permanences/", since=MOMENT
    )
    entries = [
        News(key=UUID(int=n), at=MOMENT, title=item.title, text=item.text, page=item.url)
        for n, item in enumerate(items)
    ]
    return atom.build(feed, entries)


def read_atom(feed: bytes) -> tuple[str, list[tuple[str, str]]]:
    """The title, then title and content of each entry, as an independent reader of XML finds them."""
    assert not NO_XML.search(feed.decode())
    root = ElementTree.fromstring(feed)
    entries = [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}content"))
        for entry in root.iter(f"{ATOM}entry")
    ]
    return root.findtext(f"{ATOM}title"), entries


def is_told(text: str) -> None:
    morning, afternoon = all_said(a_strange_stay(text))
    items = news.items(
        [
            Transition(replace(morning, notice=""), withdrawn(morning), frozenset()),
            Transition(None, afternoon, frozenset()),
            Transition(None, replace(morning, start=morning.start + timedelta(days=1)), frozenset()),
        ]
    )

    title, entries = read_atom(an_atom_feed(text, items))

    name = naively_clean(text)
    assert title == f"Caravane numérique\u00a0: ce qui change – {name}".removesuffix("" if name else " – ")
    assert entries == [(item.title, item.text) for item in items]
    assert all(morning.where in title for title, _ in entries)


@given(texts)
@plans.law(60)
def test_any_text_makes_a_well_formed_atom_feed_that_says_it(text):
    is_told(text)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_class_of_unicode_makes_a_well_formed_atom_feed(category):
    is_told(of_category(category, 2_000))


# --- Through the database -------------------------------------------------------------------------


def what_it_can_store(text: str) -> str:
    kept = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
    return kept.replace("\x00", "") if connection.vendor == "postgresql" else kept


@pytest.mark.django_db
def test_what_a_database_can_hold_is_served_as_valid_feeds(client, set_clock, js):
    set_clock("2026-11-20 08:00")
    place = lake()
    stay = factories.stay(
        datetime(2026, 11, 24, tzinfo=UTC).date(), datetime(2026, 11, 27, tzinfo=UTC).date(), at=place
    )
    change_date(stay, stay.dates.first, kind=Change.Kind.CANCELLED)
    addresses = [
        "/permanences/calendrier.ics",
        "/permanences/coueron/residence-du-lac/calendrier.ics",
        "/permanences/caravane/" + Caravan.objects.get().slug + "/calendrier.ics",
        f"/permanences/coueron/residence-du-lac/{stay.pk}.ics",
        f"/permanences/coueron/residence-du-lac/{stay.pk}-20261124-0930.ics",
    ]

    for category in CATEGORIES:
        text = what_it_can_store(of_category(category, 200))
        CommunePage.objects.update(title=text, postcode=text[:5])
        PlacePage.objects.update(title=text, address=text, access=text * 40, bring=text)
        Caravan.objects.update(name=text[:80], phone=text[:30])
        Permanence.objects.update(note=text)
        Change.objects.update(message=text)
        stamps.move(stamps.SCHEDULE)

        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, (category, address)
            is_well_written(response.content)
            seen = icalendar_reads(response.content)
            assert seen == home_assistant_reads(response.content) == js.reads(response.content)
            assert naively_clean(text) in str(
                icalendar.Calendar.from_ical(response.content).walk("VEVENT")[0]["DESCRIPTION"]
            )
        for address in ("/permanences/changements.atom", "/permanences/coueron/changements.atom"):
            response = client.get(address)
            assert response.status_code == 200, (category, address)
            read_atom(response.content)
