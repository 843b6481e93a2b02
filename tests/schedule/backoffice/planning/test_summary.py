"""The dates by name, while they are chosen."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests import factories

pytestmark = pytest.mark.django_db
WEEK = {"dates-first": "2026-12-22", "dates-last": "2027-01-02", "dates-weekday": ["1", "2", "4"]}
HOURS = {
    "sessions-0-start": "09:30",
    "sessions-0-end": "12:30",
    "sessions-1-start": "14:00",
    "sessions-1-end": "17:00",
}


def asked(client, **fields) -> dict:
    return client.get("/admin/permanences/dates-en-mots/", WEEK | HOURS | fields).json()


def listed(answer: dict) -> list[str]:
    """Headings and days as they are read."""
    found = BeautifulSoup(answer["list"], "html.parser").select("h3, li")
    return [" ".join(one.get_text(" ", strip=True).split()) for one in found]


def test_every_date_is_named_and_public_holidays_say_which(mediatrice):
    assert listed(asked(mediatrice)) == [
        "Décembre 2026",
        "mardi 22",
        "mercredi 23",
        "vendredi 25 : férié (Noël)",
        "mardi 29",
        "mercredi 30",
        "Janvier 2027",
        "vendredi 1er : férié (Jour de l’an)",
    ]


def test_what_the_caravan_is_already_announced_for_is_said_beside_the_date(mediatrice):
    lake, port = factories.place("Résidence du Lac"), factories.place("Résidence du Port")
    caravan = factories.caravan()
    factories.stay(date(2026, 12, 29), date(2026, 12, 29), at=port, by=caravan)
    factories.stay(date(2026, 12, 23), date(2026, 12, 23), at=lake, by=caravan, hours=[factories.MORNING])

    answer = asked(mediatrice, place=lake.pk, caravan=caravan.pk)

    days = listed(answer)
    assert days[2] == "mercredi 23 : déjà annoncée ici, de 9 h 30 à 12 h 30"
    assert days[4] == (
        "mardi 29 : déjà annoncée ailleurs : Résidence du Port, de 9 h 30 à 12 h 30, de 14 h à 17 h"
    )
    assert (
        answer["sentence"]
        .replace("\xa0", " ")
        .endswith("2 dates sont impossibles : la caravane est déjà annoncée.")
    )


def test_a_stay_does_not_stand_against_itself(mediatrice):
    stay = factories.stay(date(2026, 12, 22), date(2026, 12, 30), at=factories.place("Résidence du Lac"))

    answer = asked(mediatrice, place=stay.place_id, caravan=stay.caravan_id, permanence=stay.pk)

    assert "déjà annoncée" not in answer["list"]


def test_words_from_outside_stay_words(mediatrice):
    lake, port = factories.place("Résidence du Lac"), factories.place("<b>Port</b>")
    stay = factories.stay(date(2026, 12, 29), date(2026, 12, 29), at=port)

    answer = asked(mediatrice, place=lake.pk, caravan=stay.caravan_id)

    assert "<b>" not in answer["list"]
    assert "Port" in answer["list"]


@pytest.mark.parametrize("value", ["²", "9" * 400, "x", "\x00", "🐌", "-1"])
def test_any_value_is_answered(mediatrice, value):
    names = ("place", "caravan", "permanence", *HOURS)

    assert asked(mediatrice, **dict.fromkeys(names, value))["sentence"].startswith("4 jours")
