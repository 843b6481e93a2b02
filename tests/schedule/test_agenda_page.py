"""All dates: by week, by month, by town; and whatever people write in the address."""

from datetime import date, timedelta

import pytest

from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.reading import NBSP, dates, lake, link_names, main, meadow, rows, soup, text, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
AGENDA = "/permanences/"


def weeks(response) -> list[str]:
    return [words(title) for title in soup(response).select(".week h2")]


def month_days(response) -> dict[str, str]:
    """Number of the day → what its box says."""
    boxes = soup(response).select("table.month td:not(.month__other)")
    return {words(box.select_one("[aria-hidden]")): words(box) for box in boxes}


def pager(response) -> dict[str, str]:
    return {words(link): link["href"] for link in soup(response).select(".pager a")}


def test_the_list_shows_four_weeks_from_this_monday(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-26 10:00")

    page = client.get(AGENDA)

    assert weeks(page) == [
        f"Du lundi 23{NBSP}novembre au dimanche 29{NBSP}novembre 2026",
        f"Du lundi 30{NBSP}novembre au dimanche 6{NBSP}décembre 2026",
        f"Du lundi 7{NBSP}décembre au dimanche 13{NBSP}décembre 2026",
        f"Du lundi 14{NBSP}décembre au dimanche 20{NBSP}décembre 2026",
    ]
    assert len(dates(page)) == 4
    assert main(page).count("Aucune date cette semaine.") == 3


def test_on_a_sunday_the_week_that_ends_is_still_this_week(client, set_clock):
    set_clock("2026-11-29 23:59")

    assert weeks(client.get(AGENDA))[0].startswith(f"Du lundi 23{NBSP}novembre")


def test_five_past_midnight_in_paris_is_already_the_new_week(client, set_clock):
    set_clock("2026-11-30 00:05")

    assert weeks(client.get(AGENDA))[0].startswith(f"Du lundi 30{NBSP}novembre")


def test_what_is_over_and_what_is_open_are_told_apart(client, set_clock):
    factories.stay(TUESDAY, TUESDAY, at=lake())
    set_clock("2026-11-24 15:00")

    morning, afternoon = rows(client.get(AGENDA))

    assert "Terminé" in morning
    assert f"En ce moment, jusqu’à 17{NBSP}h" in afternoon


def past_words(response) -> list[str]:
    return [words(title) for title in soup(response).select(".past__title, .past_words")]


def test_past_days_of_this_week_stand_apart_and_today_is_said_even_without_a_date(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-28 10:00")

    page = client.get(AGENDA)

    assert past_words(page) == [f"C’est passé{NBSP}: 4 jours de cette semaine"]
    assert [words(day) for day in soup(page).select(".past .day_list__date")][-1].startswith("vendredi 27")
    assert dates(page)[-1] == f"Aujourd’hui, samedi 28{NBSP}novembre 2026"
    assert rows(page)[-1] == "Pas de permanence aujourd’hui."
    assert len(soup(page).select("[aria-current=date]")) == 1


def test_weeks_that_are_over_say_so(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-12-08 10:00")

    page = client.get(AGENDA + "?semaine=2026-11-24")

    assert past_words(page) == ["C’est passé.", "C’est passé."]
    assert soup(page).select_one(".past") is None
    assert "Terminé" not in main(page)


def test_where_there_is_no_date_the_next_one_is_one_tap_away(client, set_clock):
    meadow()
    factories.stay(date(2027, 3, 16), date(2027, 3, 19), at=lake())
    set_clock("2026-11-24 10:00")

    by_week, by_month = client.get(AGENDA + "?commune=coueron"), client.get(AGENDA + "?vue=mois")

    said = words(soup(by_week).select_one(".no_date")).replace(NBSP, " ")
    assert said.startswith(
        "Aucune date pendant ces semaines. La prochaine date : mardi 16 mars 2027, de 9 h 30 à 12 h 30 , "
        "Couëron, Résidence du Lac"
    )
    assert link_names(by_week)["?semaine=2027-03-16&commune=coueron"] == "Voir ces dates"
    assert link_names(by_week)["?"] == "Voir les dates des autres communes"
    assert "Recevoir les prochaines dates" in said
    assert words(soup(by_month).select_one(".no_date")).startswith("Aucune date en novembre 2026.")
    assert link_names(by_month)["?vue=mois&mois=2027-03"] == "Voir ces dates"


def test_a_town_without_any_date_says_whom_to_ask(client, set_clock):
    meadow()
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    said = words(soup(client.get(AGENDA + "?commune=treillieres")).select_one(".no_date"))

    assert said.startswith("Aucune date pendant ces semaines.")
    assert "autre date n’est" in said
    assert "Voir les dates des autres communes" in said


def test_one_place_of_a_town_can_be_chosen_and_stays_chosen(client, set_clock):
    factories.stay(TUESDAY, TUESDAY + timedelta(weeks=6), at=lake())
    port = factories.place("Résidence du Port", slug="residence-du-port")
    factories.stay(TUESDAY, FRIDAY, at=port, by=factories.caravan())
    set_clock("2026-11-24 10:00")

    town, place = (
        client.get(AGENDA + asked) for asked in ("?commune=coueron", "?commune=coueron&lieu=residence-du-lac")
    )

    assert [words(option) for option in soup(town).select("#lieu option")] == [
        "Tous les lieux",
        "Résidence du Lac",
        "Résidence du Port",
    ]
    assert words(soup(place).h1).replace(NBSP, " ") == "Permanences : Couëron, Résidence du Lac"
    assert soup(place).select_one("#lieu option[selected]")["value"] == "residence-du-lac"
    assert len(rows(place)) < len(rows(town))
    assert pager(place) == {"Semaines suivantes": "?semaine=2026-12-21&commune=coueron&lieu=residence-du-lac"}
    assert (
        soup(place).select_one("link[type='text/calendar']")["href"]
        == "/permanences/coueron/residence-du-lac/calendrier.ics"
    )


def test_a_place_left_from_another_town_is_forgotten(client, set_clock):
    lake()
    factories.stay(TUESDAY, FRIDAY, at=meadow())
    set_clock("2026-11-24 10:00")

    page = client.get(AGENDA + "?commune=treillieres&lieu=residence-du-lac")

    assert words(soup(page).h1).replace(NBSP, " ") == "Permanences : Treillières"
    assert len(dates(page)) == 4


def test_choosing_a_town_keeps_the_weeks_or_the_month_that_were_asked(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    def kept(asked: str) -> dict:
        return {
            f["name"]: f["value"]
            for f in soup(client.get(AGENDA + asked)).select(".agenda_filter [type=hidden]")
        }

    assert kept("") == {}
    assert kept("?semaine=2026-12-23") == {"semaine": "2026-12-21"}
    assert kept("?vue=mois") == {"vue": "mois"}
    assert kept("?vue=mois&mois=2027-01") == {"vue": "mois", "mois": "2027-01"}


def test_one_can_go_to_a_month_by_its_name(client, set_clock):
    place = lake()
    for first, last in (
        (date(2026, 10, 6), date(2026, 10, 9)),
        (TUESDAY, FRIDAY),
        (date(2027, 1, 12), date(2027, 1, 15)),
    ):
        factories.stay(first, last, at=place)
    set_clock("2026-11-24 10:00")

    page = client.get(AGENDA)
    january = client.get(AGENDA + "?mois=2027-01")

    months = {words(link): link["href"] for link in soup(page).select(".jumps a")}
    assert months == {"Novembre 2026": "?mois=2026-11", "Janvier 2027": "?mois=2027-01"}
    assert weeks(january)[0].startswith(f"Du lundi 28{NBSP}décembre")
    assert f"mardi 12{NBSP}janvier 2027" in dates(january)


def test_a_moved_session_names_both_places(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    change_date(stay, TUESDAY, session=stay.sessions.last(), kind=Change.Kind.MOVED, place=meadow())
    set_clock("2026-11-23 10:00")

    everywhere = rows(client.get(AGENDA))[-1].replace(NBSP, " ")
    there = client.get(AGENDA + "?commune=coueron")

    assert "Résidence du Pré Treillières de 14 h à 17 h Autre lieu" in everywhere
    assert "Le lieu prévu était : Couëron, Résidence du Lac." in everywhere
    assert link_names(there)["/permanences/treillieres/residence-du-pre/"].startswith("Voir l’autre lieu")


def test_in_the_month_each_busy_day_leads_to_its_dates_and_no_mark_is_colour_alone(client, set_clock):
    stay = factories.stay(date(2026, 11, 17), FRIDAY, at=lake())
    change_date(stay, date(2026, 11, 25), kind=Change.Kind.CANCELLED)
    set_clock("2026-11-24 10:00")

    page = soup(client.get(AGENDA + "?vue=mois"))

    links = {
        link["href"].removeprefix("#"): words(link.select_one(".for_readers"))
        for link in page.select(".month__link")
    }
    assert len(links) == 8
    assert links["jour-2026-11-24"] == f"Aujourd’hui, mardi 24{NBSP}novembre"
    assert links["jour-2026-11-25"] == f"mercredi 25{NBSP}novembre, annulé ou fermé"
    assert {day["id"] for day in page.select(".month_days .day_list__day")} == set(links)
    assert page.select_one("#jour-2026-11-24 .day_list__today")
    assert page.select_one(".month_days h2:last-of-type").text == "C’est passé"
    assert [th["scope"] for th in page.select(".month th")] == ["col"] * 7
    assert words(page.select_one(".month caption")) == "Les jours de novembre 2026"


def test_the_pager_leads_only_where_there_are_dates(client, set_clock):
    factories.stay(TUESDAY, TUESDAY + timedelta(weeks=6), at=lake())
    set_clock("2026-11-24 10:00")

    assert pager(client.get(AGENDA)) == {"Semaines suivantes": "?semaine=2026-12-21"}
    assert pager(client.get(AGENDA + "?semaine=2026-12-21")) == {
        "Semaines précédentes": "?semaine=2026-11-23",
        "Cette semaine": "?",
    }


def test_the_filter_by_town_keeps_only_its_dates_and_stays_in_the_links(client, set_clock):
    factories.stay(TUESDAY, TUESDAY + timedelta(weeks=6), at=lake())
    factories.stay(TUESDAY, FRIDAY, at=meadow(), by=factories.caravan())
    set_clock("2026-11-24 10:00")

    page = client.get(AGENDA + "?commune=coueron")

    assert "Résidence du Lac" in main(page)
    assert "Résidence du Pré" not in main(page)
    assert pager(page) == {"Semaines suivantes": "?semaine=2026-12-21&commune=coueron"}
    assert soup(page).select_one("option[selected]")["value"] == "coueron"
    assert (
        soup(page).select_one("link[type='text/calendar']")["href"] == "/permanences/coueron/calendrier.ics"
    )


def test_the_way_to_subscribe_keeps_the_town_that_was_chosen(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    page = client.get(AGENDA + "?commune=coueron")

    assert soup(page).select_one(".subscribe_box a.button")["href"] == "/permanences/s-abonner/?pour=coueron"


def test_the_month_holds_all_its_days_in_whole_weeks(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(AGENDA + "?vue=mois")

    assert words(soup(page).select_one("#mois")) == "Novembre 2026"
    assert list(month_days(page)) == [str(number) for number in range(1, 31)]
    assert len(soup(page).select("table.month tbody tr")) == 6
    assert all(len(week.select("td")) == 7 for week in soup(page).select("table.month tbody tr"))
    assert "Résidence du Lac" in month_days(page)["25"]
    assert "Résidence du Lac" not in month_days(page)["23"]
    (today,) = soup(page).select("table.month td[aria-current=date]")
    assert words(today).startswith(f"Aujourd’hui, mardi 24{NBSP}novembre")


def test_a_february_of_four_weeks_has_four_weeks(client, set_clock):
    set_clock("2027-02-10 10:00")

    page = client.get(AGENDA + "?vue=mois")

    assert len(soup(page).select("table.month tbody tr")) == 4
    assert list(month_days(page))[-1] == "28"


def test_the_month_says_which_public_holiday_closes_the_caravan(client, set_clock):
    factories.stay(date(2026, 12, 22), date(2026, 12, 29), at=lake())
    set_clock("2026-12-01 10:00")

    page = client.get(AGENDA + "?vue=mois")

    assert "Fermé : Noël" in month_days(page)["25"].replace(NBSP, " ")
    assert f"de 9{NBSP}h{NBSP}30" not in month_days(page)["25"]


def test_the_list_says_which_public_holiday_closes_the_caravan(client, set_clock):
    factories.stay(date(2026, 12, 22), date(2026, 12, 29), at=lake())
    set_clock("2026-12-22 08:00")

    assert "Fermé, jour férié (Noël)" in main(client.get(AGENDA))


def test_the_month_shows_what_is_cancelled_as_struck_out(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    change_date(stay, TUESDAY, session=stay.sessions.last(), kind=Change.Kind.CANCELLED)
    set_clock("2026-11-23 10:00")

    page = client.get(AGENDA + "?vue=mois")

    (struck,) = soup(page).select(".month__off")
    assert f"de 14{NBSP}h à 17{NBSP}h" in words(struck)
    assert "Annulé" in words(struck)


def test_the_months_follow_one_another_across_the_year(client, set_clock):
    factories.stay(date(2026, 12, 1), date(2027, 1, 29), at=lake())
    set_clock("2026-12-15 10:00")

    assert pager(client.get(AGENDA + "?vue=mois")) == {"Janvier 2027": "?vue=mois&mois=2027-01"}
    assert pager(client.get(AGENDA + "?vue=mois&mois=2027-01")) == {
        "Décembre 2026": "?vue=mois&mois=2026-12",
        "Ce mois-ci": "?vue=mois",
    }


@pytest.mark.parametrize(
    "asked",
    [
        "commune=atlantide",
        "commune=%00",
        "commune=%3Cscript%3Ealert(1)%3C/script%3E",
        "vue=annee",
        "vue=mois&mois=2026-13",
        "vue=mois&mois=2026-1",
        "vue=mois&mois=hier",
        "vue=mois&mois=9999-12",
        "vue=mois&mois=0001-01",
        "vue=mois&mois=%D9%A2%D9%A0%D9%A2%D9%A6-01",
        "semaine=2026-02-30",
        "semaine=0001-01-01",
        "semaine=9999-12-31",
        "semaine=1999-12-31",
        "semaine=%00",
        "semaine=2026-11-24T00:00",
        "semaine=" + "9" * 5000,
    ],
)
def test_an_address_with_an_error_still_shows_the_next_dates_and_says_so(client, set_clock, asked):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(f"{AGENDA}?{asked}")

    assert page.status_code == 200
    assert "L’adresse de cette page contient une erreur. Voici les prochaines dates." in text(page)
    assert "Résidence du Lac" in main(page)
    assert soup(page).select("main script") == []


@pytest.mark.parametrize(
    "asked", ["semaine=2000-01-01", "semaine=2099-12-31", "vue=mois&mois=2000-01", "vue=mois&mois=2099-12"]
)
def test_the_far_ends_of_time_are_empty_and_lead_back(client, set_clock, asked):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(f"{AGENDA}?{asked}")

    assert page.status_code == 200
    assert set(pager(page)) & {"Cette semaine", "Ce mois-ci"}


def test_without_any_date_the_agenda_says_so_and_does_not_break(client, set_clock):
    set_clock("2026-11-24 10:00")

    for view in ("", "?vue=mois"):
        page = client.get(AGENDA + view)
        assert page.status_code == 200
        assert pager(page) == {}


def test_across_the_clock_change_the_hours_stay_the_same(client, set_clock):
    factories.stay(date(2026, 10, 20), date(2026, 10, 30), at=lake())
    set_clock("2026-10-20 08:00")

    found = {words(hours) for hours in soup(client.get(AGENDA)).select(".session_row__hours")}

    assert found == {f"de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30", f"de 14{NBSP}h à 17{NBSP}h"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Cette liste va jusqu’au dimanche 20 décembre 2026. D’autres dates suivent."),
        ("?vue=mois", "Cette liste va jusqu’au lundi 30 novembre 2026. D’autres dates suivent."),
        ("?semaine=2026-12-21", "Cette liste va jusqu’au dimanche 17 janvier 2027."),
    ],
)
def test_on_paper_it_says_of_which_day_it_is_and_how_far_it_goes(client, set_clock, asked, said):
    factories.stay(TUESDAY, TUESDAY + timedelta(weeks=6), at=lake())
    set_clock("2026-11-24 10:00")

    edition = words(soup(client.get(AGENDA + asked)).select_one(".edition")).replace(NBSP, " ")

    assert edition == f"À jour le 24 novembre 2026. {said} Vérifiez avant de partir : testserver"
