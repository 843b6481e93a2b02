"""« Quand passe-t-elle près de chez moi ? »: the next dates of the nearest places, and never a dead end."""

from datetime import date

import pytest

from tests import factories
from tests.reading import link_names, main, soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

PAGE = "/permanences/pres-de-chez-moi/"
NBSP = "\u00a0"


@pytest.fixture
def tour(set_clock) -> None:
    """Open now at Couëron; a date later at Nantes; none at Treillières and at another place of Couëron."""
    coueron = factories.commune("Couëron", slug="coueron")
    nantes = factories.commune("Nantes", slug="nantes", postcode="44000", insee_code="44109")
    treillieres = factories.commune("Treillières", slug="treillieres", postcode="44119", insee_code="44209")
    lake = place("Résidence du Lac", coueron, 47.2149, -1.7247, address="8 rue du Lac")
    mill = place("Résidence du Moulin", nantes, 47.2262, -1.5701, stop="Marcel Paul, tram 3")
    place("Résidence du Pré", treillieres, 47.3296, -1.6228)
    place("Tour des Aubépines", coueron, 47.2171, -1.7196)
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake)
    factories.stay(date(2026, 12, 8), date(2026, 12, 11), at=mill)
    set_clock("2026-11-24 10:00")


def place(title: str, town, latitude: float, longitude: float, **fields):
    return factories.place(title, town, latitude=latitude, longitude=longitude, **fields)


def lists(response) -> dict[str, list[str]]:
    """Heading → the numbers and names below it."""
    return {
        words(section.h2): [
            f"{words(row.select_one('[data-number]'))} {words(row.h3)}" for row in section.select("li")
        ]
        for section in soup(response).select("section:has(.near_places)")
    }


def test_without_a_question_all_places_stand_there_the_soonest_first(client, tour):
    response = client.get(PAGE)

    assert lists(response) == {
        "Tous les lieux": [
            "1 Résidence du Lac",
            "2 Résidence du Moulin",
            "3 Résidence du Pré",
            "4 Tour des Aubépines",
        ]
    }
    said = [words(line) for line in soup(response).select(".near_place .next_date")]
    assert said == [
        f"Ouvert maintenant jusqu’à 12{NBSP}h{NBSP}30",
        f"Prochaine date{NBSP}: mardi 8{NBSP}décembre 2026, de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30",
        "Aucune date n’est encore prévue.",
        "Aucune date n’est encore prévue.",
    ]


def test_a_town_shows_its_places_then_the_nearest_that_have_a_date(client, tour):
    response = client.get(PAGE, {"ou": "coueron"})

    assert lists(response) == {
        f"Pour «{NBSP}Couëron{NBSP}»": ["1 Résidence du Lac", "2 Tour des Aubépines"],
        "Près de là": ["3 Résidence du Moulin"],
        "Les autres lieux": ["4 Résidence du Pré"],
    }


def test_a_stop_or_a_street_leads_to_its_place(client, tour):
    assert next(iter(lists(client.get(PAGE, {"ou": "marcel paul"})).values())) == ["1 Résidence du Moulin"]
    assert next(iter(lists(client.get(PAGE, {"ou": "8 rue du lac"})).values())) == ["1 Résidence du Lac"]


def test_a_town_without_a_place_says_so_and_how_far_the_nearest_are(client, tour):
    response = client.get(PAGE, {"ou": "44800"})

    assert f"À ce jour, la caravane ne passe pas ici{NBSP}: Saint-Herblain." in main(response)
    assert lists(response) == {
        "Les lieux les plus proches": ["1 Résidence du Lac", "2 Résidence du Moulin"],
        "Les autres lieux": ["3 Tour des Aubépines", "4 Résidence du Pré"],
    }
    far = [words(line) for line in soup(response).select("[data-far]")]
    assert far[:2] == [f"à environ 6{NBSP}km", f"à environ 6{NBSP}km"]


def test_what_nobody_knows_is_said_plainly_and_kept_in_the_field(client, tour):
    response = client.get(PAGE, {"ou": " Xyzzy <b> "})

    assert f"Nous ne connaissons pas «{NBSP}Xyzzy <b>{NBSP}»." in main(response)
    assert soup(response).select_one("#ou")["value"] == "Xyzzy <b>"
    assert list(lists(response)) == ["Tous les lieux"]


@pytest.mark.parametrize("address", ["?ou=", "?ou=%00", "?ou=" + "a" * 5000, "?ou[]=x", "?ou=a&ou=b"])
def test_any_address_gets_an_answer(client, tour, address):
    assert client.get(PAGE + address).status_code == 200


def test_the_map_has_the_numbers_of_the_list_and_leads_to_the_same_pages(client, tour):
    response = client.get(PAGE, {"ou": "coueron"})

    page = soup(response)
    marks = {words(m.select_one("text")): m["href"] for m in page.select("a.map__mark")}
    rows = {
        words(r.select_one("[data-number]")): r.select_one("h3 a")["href"] for r in page.select(".near_place")
    }
    assert marks == rows
    states = [m["aria-label"].rpartition(" – ")[2] for m in page.select("a.map__mark")]
    assert states == [
        "ouverte maintenant",
        "aucune date pour l’instant",
        "une date est prévue",
        "aucune date pour l’instant",
    ]


def test_the_page_holds_until_the_session_that_goes_on_is_over(client, tour, set_clock):
    set_clock("2026-11-24 12:28")

    assert "s-maxage=120" in client.get(PAGE)["Cache-Control"]


def test_nothing_published_is_no_error(client, set_clock):
    set_clock("2026-11-24 10:00")

    response = client.get(PAGE)

    assert response.status_code == 200
    assert "/permanences/" in link_names(response)


def test_the_field_proposes_towns_and_residences(client, tour):
    for address in (PAGE, "/"):
        offered = [option["value"] for option in soup(client.get(address)).select("#lieux option")]
        assert offered[:3] == ["Couëron", "Nantes", "Treillières"]
        assert "Résidence du Moulin, Nantes" in offered


def test_no_town_may_take_the_address(client, tour):
    from django.core.exceptions import ValidationError

    town = factories.commune("Pornic", slug="pornic")
    town.slug = "pres-de-chez-moi"

    with pytest.raises(ValidationError, match=r"prise|taken|site"):
        town.full_clean()


def test_the_agenda_shows_its_places_on_the_map_with_the_list_beside_it(client, tour):
    page = soup(client.get("/permanences/?commune=coueron"))

    marks = [m["href"] for m in page.select(".places_map a.map__mark")]
    assert marks == [row["href"] for row in page.select(".map__list > li > a")]
    assert [words(row) for row in page.select(".map__list > li > a")] == [
        "Résidence du Lac",
        "Tour des Aubépines",
    ]
