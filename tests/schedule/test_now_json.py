"""The same facts and words as the pages, for machines."""

from datetime import date, datetime, time

import pytest

from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.reading import lake, meadow, sentence

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
NOW = "/permanences/maintenant.json"


def shared_seconds(response) -> int:
    return int(response["Cache-Control"].split("s-maxage=")[1].split(",")[0])


def test_the_whole_answer_of_an_open_caravan(client, set_clock):
    place = lake(address="3 rue du Lac", latitude=47.2137, longitude=-1.7234)
    factories.stay(TUESDAY, FRIDAY, at=place, by=factories.caravan(name="La bleue", slug="bleue"))
    set_clock("2026-11-24 10:00")

    found = client.get(NOW).json()

    place_facts = {
        "name": "Résidence du Lac",
        "commune": "Couëron",
        "insee_code": "44047",
        "postcode": "44220",
        "address": "3 rue du Lac",
        "latitude": 47.2137,
        "longitude": -1.7234,
        "url": "http://testserver/permanences/coueron/residence-du-lac/",
        "calendar": "http://testserver/permanences/coueron/residence-du-lac/calendrier.ics",
    }
    session = {"cancelled": False, "moved": False, "message": "", "place": place_facts}
    answer = {
        "state": "open",
        "details": [],
        "place": place_facts,
        "session": session | {"start": "2026-11-24T09:30:00+01:00", "end": "2026-11-24T12:30:00+01:00"},
        "next": session | {"start": "2026-11-24T14:00:00+01:00", "end": "2026-11-24T17:00:00+01:00"},
        "changes_at": "2026-11-24T11:30:00+00:00",
    }
    wide = "La caravane est ouverte maintenant, à Couëron, Résidence du Lac, jusqu’à 12\u00a0h\u00a030."
    here = "La caravane est ici maintenant, jusqu’à 12\u00a0h\u00a030."
    assert found == {
        "at": "2026-11-24T10:00:00+01:00",
        **answer,
        "sentence": wide,
        "caravans": [{"name": "La bleue", "slug": "bleue", **answer, "sentence": wide}],
        "communes": [{"name": "Couëron", "slug": "coueron", **answer, "sentence": wide}],
        "places": [
            {"name": "Résidence du Lac", "slug": "coueron/residence-du-lac", **answer, "sentence": here}
        ],
    }


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23 10:00", "not_today"),
        ("2026-11-24 08:00", "opens_later"),
        ("2026-11-24 10:00", "open"),
        ("2026-11-24 13:00", "pause"),
        ("2026-11-24 18:00", "finished_today"),
        ("2026-11-25 10:00", "cancelled_today"),
        ("2026-12-01 10:00", "nothing_planned"),
    ],
)
def test_its_words_are_those_of_the_home_and_place_pages(client, set_clock, moment, state):
    place = lake()
    stay = factories.stay(TUESDAY, FRIDAY, at=place)
    change_date(stay, date(2026, 11, 25), kind=Change.Kind.CANCELLED)
    set_clock(moment)

    found = client.get(NOW).json()

    assert found["state"] == state
    from core.typography import french

    assert french(found["sentence"]) == sentence(client.get("/"))
    assert french(found["places"][0]["sentence"]) == sentence(client.get(place.url))
    assert french(found["communes"][0]["sentence"]) == sentence(client.get(place.get_parent().url))


def test_a_place_that_lost_its_day_says_moved_while_the_whole_says_open(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=meadow())
    set_clock("2026-11-24 10:00")

    found = client.get(NOW).json()

    assert found["state"] == "open"
    assert {row["slug"]: row["state"] for row in found["places"]} == {
        "coueron/residence-du-lac": "moved_today",
        "treillieres/residence-du-pre": "open",
    }
    assert found["session"]["moved"] is True


def test_with_nothing_planned_there_are_no_empty_promises(client, set_clock):
    set_clock("2026-11-24 10:00")

    found = client.get(NOW).json()

    assert (found["state"], found["place"], found["session"], found["next"]) == (
        "nothing_planned",
        None,
        None,
        None,
    )
    assert found["changes_at"] is None
    assert found["caravans"] == found["communes"] == found["places"] == []


def test_it_may_not_be_kept_past_the_next_change(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 12:29:20")

    assert shared_seconds(client.get(NOW)) == 40


def test_it_may_not_be_kept_past_the_next_change_of_any_place_in_it(client, set_clock):
    """One caravan stays open here while the other opens there in a minute."""
    first, second = factories.caravan(), factories.caravan()
    factories.stay(TUESDAY, FRIDAY, at=lake(), by=first, hours=[(time(9), time(12))])
    factories.stay(TUESDAY, FRIDAY, at=meadow(), by=second, hours=[(time(10), time(11))])
    set_clock("2026-11-24 09:59")

    response = client.get(NOW)

    moments = [
        datetime.fromisoformat(row["changes_at"])
        for rows in ("caravans", "communes", "places")
        for row in response.json()[rows]
        if row["changes_at"]
    ]
    assert min(moments) == datetime.fromisoformat("2026-11-24T10:00:00+01:00")
    assert shared_seconds(response) <= 60


def test_pages_of_other_sites_may_read_it_and_it_sets_no_cookie(client, set_clock):
    set_clock("2026-11-24 10:00")

    response = client.get(NOW)

    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "\\u" not in response.content.decode()
    assert client.head(NOW).status_code == 200
    assert client.post(NOW).status_code in (403, 405)


def test_private_places_and_drafts_never_stand_in_it(client, set_clock):
    from wagtail.models import PageViewRestriction

    hidden, draft = lake(), meadow()
    factories.stay(TUESDAY, FRIDAY, at=hidden)
    factories.stay(TUESDAY, FRIDAY, at=draft, by=factories.caravan())
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()
    set_clock("2026-11-24 10:00")

    body = client.get(NOW).content.decode()

    assert "Résidence du" not in body
