"""Making a poster, checking it, and the short addresses. No page of paper is made here."""

from datetime import date

import pytest
from django.test import Client

from schedule.actions.archive_place import archive_place
from schedule.actions.change_date import change_date
from schedule.actions.forget_posters import forget_posters
from schedule.models import Poster
from schedule.pages import PlacePage
from schedule.posters import views
from tests import factories
from tests.reading import dates, lake, link_names, main, soup
from tests.reading import words as words_of

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
PAGE = "/permanences/coueron/residence-du-lac/"


@pytest.fixture
def stay(set_clock):
    set_clock("2026-11-20 10:00")
    return factories.stay(TUESDAY, FRIDAY, at=lake())


def make(client, form="a4", url=PAGE, **headers):
    return client.post(f"{url}affiche/", {"format": form}, **headers)


def poster(client) -> Poster:
    make(client)
    return Poster.objects.get()


def headline(response) -> str:
    return words_of(soup(response).select_one(".poster_verdict__sentence"))


# Making


def test_a_look_writes_nothing_and_says_what_will_stand_on_it(client, stay):
    page = client.get(f"{PAGE}affiche/")

    assert not Poster.objects.exists()
    said = main(page).replace("\xa0", " ")
    assert "4 jours, du mardi 24 novembre 2026 au vendredi 27 novembre 2026" in said
    assert page["Cache-Control"] == "public, max-age=0, s-maxage=300, must-revalidate"


def test_the_same_words_about_the_same_place_on_the_same_day_are_one_poster(client, stay, set_clock):
    first, second, card = make(client), make(client), make(client, "carte")
    set_clock("2026-11-21 10:00")
    other_day = make(client)

    code = first["Location"].split("/")[2]
    assert (first.status_code, first["Location"]) == (303, f"/affiches/{code}/a4.pdf")
    assert second["Location"] == first["Location"]
    assert card["Location"] == f"/affiches/{code}/carte.pdf"
    assert other_day["Location"] != first["Location"]


def test_a_poster_names_nobody(client, stay):
    kept = poster(client)

    assert set(kept.snapshot) == {"title", "goes_on", "places", "sessions"}
    assert set(kept.snapshot["sessions"][0]) == {"key", "stay", "start", "end", "place"}
    assert kept.code not in (kept.about, kept.title)


