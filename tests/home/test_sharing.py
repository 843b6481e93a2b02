"""A shared link: the next date in words, and a picture that says the same and nothing older."""

import io
from datetime import date
from itertools import pairwise

import pytest
from PIL import Image

from core.cards import Card
from home.models import HomePage
from home.sharing.pictures import BRAND, INK, is_drawable, png, rows
from tests import factories
from tests.reading import soup, words

pytestmark = pytest.mark.django_db


def said(client, address: str) -> dict[str, str]:
    return {
        tag["property"]: tag["content"] for tag in soup(client.get(address)).select("meta[property^='og:']")
    }


def path(address: str) -> str:
    return address.removeprefix("http://testserver")


@pytest.fixture
def place(set_clock):
    set_clock("2026-11-24 08:00")
    found = factories.place("Résidence du Lac")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=found)
    return found


def test_a_place_is_shared_with_its_next_date(client, place):
    shared = said(client, place.url)

    assert shared["og:title"] == "Résidence du Lac"
    sentence = "Prochaine date : mardi 24 novembre 2026, de 9 h 30 à 12 h 30"
    assert shared["og:description"].replace("\u00a0", " ") == sentence
    picture = client.get(path(shared["og:image"]))
    assert picture["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
    assert len(picture.content) <= 100_000


def test_who_shares_or_prints_a_page_in_arabic_gives_its_arabic_address(client, place):
    address = f"/ar{place.url}"
    page = soup(client.get(f"{address}?vue=mois"))

    assert said(client, address)["og:url"] == f"http://testserver{address}"
    assert f"http://testserver{address}?vue=mois" in words(page.select_one(".printed"))
    assert page.select_one("[data-share]")["data-share"] == f"http://testserver{address}"
    assert said(client, place.url)["og:url"] == f"http://testserver{place.url}"


def test_what_is_shared_in_arabic_has_the_commas_of_arabic(client, place):
    assert "،" in said(client, f"/ar{place.url}")["og:description"]


def test_the_old_address_of_a_picture_leads_to_what_is_true_now(client, place, set_clock):
    old = path(said(client, place.url)["og:image"])
    set_clock("2026-11-24 18:00")

    moved = client.get(old)

    new = path(said(client, place.url)["og:image"])
    assert new != old
    assert (moved.status_code, moved["Location"], moved["Cache-Control"]) == (302, new, "no-cache")


def test_a_picture_is_kept_no_longer_than_it_is_true(client, place, set_clock):
    set_clock("2026-11-24 12:28:30")

    picture = client.get(path(said(client, place.url)["og:image"]))

    assert "s-maxage=90" in picture["Cache-Control"]


@pytest.mark.parametrize("address", ["/partage/fr/999999-abc.png", "/partage/xx/{home}-abc.png"])
def test_an_address_of_no_page_or_no_language_is_not_found(client, address):
    assert client.get(address.format(home=HomePage.objects.get().pk)).status_code == 404


def test_what_the_face_cannot_write_is_not_drawn():
    assert is_drawable(Card("Où est la caravane ?", ("de 9\u00a0h\u00a030 à 12\u00a0h",)))
    assert not is_drawable(Card("أين القافلة؟"))


def test_the_same_text_is_drawn_once(monkeypatch):
    first = png(Card("Un titre"))
    monkeypatch.setattr("home.sharing.pictures._draw", None)

    assert png(Card("Un titre")) == first


LONG = "Résidence des Libellules-Vertes et du Petit Moulin d’en haut, bâtiments A, B et C, "
DATE = ("Prochaine date\u00a0: mercredi 24\u00a0novembre 2026", "de 9\u00a0h\u00a030 à 12\u00a0h\u00a030")


@pytest.mark.parametrize(
    "card",
    [
        Card("Couëron", DATE),
        Card(LONG, (*DATE, f"Salle commune, {LONG}")),
        Card(LONG * 4, (*DATE, LONG * 4)),
        Card("Interminablement" * 12, ("Interminablement" * 12, *DATE)),
    ],
)
def test_all_letters_stay_on_the_picture_beside_the_caravan(card):
    found = rows(card)

    assert max(row.bottom for row in found) <= 560
    assert max(row.end for row in found if row.colour == BRAND) <= 1130
    assert max(row.end for row in found if row.colour == INK) <= 740
    assert all(above.bottom <= below.y for above, below in pairwise(found))
    assert min(row.size for row in found) >= 28


def test_what_has_no_room_even_in_small_letters_says_so():
    whole = rows(Card(LONG, DATE))
    cut = rows(Card(LONG * 6, (*DATE, LONG * 6)))

    assert " ".join(row.text for row in whole if row.colour == BRAND) == LONG.strip()
    assert not any("…" in row.text for row in whole)
    assert cut[3].text.endswith("…")
    assert [row.text for row in cut if row.colour == INK][-1].endswith("…")


def test_another_look_is_another_picture(monkeypatch):
    png(Card("Un titre"))
    drawn = []
    monkeypatch.setattr("home.sharing.pictures._draw", lambda card: drawn.append(card) or b"")
    monkeypatch.setattr("home.sharing.pictures._look", lambda: "other")

    png(Card("Un titre"))

    assert len(drawn) == 1
