"""The desk knows which posters in the halls are no longer right."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schedule.actions.change_date import change_date
from schedule.models import Poster
from tests import factories
from tests.reading import lake, soup, words
from tests.schedule.backoffice.desk.screens import address, answer

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
LIST = "/admin/affiches/"


@pytest.fixture
def stay(client, set_clock):
    set_clock("2026-11-20 10:00")
    client.force_login(factories.user())
    return factories.stay(TUESDAY, FRIDAY, at=lake())


def poster(client) -> Poster:
    client.post("/permanences/coueron/residence-du-lac/affiche/", {"format": "a4"})
    return Poster.objects.latest("pk")


def listed(client) -> str:
    return words(soup(client.get(LIST)).select_one("[aria-labelledby=wrong]")).replace("\xa0", " ")


def test_a_right_poster_is_on_no_list(client, stay):
    poster(client)

    assert "Toutes les affiches imprimées sont encore justes." in listed(client)
    assert "affiche imprimée" not in client.get("/admin/").content.decode()


def test_a_change_puts_it_on_the_list_with_what_is_wrong_and_on_the_desk(client, stay):
    code = poster(client).code
    change_date(stay, TUESDAY, kind="cancelled")

    said = listed(client)

    assert "Résidence du Lac Affiche ou cartes pour le frigo, 4 dates du mardi 24 novembre au" in said
    assert f"Imprimée le 20 novembre 2026, code {code}." in said
    assert "Mardi 24 novembre 2026, de 9 h 30 à 12 h 30 et de 14 h à 17 h : C’est annulé." in said
    assert "1 affiche imprimée n’est plus juste : Résidence du Lac" in (
        client.get("/admin/").content.decode().replace("\xa0", " ")
    )


def test_it_leaves_the_list_once_it_is_replaced_and_the_history_says_who_did_it(client, stay):
    made = poster(client)
    change_date(stay, TUESDAY, kind="cancelled")

    client.post(f"{LIST}{made.pk}/remplacee/")
    again = client.post(f"{LIST}{made.pk}/remplacee/", follow=True)
    client.force_login(factories.user("coordination", factories.COORDINATION))
    history = client.get("/admin/permanences/historique/").content.decode().replace("\xa0", " ")

    assert "n’était déjà plus dans la liste" in again.content.decode()
    assert made.title not in listed(client)
    assert history.count("a remplacé l’affiche « Résidence du Lac, 20 novembre 2026 »") == 1


def test_it_leaves_the_list_by_itself_once_what_is_wrong_has_passed(client, stay, set_clock):
    poster(client)
    change_date(stay, TUESDAY, kind="cancelled")
    set_clock("2026-11-25 08:00")

    assert "encore justes" in listed(client)


def copied(made: Poster, number: int, **other) -> None:
    """As many more, each of which says something else."""
    names = ("about", "title", "day", "made_at", "last_end", "snapshot")
    same, first = {name: getattr(made, name) for name in names}, Poster.objects.count()
    Poster.objects.bulk_create(
        Poster(**same | {"code": f"c{n:05}", "digest": str(n)} | other) for n in range(first, first + number)
    )


def test_thirty_wrong_posters_ask_no_more_queries_than_one(client, stay):
    made = poster(client)
    change_date(stay, FRIDAY, kind="cancelled")
    client.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        client.get(LIST)
    for number in range(29):
        copied(made, 1, about=f"place:{1000 + number}")
    with CaptureQueriesContext(connection) as for_thirty:
        client.get(LIST)

    assert len(for_thirty) == len(for_one)
    assert listed(client).count("Elle est remplacée") == 30


def test_a_wrong_poster_is_not_hidden_by_hundreds_that_are_still_right(client, stay):
    elsewhere = factories.place("Résidence du Bois")
    factories.stay(TUESDAY, FRIDAY, at=elsewhere)
    client.post(f"{elsewhere.url}affiche/", {"format": "a4"})
    copied(Poster.objects.get(), 520)
    poster(client)
    change_date(stay, TUESDAY, kind="cancelled")

    assert "Résidence du Lac" in listed(client)
    assert "Résidence du Bois" not in listed(client)


def test_what_was_printed_ten_times_for_one_place_is_replaced_at_once(client, stay, set_clock):
    made = poster(client)
    copied(made, 8)
    copied(made, 1, digest=made.digest, day=date(2026, 11, 19))
    change_date(stay, TUESDAY, kind="cancelled")
    said = listed(client)
    assert said.count("Résidence du Lac Affiche ou cartes") == 1
    assert "et 6 autres" in said
    set_clock("2026-11-20 11:00")
    new = poster(client)
    change_date(stay, FRIDAY, kind="cancelled")

    client.post(f"{LIST}{new.pk - 1}/remplacee/")

    assert list(Poster.objects.filter(replaced_at=None)) == [new]
    assert f"code {new.code}" in listed(client)


def test_a_list_that_is_cut_says_so(client, stay, monkeypatch):
    monkeypatch.setattr("schedule.backoffice.posters.wrong.MOST_COMPARED", 5)
    copied(poster(client), 4)
    whole = listed(client)
    copied(Poster.objects.first(), 1)

    assert "les plus anciennes ne sont pas comparées" not in whole
    assert "les plus anciennes ne sont pas comparées" in listed(client)


def test_a_press_by_mistake_is_taken_back(client, stay):
    made = poster(client)
    copied(made, 2)
    change_date(stay, TUESDAY, kind="cancelled")
    newest = Poster.objects.latest("pk")
    done = client.post(f"{LIST}{newest.pk}/remplacee/", follow=True)
    assert "Rétablir" in words(soup(done).select_one(".messages"))
    assert "3 affiches, remplacées le vendredi 20 novembre 2026" in words(
        soup(done).select_one(".posters__taken_down")
    ).replace("\xa0", " ")

    again = client.post(f"{LIST}{newest.pk}/retablir/", follow=True)
    twice = client.post(f"{LIST}{newest.pk}/retablir/", follow=True)

    assert "est de nouveau dans la liste" in again.content.decode()
    assert "était déjà dans la liste" in twice.content.decode()
    assert not Poster.objects.exclude(replaced_at=None)
    assert not soup(again).select(".posters__taken_down")
    client.force_login(factories.user("coordination", factories.COORDINATION))
    assert "a remis l’affiche" in client.get("/admin/permanences/historique/").content.decode()


def test_what_was_replaced_weeks_ago_is_not_offered_any_more(client, stay, set_clock):
    made = poster(client)
    Poster.objects.update(replaced_at="2026-11-10 10:00+01:00")

    assert not soup(client.get(LIST)).select(".posters__taken_down")
    assert made.code not in listed(client)


def test_posters_are_told_apart_by_how_they_are_printed_and_what_they_name(client, stay):
    factories.stay(date(2026, 12, 8), date(2026, 12, 11), at=stay.place)
    lake_poster, of_stay = f"{stay.place.url}affiche/", f"{stay.place.url}{stay.pk}/affiche/"
    client.post(lake_poster, {"format": "a4"})
    client.post(lake_poster, {"format": "carte"})
    client.post(of_stay, {"format": "a4"})
    change_date(stay, TUESDAY, kind="cancelled")

    said = listed(client)

    assert "Affiche, 8 dates du mardi 24 novembre au vendredi 11 décembre. Imprimée" in said
    assert "Cartes pour le frigo, 4 dates du mardi 24 novembre au vendredi 27 novembre. Imprimée" in said
    assert "Résidence du Lac, un seul passage Affiche ou cartes pour le frigo, 4 dates du" in said
    again = [link["href"] for link in soup(client.get(LIST)).select("form a.button:not(.button-secondary)")]
    assert again == [of_stay, lake_poster]


def test_a_stay_without_dates_leads_to_a_new_poster_of_its_place(client, stay):
    factories.stay(date(2026, 12, 8), date(2026, 12, 11), at=stay.place)
    client.post(f"{stay.place.url}{stay.pk}/affiche/", {"format": "a4"})
    for day in range(24, 28):
        change_date(stay, date(2026, 11, day), kind="cancelled")

    again = [link["href"] for link in soup(client.get(LIST)).select("form a.button:not(.button-secondary)")]

    assert again == [f"{stay.place.url}affiche/"]


def test_whoever_makes_a_poster_anew_finds_the_way_back_to_the_list(client, stay):
    code = poster(client).code
    pages = ["/permanences/coueron/residence-du-lac/affiche/", f"/affiches/{code}/"]
    back = f'href="{LIST}"'
    assert all(back in client.get(page, follow=True).content.decode() for page in pages)

    client.logout()

    assert not any(back in client.get(page, follow=True).content.decode() for page in pages)


def test_who_cancels_a_date_reads_at_once_how_many_posters_are_wrong_now(client, stay):
    poster(client)
    elsewhere = factories.stay(TUESDAY, FRIDAY, at=factories.place("Résidence du Bois"))
    client.post(f"{elsewhere.place.url}affiche/", {"format": "a4"})
    change_date(elsewhere, FRIDAY, kind="cancelled")

    done = answer(client, address(stay, TUESDAY, "annuler"))

    said = soup(done).select_one(".messages")
    assert "1 affiche n’est plus juste." in words(said).replace("\xa0", " ")
    assert LIST in [link.get("href") for link in said.select("a")]
