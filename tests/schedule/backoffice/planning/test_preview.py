"""The page and the calendar as residents will see them, before anything is public."""

from datetime import date

import pytest

from schedule.models import Permanence
from tests import factories
from tests.schedule.backoffice.planning.screens import TYPED_DATES, edit_url
from tests.schedule.backoffice.screens import ADD_PERMANENCE, page, typed

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/snippets/schedule/permanence/preview/"


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2027-03-01 08:00")


def previewed(client, url: str, fields: dict, mode: str) -> str:
    """Types into the form, then opens the preview, as Wagtail's panel does."""
    stored = client.post(url, fields)
    assert stored.json() == {"is_valid": True, "is_available": True}
    response = client.get(url, {"mode": mode})
    assert response.status_code == 200
    return " ".join(page(response).select_one("main").get_text(" ", strip=True).split())


@pytest.fixture
def filled(mediatrice):
    factories.caravan()
    place = factories.place("Résidence du Lac")
    return typed(mediatrice.get(ADD_PERMANENCE)) | TYPED_DATES | {"place": str(place.pk)}


def test_the_page_of_the_place_shows_dates_that_nobody_else_sees(mediatrice, client, filled):
    shown = previewed(mediatrice, PREVIEW, filled, "place")

    assert "mercredi 3 mars 2027" in shown.lower()
    assert not Permanence.objects.exists()
    assert "2 mars 2027" not in client.get("/permanences/coueron/residence-du-lac/").content.decode().replace(
        "\xa0", " "
    )


def test_the_calendar_opens_on_the_month_of_the_stay(mediatrice, filled):
    later = filled | {"dates-first": "2027-05-04", "dates-last": "2027-05-07"}

    shown = previewed(mediatrice, PREVIEW, later, "agenda")

    assert "mai 2027" in shown.lower()
    assert "Résidence du Lac" in shown


def test_a_published_stay_is_shown_as_it_would_be_in_its_own_place(mediatrice):
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 12), at=factories.place("Résidence du Lac"))
    fields = typed(mediatrice.get(edit_url(stay))) | {"dates-last": "2027-03-03"}

    shown = previewed(mediatrice, f"{PREVIEW}{stay.pk}/", fields, "place")

    assert "mercredi 3 mars 2027" in shown.lower()
    assert "jeudi 4 mars 2027" not in shown.lower()


def test_without_a_place_or_dates_it_says_what_is_missing(mediatrice, filled):
    mediatrice.post(PREVIEW, filled | {"place": ""})
    nowhere = mediatrice.get(PREVIEW, {"mode": "place"})
    undated = previewed(mediatrice, PREVIEW, filled | {"dates-first": "", "dates-last": ""}, "place")

    assert "Choisissez d’abord le lieu" in nowhere.content.decode()
    assert "Aucune date n’est encore prévue ici." in undated


@pytest.mark.parametrize("mode", ["", "x", "\x00"])
def test_any_mode_shows_something(mediatrice, filled, mode):
    assert previewed(mediatrice, PREVIEW, filled, mode)


def test_the_preview_may_stand_beside_the_form(mediatrice, filled):
    mediatrice.post(PREVIEW, filled)

    headers = mediatrice.get(PREVIEW, {"mode": "place", "in_preview_panel": "true"}).headers

    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]


def test_an_earlier_version_can_be_looked_at(mediatrice):
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 12), at=factories.place("Résidence du Lac"))
    revision = stay.get_latest_revision()
    url = f"/admin/snippets/schedule/permanence/history/{stay.pk}/revisions/{revision.pk}/view/"

    response = mediatrice.get(url)

    assert response.status_code == 200
    assert "mercredi 3\xa0mars 2027" in response.content.decode().lower()
