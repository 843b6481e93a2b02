"""All dates: by week, by month, by town; and whatever people write in the address."""

from datetime import date, timedelta

import pytest

from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.reading import NBSP, dates, lake, main, meadow, rows, soup, text, words

pytestmark = pytest.mark.django_db

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
    assert "Ouvert maintenant" in afternoon


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
    assert "(Aujourd’hui)" in month_days(page)["24"].replace("( ", "(").replace(" )", ")")


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
    assert "Cette adresse contient une erreur. Voici les prochaines dates." in text(page)
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

    assert edition == f"Dates connues au 24 novembre 2026. {said} Vérifiez avant de partir : testserver"
