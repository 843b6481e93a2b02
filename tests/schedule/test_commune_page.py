"""The page of one town: where and when does the caravan come near me?"""

from datetime import date

import pytest

from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.reading import NBSP, dates, lake, link_names, main, meadow, rows, sentence, soup, text, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
MORNING = f"de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30"
AFTERNOON = f"de 14{NBSP}h à 17{NBSP}h"
TOWN = "/permanences/coueron/"


def cards(response) -> list[str]:
    return [words(card) for card in soup(response).select(".card")]


def test_the_answer_for_the_town_comes_first_with_the_residence(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(TOWN)

    assert sentence(page) == (
        f"La caravane est ouverte maintenant, à Couëron, Résidence du Lac, jusqu’à 12{NBSP}h{NBSP}30."
    )
    assert words(soup(page).h1) == "La caravane à Couëron"


def test_each_residence_of_the_town_says_its_next_date(client, set_clock):
    place = lake(address="3 rue du Lac")
    factories.place("Tour Bleue", place.get_parent().specific, slug="tour-bleue")
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-20 10:00")

    assert cards(client.get(TOWN)) == [
        f"Résidence du Lac 3 rue du Lac Prochaine date{NBSP}: mardi 24{NBSP}novembre 2026, {MORNING}",
        "Tour Bleue Aucune date n’est encore prévue.",
    ]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-24 11:00", f"Ouvert maintenant jusqu’à 12{NBSP}h{NBSP}30"),
        ("2026-11-24 12:45", f"Prochaine date{NBSP}: mardi 24{NBSP}novembre 2026, {AFTERNOON}"),
        ("2026-11-24 16:00", f"Ouvert maintenant jusqu’à 17{NBSP}h"),
        ("2026-11-24 18:00", f"Prochaine date{NBSP}: mercredi 25{NBSP}novembre 2026, {MORNING}"),
        ("2026-11-27 18:00", "Aucune date n’est encore prévue."),
    ],
)
def test_the_card_of_a_residence_says_what_goes_on_or_comes_next(client, set_clock, moment, said):
    """The session of today is not over because the answer of the page speaks of it already."""
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock(moment)

    assert cards(client.get(TOWN)) == [f"Résidence du Lac {said}"]


def test_without_a_date_here_it_says_where_the_caravan_is_meanwhile(client, set_clock):
    lake()
    factories.stay(TUESDAY, FRIDAY, at=meadow())
    set_clock("2026-11-24 10:00")

    page = client.get(TOWN)

    assert sentence(page) == "Aucune date n’est encore prévue."
    assert dates(page) == []
    said = words(soup(page).select_one(".no_date")).replace(NBSP, " ")
    assert said.startswith(
        "En attendant, la caravane vient ailleurs : "
        "mardi 24 novembre 2026, de 9 h 30 à 12 h 30 , Treillières, Résidence du Pré"
    )
    assert "Treillières" not in main(page).replace(words(soup(page).select_one(".no_date")), "")


def test_at_most_eight_days_are_listed_and_a_link_leads_to_all(client, set_clock):
    factories.stay(TUESDAY, date(2026, 12, 18), at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(TOWN)

    assert len(dates(page)) == 8
    everything = client.get("/permanences/?commune=coueron")
    assert "/permanences/?commune=coueron" in link_names(page)
    assert words(soup(everything).h1) == f"Permanences{NBSP}: Couëron"


def test_a_day_moved_out_of_town_is_struck_out_and_says_where_to(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=meadow())
    set_clock("2026-11-24 08:00")

    page = client.get(TOWN)

    assert "ailleurs" in sentence(page)
    assert len(soup(page).select(".session_row s")) == 2
    assert all("Déplacé : Treillières, Résidence du Pré" in row.replace(NBSP, " ") for row in rows(page))


def test_the_calendar_of_the_town_is_offered_and_answers(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    page = client.get(TOWN)

    assert soup(page).select_one("link[type='text/calendar']")["href"] == f"{TOWN}calendrier.ics"
    assert "/permanences/s-abonner/?pour=coueron" in link_names(page)
    assert client.get(f"{TOWN}calendrier.ics").status_code == 200


def test_a_town_without_a_residence_yet_helps_all_the_same(client, set_clock):
    factories.commune("Couëron", slug="coueron")
    set_clock("2026-11-24 10:00")

    page = client.get(TOWN)

    assert page.status_code == 200
    assert sentence(page) == "Aucune date n’est encore prévue."
    assert "calendrier.ics" not in page.content.decode()
    assert "Où la caravane s’arrête" not in text(page)


def test_a_private_residence_does_not_stand_on_the_page_of_its_town(client, set_clock):
    from wagtail.models import PageViewRestriction

    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)
    set_clock("2026-11-24 10:00")

    assert "Résidence du Lac" not in text(client.get(TOWN))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (FRIDAY, "Cette liste va jusqu’au vendredi 27 novembre 2026."),
        (date(2026, 12, 18), "Cette liste va jusqu’au vendredi 4 décembre 2026. D’autres dates suivent."),
    ],
)
def test_on_paper_it_says_of_which_day_it_is_and_how_far_it_goes(client, set_clock, last, said):
    factories.stay(TUESDAY, last, at=lake())
    set_clock("2026-11-24 10:00")

    edition = words(soup(client.get(TOWN)).select_one(".edition")).replace(NBSP, " ")

    assert edition == f"À jour le 24 novembre 2026. {said} Vérifiez avant de partir : testserver"


def test_machines_find_the_calendar_and_what_changes(client, set_clock):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    set_clock("2026-11-24 10:00")

    for page, path in (
        ("/permanences/", "/permanences/"),
        ("/permanences/coueron/", "/permanences/coueron/"),
    ):
        links = soup(client.get(page)).select("head link[rel=alternate][type]")
        found = {link["type"]: link["href"] for link in links}
        assert found == {
            "text/calendar": f"{path}calendrier.ics",
            "application/atom+xml": f"{path}changements.atom",
        }
        assert all(client.get(address).status_code == 200 for address in found.values())
