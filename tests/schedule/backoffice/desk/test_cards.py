"""« Prochaines dates »: the list from which mediators cancel and change."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.schedule.backoffice.screens import UPCOMING, page

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = date(2027, 3, 2), date(2027, 3, 3)


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2027-03-02 13:00")


@pytest.fixture
def stay():
    return factories.stay(TUESDAY, date(2027, 4, 30), at=factories.place("Résidence du Lac"))


def days(response) -> dict[str, list[str]]:
    """Each day with the words of its links."""
    return {
        section.h2.get_text(strip=True): [link.get_text(strip=True) for link in section.select("a")]
        for section in page(response).select(".upcoming section")
    }


def test_it_starts_with_what_is_not_over_and_ends_after_four_weeks(mediatrice, stay):
    found = days(mediatrice.get(UPCOMING))

    assert next(iter(found)) == "Mardi 2\xa0mars 2027"
    assert list(found)[-1] == "Mardi 30\xa0mars 2027"
    assert found["Mardi 2\xa0mars 2027"] == ["Annuler", "Autres heures", "Autre lieu"]  # the afternoon


def test_each_button_opens_a_form_about_its_session(mediatrice, stay):
    afternoon = stay.sessions.get(start=time(14))

    links = page(mediatrice.get(UPCOMING)).select(".upcoming section:first-of-type li a")

    about = f"permanence={stay.pk}&date=2027-03-02&session={afternoon.pk}"
    assert [link["href"] for link in links] == [
        f"{reverse('wagtailsnippets_schedule_change:add')}?{about}&kind={kind}"
        for kind in ("cancelled", "hours", "moved")
    ]


def test_a_day_with_two_sessions_can_be_cancelled_as_a_whole(mediatrice, stay):
    sections = page(mediatrice.get(UPCOMING)).select(".upcoming section")

    whole = [section.select("p > a[href*='session=&']") for section in sections]
    assert [len(links) for links in whole[:2]] == [0, 1]
    assert whole[1][0]["href"].endswith(f"?permanence={stay.pk}&date={WEDNESDAY}&session=&kind=cancelled")
    assert mediatrice.get(whole[1][0]["href"]).status_code == 200


def test_a_changed_session_leads_to_its_change_and_to_its_undoing(mediatrice, stay):
    change = change_date(
        stay, WEDNESDAY, session=stay.sessions.first(), kind=Change.Kind.CANCELLED, message="Panne."
    )

    section = page(mediatrice.get(UPCOMING)).select(".upcoming section")[1]

    changed, untouched = section.select("li")
    assert "Annulé" in changed.text
    assert "Panne." in changed.text
    assert [link["href"] for link in changed.select("a")] == [
        f"/admin/snippets/schedule/change/edit/{change.pk}/",
        f"/admin/snippets/schedule/change/delete/{change.pk}/",
    ]
    assert len(untouched.select("a")) == 3
    assert not section.select("a[href*='session=&']")


def test_a_change_of_the_whole_day_stands_at_each_of_its_sessions(mediatrice, stay):
    change = change_date(stay, WEDNESDAY, kind=Change.Kind.CANCELLED)

    section = page(mediatrice.get(UPCOMING)).select(".upcoming section")[1]

    assert [item.a["href"] for item in section.select("li")] == [
        f"/admin/snippets/schedule/change/edit/{change.pk}/"
    ] * 2


def test_without_dates_it_offers_to_plan(mediatrice):
    found = page(mediatrice.get(UPCOMING)).select_one(".upcoming")

    assert "Aucune date" in found.text
    assert found.a["href"] == "/admin/snippets/schedule/permanence/add/"


def test_drafts_are_not_listed(mediatrice):
    factories.stay(TUESDAY, date(2027, 3, 5), publish=False)

    assert days(mediatrice.get(UPCOMING)) == {}


def test_the_number_of_queries_does_not_grow(mediatrice, stay):
    mediatrice.get(UPCOMING)
    with CaptureQueriesContext(connection) as one:
        mediatrice.get(UPCOMING)
    for number in range(3):
        factories.stay(
            TUESDAY, date(2027, 3, 26), at=factories.place(f"Lieu {number}"), by=factories.caravan()
        )
    mediatrice.get(UPCOMING)

    with CaptureQueriesContext(connection) as four:
        mediatrice.get(UPCOMING)

    assert len(four) == len(one)


def test_the_home_of_the_back_office_says_what_residents_read(mediatrice, stay):
    panel = page(mediatrice.get("/admin/")).select_one(".whereabouts_panel")

    assert "Résidence du Lac" in panel.text
    assert [link["href"] for link in panel.select("a")] == [
        UPCOMING,
        "/admin/snippets/schedule/permanence/add/",
    ]


@pytest.mark.parametrize("url", [UPCOMING, "/admin/permanences/dates-en-mots/"])
def test_the_door_is_closed_to_strangers(client, url):
    assert client.get(url).headers["location"] == f"/admin/login/?next={url}"


@pytest.mark.parametrize("url", [UPCOMING, "/admin/permanences/dates-en-mots/"])
def test_these_addresses_only_read(mediatrice, url):
    assert mediatrice.post(url).status_code == 405
