"""The first look: where is the caravan?"""

from datetime import date, timedelta

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


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
