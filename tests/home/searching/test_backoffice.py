"""The words of the search and the report of what found nothing, in the back office."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from home.models import MissedSearch, SearchWords
from home.searching import missed
from tests import factories
from tests.reading import NBSP, soup, words

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/home/searchwords/add/"
REPORT = "/admin/recherches/"


@pytest.fixture
def mediatrice(client):
    client.force_login(factories.user())
    return client


def errors(response) -> str:
    return words(BeautifulSoup(response.content, "html.parser").select_one(".w-field__errors")).replace(
        NBSP, " "
    )


def test_a_mediator_adds_a_row_and_it_is_written_evenly(mediatrice):
    mediatrice.post(ADD, {"words": " ameli ,sécu;; carte   vitale, Sécu "})

    assert SearchWords.objects.get().words == "ameli, Sécu, carte vitale"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ameli", "Écrivez au moins deux mots différents, avec une virgule entre eux."),
        ("sécu, SECU", "Écrivez au moins deux mots différents, avec une virgule entre eux."),
        ("cantine, Cantine, cantines", "Écrivez au moins deux mots différents, avec une virgule entre eux."),
        ("ameli, le", "« le » ne dit pas assez à lui seul. Ajoutez un mot, ou enlevez-le."),
        ("ameli, 🙂", "« 🙂 » ne dit pas assez à lui seul. Ajoutez un mot, ou enlevez-le."),
        (
            "ameli, CARTE VITALE",
            "« CARTE VITALE » est déjà dans une autre ligne : « carte vitale, sécu ». "
            "Ajoutez vos mots à cette ligne.",
        ),
    ],
)
def test_a_row_that_helps_nobody_is_refused_and_loses_nothing(mediatrice, typed, said):
    SearchWords.objects.create(words="carte vitale, sécu") if "VITALE" in typed else None

    page = mediatrice.post(ADD, {"words": typed})

    assert said in errors(page)
    assert soup(page).select_one("[name=words]")["value"] == typed


def test_a_row_may_be_saved_again(mediatrice):
    row = SearchWords.objects.create(words="ameli, sécu")

    mediatrice.post(f"/admin/snippets/home/searchwords/edit/{row.pk}/", {"words": "ameli, sécu, vitale"})

    row.refresh_from_db()
    assert row.words == "ameli, sécu, vitale"


def asked(text: str, day: int, times: int = missed.SHOWN_FROM) -> None:
    for number in range(times):
        missed.count(text, f"203.0.113.{number}", date(2026, 11, day))


def report(client) -> list[str]:
    return [words(row).replace(NBSP, " ") for row in soup(client.get(REPORT)).select(".history__lines li")]


def test_the_report_tells_words_times_and_last_day_the_most_asked_first(mediatrice):
    for text, day in [("yoga", 3), ("impôts", 1), ("impôts", 24)]:
        asked(text, day)

    assert report(mediatrice) == [
        "impots 6 fois, la dernière le 24 novembre 2026 Ajouter aux mots de la recherche Écarter",
        "yoga 3 fois, la dernière le 3 novembre 2026 Ajouter aux mots de la recherche Écarter",
    ]


@pytest.mark.parametrize("where", ["", "?export=csv"])
def test_what_was_asked_less_than_three_times_is_shown_to_nobody(mediatrice, where):
    asked("jean pierre lebreton", 3, times=2)
    asked("yoga", 3)

    page = mediatrice.get(f"{REPORT}{where}")

    said = page.getvalue().decode()
    assert ("lebreton" in said, "yoga" in said) == (False, True)


def test_what_is_not_shown_cannot_be_put_aside_either(mediatrice):
    asked("jean pierre lebreton", 3, times=2)

    answer = mediatrice.post(f"{REPORT}{MissedSearch.objects.get().pk}/ecarter/")

    assert (answer.status_code, MissedSearch.objects.get().is_put_aside) == (404, False)


def test_the_report_says_what_a_search_finds_by_now(mediatrice):
    asked("yoga", 3)

    factories.guide("Faire du yoga")

    assert "Aujourd’hui, cette recherche trouve « Faire du yoga »." in report(mediatrice)[0]


def test_a_button_opens_a_new_row_with_the_words(mediatrice):
    asked("déclarer impôts", 3)

    address = soup(mediatrice.get(REPORT)).select_one(".history__lines a")["href"]

    assert soup(mediatrice.get(address)).select_one("[name=words]")["value"] == "declarer impots, "


@pytest.mark.parametrize("forged", ["%3Cscript%3E", "a%40b.fr", "x" * 3000, "%00", ""])
def test_words_that_were_forged_do_not_enter_the_form(mediatrice, forged):
    page = mediatrice.get(f"{ADD}?mots={forged}")

    assert page.status_code == 200
    assert soup(page).select_one("[name=words]").get("value", "") in ("", "script, ")


def test_what_is_put_aside_leaves_the_report(mediatrice):
    asked("yoga", 3)

    answer = mediatrice.post(f"{REPORT}{MissedSearch.objects.get().pk}/ecarter/", follow=True)

    assert "« yoga » est écarté." in words(soup(answer)).replace(NBSP, " ")
    assert "yoga 3 fois" not in words(soup(answer))


def test_a_row_that_is_gone_already_is_no_failure(mediatrice):
    assert mediatrice.post(f"{REPORT}999/ecarter/").status_code == 404


@pytest.mark.parametrize("query", ["?p=999", "?p=x", "?ordering=zzz", "?export=csv", "?export=xlsx"])
def test_the_report_answers_whatever_it_is_asked(mediatrice, query):
    asked("yoga", 3)

    assert mediatrice.get(f"{REPORT}{query}").status_code == 200
