"""The first look: where is the caravan?"""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.reading import soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

MORNING = "de 9\u00a0h\u00a030 à 12\u00a0h\u00a030"


def test_home_says_that_the_caravan_is_open_until_when_and_where(client, set_clock):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=factories.place("Résidence du Lac"))
    set_clock("2026-11-24 10:00")

    page = client.get("/").content.decode()

    said = "La caravane est ouverte maintenant, à Couëron, Résidence du Lac, jusqu’à 12\u00a0h\u00a030."
    assert said in page


def test_home_asks_the_same_number_of_queries_for_one_and_for_forty_permanences(
    client, set_clock, django_assert_max_num_queries
):
    set_clock("2026-11-24 10:00")
    place = factories.place()
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=place)
    client.get("/")
    with django_assert_max_num_queries(8) as for_one:
        client.get("/")
    for week in range(1, 40):
        first = date(2026, 12, 1) + timedelta(weeks=week)
        factories.stay(first, first + timedelta(days=3), at=place)
    client.get("/")

    with django_assert_max_num_queries(8) as for_forty:
        client.get("/")

    assert len(for_one) == len(for_forty)


def test_home_leads_to_the_place_by_every_map_and_by_bus(client, set_clock):
    place = factories.place(
        "Résidence du Lac",
        address="8 rue du Lac",
        stop="Lac, bus 2",
        latitude=47.21712,
        longitude=-1.71964,
    )
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=place)
    set_clock("2026-11-24 10:00")

    answer = soup(client.get("/")).select_one(".answer")

    links = [link["href"] for link in answer.select("a")]
    assert links == [
        place.url,
        "geo:47.21712,-1.71964?q=47.21712,-1.71964(R%C3%A9sidence%20du%20Lac)",
        "/permanences/s-abonner/",
        "https://maps.apple.com/?daddr=47.21712,-1.71964",
        "https://www.openstreetmap.org/directions?to=47.21712%2C-1.71964",
    ]
    assert answer.textarea.text == "8 rue du Lac, 44220 Couëron"
    assert "Arrêt de bus ou de tram\u00a0: Lac, bus 2" in words(answer)
    assert "La prochaine fois" not in words(answer)


def test_where_to_go_next_time_is_not_taken_for_today(client, set_clock):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=factories.place("Résidence du Lac"))
    set_clock("2026-11-24 18:00")

    answer = soup(client.get("/")).select_one(".answer__place")

    assert words(answer).startswith("La prochaine fois\u00a0: Résidence du Lac")


def test_home_holds_the_next_date_of_each_place_for_the_device_that_remembers_one(client, set_clock):
    lake = factories.place("Résidence du Lac")
    mill = factories.place("Résidence du Moulin", lake.get_parent().specific)
    factories.stay(date(2026, 12, 1), date(2026, 12, 4), at=lake)
    set_clock("2026-11-24 10:00")

    kept = soup(client.get("/")).select_one("template[data-next-dates]")

    dates = {row["data-place"]: row.select_one(".next_date") for row in kept.select("[data-place]")}
    said = {url: "".join(date.find_all(string=True)).strip() for url, date in dates.items()}
    assert said == {
        lake.url: f"Prochaine date\u00a0: mardi 1er\u00a0décembre 2026, {MORNING}",
        mill.url: "Aucune date n’est encore prévue.",
    }
