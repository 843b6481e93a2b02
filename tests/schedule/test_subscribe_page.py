"""How to subscribe, for each kind of phone."""

from datetime import date

import pytest

from tests import factories
from tests.reading import NBSP, lake, main, meadow, soup, text, words

pytestmark = pytest.mark.django_db

SUBSCRIBE = "/permanences/s-abonner/"


def choices(response) -> dict[str, str]:
    return {option["value"]: words(option) for option in soup(response).select("#pour option")}


def address(response) -> str:
    return soup(response).select_one("#adresse")["value"]


def test_all_towns_and_places_can_be_chosen(client, set_clock):
    lake(), meadow()
    set_clock("2026-11-24 10:00")

    assert choices(client.get(SUBSCRIBE)) == {
        "": "Toutes les communes",
        "coueron": "Couëron",
        "coueron/residence-du-lac": "– Résidence du Lac",
        "treillieres": "Treillières",
        "treillieres/residence-du-pre": "– Résidence du Pré",
    }


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("", "/permanences/calendrier.ics"),
        ("coueron", "/permanences/coueron/calendrier.ics"),
        ("coueron/residence-du-lac", "/permanences/coueron/residence-du-lac/calendrier.ics"),
        ("/coueron/residence-du-lac/", "/permanences/coueron/residence-du-lac/calendrier.ics"),
    ],
)
def test_the_address_to_copy_and_the_button_lead_to_the_chosen_calendar(client, set_clock, wanted, path):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(SUBSCRIBE, {"pour": wanted})

    assert address(page) == f"http://testserver{path}"
    webcal = [link["href"] for link in soup(page).select("a[href^=webcal]")]
    assert webcal == [f"webcal://testserver{path}"]
    assert client.get(path)["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("wanted", ["atlantide", "coueron/atlantide", "\x00", "<script>", "a" * 5000, "../"])
def test_an_unknown_place_is_said_and_everything_is_offered(client, set_clock, wanted):
    lake()
    set_clock("2026-11-24 10:00")

    page = client.get(SUBSCRIBE, {"pour": wanted})

    assert page.status_code == 200
    assert "Ce lieu n’est pas connu. Choisissez-le dans la liste." in text(page)
    assert address(page) == "http://testserver/permanences/calendrier.ics"
    assert soup(page).select("main script") == []


def test_each_kind_of_device_has_its_steps(client, set_clock):
    set_clock("2026-11-24 10:00")

    page = client.get(SUBSCRIBE)
    ways = {words(way.h2): len(way.select("li")) for way in soup(page).select(".way")}

    assert len(ways) == 5
    assert all(steps >= 2 for steps in ways.values()), ways
    said = main(page)
    assert all(device in said for device in ("iPhone", "Android", "Outlook"))


def test_the_heading_names_the_calendar(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    assert "Le calendrier de toutes les communes" in main(client.get(SUBSCRIBE))
    assert f"Le calendrier{NBSP}: Couëron" in main(client.get(SUBSCRIBE, {"pour": "coueron"}))


def test_no_two_parts_of_the_page_bear_the_same_id(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    ids = [part["id"] for part in soup(client.get(SUBSCRIBE)).select("[id]")]

    assert len(ids) == len(set(ids))
