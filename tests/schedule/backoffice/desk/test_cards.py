"""« Aujourd’hui » and « Prochaines dates »: what is announced, and what can be done about it."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schedule.actions.change_date import change_date
from schedule.actions.say_notice import say_notice
from schedule.models import Notice
from tests import factories
from tests.reading import soup, words
from tests.schedule.backoffice.desk.conftest import TUESDAY
from tests.schedule.backoffice.desk.screens import TODAY, address, buttons, cards
from tests.schedule.backoffice.screens import UPCOMING

pytestmark = pytest.mark.django_db
MOST_QUERIES = 11  # one of them asks which posters hang
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2026-11-24 13:00")


def test_the_desk_says_first_what_residents_read_at_this_moment(mediatrice, stay):
    now = soup(mediatrice.get(TODAY)).select_one(".desk__now")

    assert "rouvre de 14\xa0h à 17\xa0h" in words(now)
    assert "Résidence du Lac" in words(now)


def test_the_cards_are_those_of_today_and_of_the_coming_seven_days(mediatrice, stay):
    factories.stay(date(2026, 12, 1), date(2026, 12, 4), at=stay.place)

    found = cards(mediatrice.get(TODAY))

    assert list(found) == [
        "Aujourd’hui, mardi 24\xa0novembre 2026",
        "Mercredi 25\xa0novembre 2026",
        "Jeudi 26\xa0novembre 2026",
        "Vendredi 27\xa0novembre 2026",
        "Mardi 1er\xa0décembre 2026",
    ]


def test_each_session_of_today_has_the_buttons_of_what_can_happen(mediatrice, stay):
    over, later = soup(mediatrice.get(TODAY)).select_one(".desk__day").select(".desk_card")

    assert (words(over), buttons(over)) == ("De 9\xa0h\xa030 à 12\xa0h\xa030 Terminé", [])
    assert buttons(later) == ["Retard", "Nous sommes arrivés", "Annuler", "Décaler les heures", "Déplacer"]


def test_another_day_offers_no_delay_and_can_be_cancelled_as_a_whole(mediatrice, stay):
    tomorrow = soup(mediatrice.get(TODAY)).select(".desk__day")[1]

    assert [buttons(card) for card in tomorrow.select(".desk_card")] == [
        ["Annuler", "Décaler les heures", "Déplacer"]
    ] * 2
    assert buttons(tomorrow)[-2:] == ["Annuler toute la journée", "Déplacer toute la journée"]
    assert tomorrow.select(".desk__stay > .desk__buttons a")[0]["href"] == address(stay, WEDNESDAY, "annuler")


def test_a_button_says_aloud_what_it_is_about(mediatrice, stay):
    link = soup(mediatrice.get(TODAY)).select(".desk_card a")[0]

    assert words(link) == "Retard , de 14\xa0h à 17\xa0h, Résidence du Lac, mardi 24\xa0novembre 2026"


def test_a_changed_card_says_what_residents_read_and_since_when(mediatrice, stay, set_clock):
    change_date(stay, TUESDAY, session=stay.sessions.get(start=time(14)), kind="cancelled", message="Panne.")
    stay.changes.update(changed_at=set_clock("2026-11-24 13:02"))
    stay.changes.first().save()

    card = soup(mediatrice.get(TODAY)).select(".desk_card")[1]

    assert words(card.select_one(".desk_card__what")) == "De 14\xa0h à 17\xa0h Annulé"
    assert "Panne." in words(card)
    assert words(card.select_one(".desk_card__since")).startswith("Visible par les habitants depuis ")
    assert buttons(card) == ["Rétablir"]


def test_a_late_session_can_be_said_to_have_begun(mediatrice, stay):
    say_notice(stay, TUESDAY, stay.sessions.get(start=time(14)), kind=Notice.Kind.LATE, start=time(14, 30))

    card = soup(mediatrice.get(TODAY)).select(".desk_card")[1]

    assert words(card.select_one(".desk_card__what")) == "De 14\xa0h\xa030 à 17\xa0h Retard"
    assert buttons(card) == [
        "Retard",
        "Nous sommes arrivés",
        "Annuler",
        "Décaler les heures",
        "Déplacer",
        "Rétablir",
    ]


def test_a_day_without_session_is_said_in_words_with_the_way_to_plan(mediatrice):
    page = mediatrice.get(TODAY)

    assert "Aucune permanence aujourd’hui." in words(soup(page).select_one(".desk__days"))
    assert soup(page).select_one(".desk__now a.button")["href"] == "/admin/snippets/schedule/permanence/add/"


def test_drafts_are_not_on_the_desk(mediatrice):
    factories.stay(TUESDAY, date(2026, 11, 27), publish=False)

    assert list(cards(mediatrice.get(TODAY)).values()) == [[]]


def test_the_coming_four_weeks_have_the_same_cards(mediatrice, stay):
    factories.stay(date(2026, 12, 15), date(2026, 12, 24), at=stay.place)

    found = cards(mediatrice.get(UPCOMING))

    assert list(found)[-1] == "Mardi 22\xa0décembre 2026"
    assert len(found) == 9


@pytest.mark.parametrize("url", [TODAY, UPCOMING])
def test_a_page_of_the_desk_asks_few_queries_however_much_is_planned(mediatrice, stay, url):
    mediatrice.get(url)
    with CaptureQueriesContext(connection) as for_one:
        mediatrice.get(url)
    for number in range(8):
        another = factories.stay(
            TUESDAY, date(2026, 12, 18), at=factories.place(f"Lieu {number}"), by=factories.caravan()
        )
        change_date(another, TUESDAY, kind="cancelled", message="Panne.")
        factories.guide(f"Fiche {number}")
    mediatrice.get(url)

    with CaptureQueriesContext(connection) as for_nine:
        mediatrice.get(url)

    assert len(for_nine) == len(for_one) <= MOST_QUERIES


@pytest.mark.parametrize("verb", ["annuler", "autres-heures", "deplacer", "retard", "arrivee"])
def test_a_question_asks_few_queries(mediatrice, stay, verb):
    url = address(stay, TUESDAY, verb, stay.sessions.get(start=time(14)))
    mediatrice.get(url)

    with CaptureQueriesContext(connection) as queries:
        assert mediatrice.get(url).status_code == 200

    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("url", [UPCOMING, "/admin/permanences/dates-en-mots/", TODAY])
def test_the_door_is_closed_to_strangers(client, url):
    assert client.get(url).headers["location"] == f"/admin/login/?next={url}"


@pytest.mark.parametrize("url", [UPCOMING, "/admin/permanences/dates-en-mots/", TODAY])
def test_these_addresses_only_read(mediatrice, url):
    assert mediatrice.post(url).status_code == 405