def test_a_form_of_another_site_makes_nothing(client, stay):
    answer = make(client, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert not Poster.objects.exists()


def test_without_a_cookie_or_a_token_it_works(stay):
    assert make(Client(enforce_csrf_checks=True)).status_code == 303


def test_one_address_does_not_make_posters_without_end(client, stay, monkeypatch, set_clock):
    monkeypatch.setattr(views, "OF_ONE_ADDRESS", 1)
    make(client)
    change_date(stay, TUESDAY, kind="cancelled")

    answer = make(client)

    assert answer.status_code == 429
    assert "Revenez demain" in main(answer)
    assert Poster.objects.count() == 1


def test_the_team_makes_as_many_as_it_needs_and_takes_nothing_from_visitors(client, stay, monkeypatch):
    monkeypatch.setattr(views, "OF_ONE_ADDRESS", 1)
    client.force_login(factories.user())
    for form in ("a4", "carte"):
        make(client, form)
        change_date(stay, TUESDAY, kind="cancelled")
    made = Poster.objects.count()
    client.logout()

    assert made == 2
    assert make(client).status_code == 303


def test_there_is_no_poster_without_a_date_and_no_unknown_format(client, stay, set_clock):
    assert make(client, "a5").status_code == 404
    set_clock("2027-03-01 10:00")

    assert make(client).status_code == 303
    assert not Poster.objects.exists()
    assert "dès qu’une date sera connue" in main(client.get(f"{PAGE}affiche/"))


@pytest.mark.parametrize("url", ["/permanences/coueron/", PAGE, f"{PAGE}<stay>/"])
def test_a_commune_a_place_and_a_stay_have_theirs(client, stay, url):
    url = url.replace("<stay>", str(stay.pk))

    assert make(client, url=url).status_code == 303
    assert client.get(f"{url}affiche/").status_code == 200


@pytest.mark.parametrize("url", ["/permanences/x/", "/permanences/coueron/x/", f"{PAGE}999999/"])
def test_what_is_not_public_has_none(client, stay, url):
    assert make(client, url=url).status_code == 404


def test_a_place_with_several_stays_offers_a_poster_of_each(client, stay):
    factories.stay(date(2027, 1, 5), date(2027, 1, 8), at=PlacePage.objects.get())

    links = link_names(client.get(f"{PAGE}affiche/"))

    assert links[f"{PAGE}{stay.pk}/affiche/"].replace("\xa0", " ") == (
        "Du mardi 24 novembre 2026 au vendredi 27 novembre 2026"
    )


# Checking


def test_a_right_poster_is_right_and_shows_the_present_dates(client, stay):
    page = client.get(f"/affiches/{poster(client).code}/")

    assert headline(page) == "Oui, cette affiche est juste."
    assert "affiche imprimée le vendredi 20" in main(page)
    assert len(dates(page)) == 4
    assert PAGE in link_names(page)
    assert f"{PAGE}affiche/" in link_names(page)


def test_a_change_makes_it_wrong_and_says_what_date_by_date(client, stay):
    code = poster(client).code
    change_date(stay, TUESDAY, kind="cancelled", message="Panne de la caravane.")

    page = client.get(f"/affiches/{code}/")

    assert headline(page) == "Non, cette affiche n’est plus juste."
    told = words_of(soup(page).select_one(".poster_verdict__days")).replace("\xa0", " ")
    assert told == (
        "mardi 24 novembre 2026 de 9 h 30 à 12 h 30 et de 14 h à 17 h C’est annulé. Panne de la caravane."
    )


def test_dates_added_since_are_shown_beside_a_right_poster(client, stay):
    code = poster(client).code
    factories.stay(date(2027, 1, 5), date(2027, 1, 5), at=PlacePage.objects.get())

    page = client.get(f"/affiches/{code}/")

    assert headline(page) == "Oui, cette affiche est juste."
    assert "Elle ne dit pas toutes les dates\xa0: nous en avons ajouté depuis." in main(page)
    assert dates(page)[0].replace("\xa0", " ") == "mardi 5 janvier 2027"


def test_an_old_poster_says_that_its_dates_have_passed(client, stay, set_clock):
    code = poster(client).code
    set_clock("2026-11-27 17:00")

    assert headline(client.get(f"/affiches/{code}/")) == "Les dates de cette affiche sont toutes passées."


def test_the_answer_is_kept_no_longer_than_it_is_true(client, stay, set_clock):
    code = poster(client).code
    set_clock("2026-11-27 16:59")

    page = client.get(f"/affiches/{code}/")

    assert "s-maxage=60" in page["Cache-Control"]


def test_a_poster_whose_place_is_public_no_more_still_answers(client, stay):
    code = poster(client).code
    PlacePage.objects.get().unpublish()

    page = client.get(f"/affiches/{code}/")

    assert headline(page) == "Non, cette affiche n’est plus juste."
    assert "/permanences/" in link_names(page)


def test_nobody_gets_another_copy_of_a_wrong_poster(client, stay):
    code = poster(client).code
    change_date(stay, TUESDAY, kind="cancelled")

    answer = client.get(f"/affiches/{code}/a4.pdf")

    assert (answer.status_code, answer["Location"]) == (302, f"/affiches/{code}/")


def test_a_card_has_no_room_for_a_long_poster(client, stay):
    factories.stay(date(2027, 1, 5), date(2027, 1, 8), at=PlacePage.objects.get())

    assert client.get(f"/affiches/{poster(client).code}/carte.pdf").status_code == 404


def test_the_code_is_typed_as_it_is_read(client, stay):
    code = poster(client).code

    found = client.get("/affiches/", {"code": f" {code[:3].upper()} {code[3:]} "})

    assert (found.status_code, found["Location"]) == (302, f"/affiches/{code}/")


@pytest.mark.parametrize("asked", ["zzz", "cccccc", "<b>", "é\0", "x" * 300])
def test_an_unknown_code_gets_the_form_and_a_way_on(client, stay, asked):
    page = client.get("/affiches/", {"code": asked})

    assert page.status_code == 200
    assert "Nous ne connaissons pas" in main(page)
    assert client.get("/affiches/cccccc/").status_code == 404
    assert "Vérifier cette affiche" in main(client.get("/affiches/cccccc/"))


def test_posters_are_forgotten_a_year_after_their_last_date(client, stay, set_clock):
    poster(client)

    forget_posters(set_clock("2027-11-27 16:00"))
    assert Poster.objects.exists()
    forget_posters(set_clock("2027-11-28 16:00"))

    assert not Poster.objects.exists()


# Short addresses and the message


def test_the_short_address_leads_to_the_page_wherever_it_is(client, stay):
    place = PlacePage.objects.get()
    short = f"/p/{place.code}"
    place.slug = "residence-de-la-rive"
    place.save()

    found = client.get(short.upper().replace("/P/", "/p/"))

    assert (found.status_code, found["Location"]) == (302, "/permanences/coueron/residence-de-la-rive/")
    assert found["Cache-Control"] == "public, max-age=60"
    assert client.get("/p/zzzzz").status_code == client.get("/p/ccccc").status_code == 404


def test_an_archived_place_still_answers_at_its_short_address(client, stay, set_clock):
    place = PlacePage.objects.get()
    archive_place(place, set_clock("2026-12-20 10:00"))

    assert client.get(f"/p/{place.code}", follow=True).status_code == 200
    assert "ne vient plus ici" in client.get(f"{PAGE}sms.txt").content.decode()


def test_a_code_stays_through_drafts_publications_and_former_versions_and_a_copy_has_its_own(stay):
    place = PlacePage.objects.get()
    code, before = place.code, place.save_revision()
    content = dict(before.content, code="ccccc")
    before.content = content
    before.save()
    before.publish()
    place.refresh_from_db()
    copied = place.copy(update_attrs={"slug": "copie", "title": "Copie"})

    assert place.code == before.as_object().code == code
    assert len(copied.code) == 5
    assert copied.code != code
    assert copied.get_latest_revision_as_object().code == copied.code


def test_the_message_is_on_the_page_and_at_an_address_of_its_own(client, stay):
    code = PlacePage.objects.get().code
    expected = (
        "Caravane, Résidence du Lac: mardi 24, mercredi 25, jeudi 26, vendredi 27 novembre "
        f"9h30-12h30 14h-17h. testserver/p/{code}"
    )

    alone, page = client.get(f"{PAGE}sms.txt"), client.get(PAGE)

    assert alone.content.decode() == f"{expected}\n"
    assert alone["Content-Type"] == "text/plain; charset=utf-8"
    assert soup(page).select_one("textarea#message").text == expected
    assert f"testserver/p/{code}" in main(page)
    assert f"{PAGE}affiche/" in link_names(page)


def test_the_message_follows_a_cancellation_at_once(client, stay):
    client.get(f"{PAGE}sms.txt")
    change_date(stay, TUESDAY, kind="cancelled")

    assert "mardi 24 novembre ANNULÉ" in client.get(f"{PAGE}sms.txt").content.decode()
