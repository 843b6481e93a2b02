"""What is served, byte for byte, for one small programme. golden/LISEZ-MOI.md says how to rewrite it."""

import os
from datetime import date, time
from pathlib import Path
from uuid import UUID

import pytest
from django.db.models import F

from schedule.actions.change_date import change_date
from schedule.feeds import building
from schedule.models import Change, Feed, News, Permanence
from schedule.recurrence import WeeklyDates
from tests import factories

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
PLACE = "/permanences/coueron/residence-des-tilleuls"


def number(name: int) -> UUID:
    return UUID(int=name)


@pytest.fixture
def programme(set_clock):
    """Three weeks across the clock change and 11 November, with a change of each kind; ids never vary."""
    Feed.objects.all().delete()
    set_clock("2026-10-12 08:00")
    town = factories.commune("Couëron", slug="coueron")
    far = factories.commune("Treillières", slug="treillieres", postcode="44119", insee_code="44209")
    home = factories.place(
        "Résidence des Tilleuls",
        town,
        slug="residence-des-tilleuls",
        pk=7001,
        address="12, allée des Tilleuls ; bâtiment B",
        access="Arrêt de bus « Tilleuls ». La caravane est sur le parking, près du gardien.",
        bring="Votre téléphone et son chargeur.\nUne pièce d’identité.",
        latitude=47.2137,
        longitude=-1.7234,
    )
    away = factories.place("Résidence de l’Étang", far, slug="residence-de-l-etang", pk=7002)
    caravan = factories.caravan(name="La caravane", slug="la-caravane", phone="02 40 00 00 00")
    dates = WeeklyDates(
        date(2026, 10, 20),
        date(2026, 11, 13),
        frozenset({1, 2}),
        extra=frozenset({date(2026, 10, 24)}),
        without=frozenset({date(2026, 11, 3)}),
    )
    stay = factories.stay(
        dates.first,
        dates.last,
        at=home,
        by=caravan,
        pk=7003,
        dates=dates,
        note="Entrée libre.",
    )
    Permanence.objects.filter(pk=stay.pk).update(key=number(1))
    for name, session in enumerate(stay.sessions.all(), start=2):
        type(session).objects.filter(pk=session.pk).update(key=number(name))
    return {"stay": stay, "home": home, "away": away}


@pytest.fixture
def changed(programme, client, set_clock):
    """The programme after it was told, and then changed on three dates."""
    stay = programme["stay"]
    morning, afternoon = stay.sessions.all()
    client.get("/permanences/calendrier.ics")
    set_clock("2026-10-19 17:30")
    change_date(stay, date(2026, 10, 21), kind=Change.Kind.CANCELLED, message="La médiatrice est malade.")
    change_date(stay, date(2026, 10, 27), session=afternoon, kind=Change.Kind.MOVED, place=programme["away"])
    change_date(
        stay, date(2026, 10, 28), session=morning, kind=Change.Kind.HOURS, start=time(10), end=time(11, 45)
    )
    return programme


def is_golden(name: str, content: bytes) -> None:
    file = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        file.write_bytes(content)
    assert content
    assert content.decode() == file.read_bytes().decode(), f"{name} : voir golden/LISEZ-MOI.md"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("everything.ics", "/permanences/calendrier.ics"),
        ("place.ics", f"{PLACE}/calendrier.ics"),
        ("other_place.ics", "/permanences/treillieres/residence-de-l-etang/calendrier.ics"),
        ("stay.ics", f"{PLACE}/7003.ics"),
        ("session.ics", f"{PLACE}/7003-20261021-0930.ics"),
    ],
)
def test_a_calendar_is_the_golden_one(client, changed, name, address):
    is_golden(name, client.get(address).content)


def test_the_calendar_of_a_retired_place_is_the_golden_one(client, changed, set_clock):
    client.get("/permanences/calendrier.ics")
    set_clock("2026-11-05 12:00")
    changed["home"].unpublish()

    is_golden("retired_place.ics", client.get(f"{PLACE}/calendrier.ics").content)


def test_what_changed_is_the_golden_atom_feed(client, changed):
    client.get("/permanences/changements.atom")
    for name, news in enumerate(News.objects.order_by("at", "pk"), start=1):
        News.objects.filter(pk=news.pk).update(key=number(name))
    Feed.objects.update(version=F("version") + 1)  # so that it is written again, with these keys
    building.forget()

    is_golden("news.atom", client.get("/permanences/changements.atom").content)
