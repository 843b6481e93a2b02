"""« Et mardi à 10 h ? »: staff see every public page as it will be then; nobody else does."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.reading import NBSP, dates, lake, main, sentence, soup, text, words

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
FORM, BACK = "/admin/autre-moment/", "/admin/autre-moment/maintenant/"
NOW = "/permanences/maintenant.json"
PLACE, TOWN = "/permanences/coueron/residence-du-lac/", "/permanences/coueron/"
PUBLIC = [
    "/",
    "/permanences/",
    "/permanences/?vue=mois",
    TOWN,
    PLACE,
    "/permanences/s-abonner/",
    "/guides/",
    "/partenaires/",
    "/recherche/?q=lac",
    "/plan-du-site/",
    "/accessibilite/",
    "/atlantide/",
    "/atlantide",
]
THEN = f"Vous voyez le site tel qu’il sera mardi 24{NBSP}novembre 2026 à 10{NBSP}h."


@pytest.fixture
def stay(set_clock):
    """A week at the lake, read on the Friday before."""
    set_clock("2026-11-20 18:00")
    return factories.stay(TUESDAY, FRIDAY, at=lake())


@pytest.fixture
def mediatrice(client, stay) -> Client:
    client.force_login(factories.user())
    return client


def ask(client: Client, day: str = "2026-11-24", hour: str = "10:00"):
    return client.post(FORM, {"day": day, "hour": hour})


def banner(response) -> str:
    found = soup(response).select_one(".other_moment")
    return words(found.strong) if found else ""


def errors(response) -> list[str]:
    return [words(note) for note in soup(response).select(".question__error")]


def test_asking_leads_to_the_home_page_as_it_will_be_then(mediatrice):
    response = ask(mediatrice)

    assert response.status_code == 302
    assert response["Location"] == "/"
    home = mediatrice.get("/")
    assert banner(home) == THEN
    assert sentence(home) == (
        f"La caravane est ouverte maintenant, à Couëron, Résidence du Lac, jusqu’à 12{NBSP}h{NBSP}30."
    )


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_page_says_so_and_is_kept_by_nobody(mediatrice, address):
    ask(mediatrice)

    response = mediatrice.get(address, follow=True)

    assert banner(response) == THEN
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert not response.has_header("ETag")


def test_the_banner_is_in_french_on_a_page_in_arabic(mediatrice):
    ask(mediatrice)

    response = mediatrice.get("/ar/")

    assert banner(response) == THEN
    note = soup(response).select_one(".other_moment")
    assert (note["lang"], note["dir"]) == ("fr", "ltr")


def test_the_pages_follow_an_hour_at_which_something_was_cancelled(mediatrice, stay):
    change_date(stay, date(2026, 11, 25), kind=Change.Kind.CANCELLED, message="Panne.")
    ask(mediatrice, "2026-11-25", "10:00")

    found = {address: sentence(mediatrice.get(address)) for address in ("/", TOWN, PLACE)}

    assert all("annulée" in said for said in found.values()), found


def test_what_is_over_then_is_no_longer_listed(mediatrice):
    before = dates(mediatrice.get(PLACE))
    ask(mediatrice, "2026-11-27", "12:45")

    then = dates(mediatrice.get(PLACE))

    assert len(before) == 4
    assert then == [f"Aujourd’hui, vendredi 27{NBSP}novembre 2026"]


def test_the_month_that_is_shown_is_the_one_of_then(mediatrice):
    ask(mediatrice, "2027-02-03", "10:00")

    assert "Février 2027" in main(mediatrice.get("/permanences/?vue=mois"))


def test_the_answer_for_machines_follows_too_for_this_person_only(mediatrice):
    ask(mediatrice)

    mine, theirs = mediatrice.get(NOW), Client().get(NOW)

    assert (mine.json()["at"], mine.json()["state"]) == ("2026-11-24T09:00:00+00:00", "open")
    assert set(mine["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert (theirs.json()["at"], theirs.json()["state"]) == ("2026-11-20T18:00:00+01:00", "not_today")
    assert "s-maxage" in theirs["Cache-Control"]


def test_calendars_do_not_follow(mediatrice):
    address = "/permanences/calendrier.ics"
    before = mediatrice.get(address).content

    ask(mediatrice, "2027-02-03", "10:00")

    assert mediatrice.get(address).content == before


def test_the_back_office_stays_in_the_present(mediatrice):
    before = text(mediatrice.get("/admin/permanences/prochaines/"))

    ask(mediatrice, "2027-02-03", "10:00")

    assert text(mediatrice.get("/admin/permanences/prochaines/")) == before


def test_others_see_the_present_without_a_banner(mediatrice):
    ask(mediatrice)
    colleague = Client()
    colleague.force_login(factories.user("collegue"))

    for other in (Client(), colleague):
        assert banner(other.get("/")) == ""
        assert "ouverte maintenant" not in sentence(other.get("/"))


def test_one_button_leads_back_to_the_present_on_the_same_page(mediatrice):
    ask(mediatrice)
    form = soup(mediatrice.get("/permanences/?vue=mois")).select_one(".other_moment form")

    response = mediatrice.post(
        form["action"], {field["name"]: field["value"] for field in form.select("input")}
    )

    assert (form["method"], form["action"], words(form.button)) == ("post", BACK, "Revenir à maintenant")
    assert response["Location"] == "/permanences/?vue=mois"
    assert banner(mediatrice.get(response["Location"])) == ""


@pytest.mark.parametrize(
    "page", ["https://ailleurs.example/", "//ailleurs.example/", "/\\ailleurs.example", ""]
)
def test_the_way_back_never_leaves_the_site(mediatrice, page):
    assert mediatrice.post(BACK, {"page": page})["Location"] == "/"


def test_another_site_cannot_send_somebody_through_time(stay):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.user())

    assert ask(strict).status_code == 403
    assert strict.post(BACK).status_code == 403


def test_it_ends_by_itself_after_half_an_hour(mediatrice, set_clock):
    ask(mediatrice)

    set_clock("2026-11-20 18:29")
    late = mediatrice.get("/")
    set_clock("2026-11-20 18:30")
    over = mediatrice.get("/")

    assert f"Cela dure jusqu’à 18{NBSP}h{NBSP}30." in text(late)
    assert (banner(late), banner(over)) == (THEN, "")


def test_signing_out_ends_it(mediatrice):
    ask(mediatrice)

    mediatrice.post("/admin/logout/")

    assert banner(mediatrice.get("/")) == ""


def test_a_moment_that_has_passed_may_be_asked_for(mediatrice):
    ask(mediatrice, "2026-11-10", "09:30")

    assert banner(mediatrice.get("/")) == (
        f"Vous voyez le site comme si nous étions mardi 10{NBSP}novembre 2026 à 9{NBSP}h{NBSP}30."
    )


@pytest.mark.parametrize(("day", "hour_in_utc"), [("2026-07-07", 8), ("2026-12-08", 9)])
def test_ten_o_clock_is_ten_o_clock_on_the_spot_in_summer_and_in_winter(mediatrice, day, hour_in_utc):
    ask(mediatrice, day, "10:00")

    assert mediatrice.get(NOW).json()["at"] == f"{day}T{hour_in_utc:02}:00:00+00:00"


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("", "", ["Choisissez un jour.", "Choisissez une heure."]),
        ("2026-02-30", "10:00", ["Ce n’est pas une date."]),
        ("mardi", "10 heures", ["Ce n’est pas une date.", "Ce n’est pas une heure."]),
        ("2026-11-24", "25:00", ["Ce n’est pas une heure."]),
        ("1900-01-01", "10:00", ["Choisissez un jour entre 2000 et 2099."]),
        ("9999-12-31", "23:59", ["Choisissez un jour entre 2000 et 2099."]),
        ("🚐" * 5000, "\x00", ["Ce n’est pas une date.", "Ce n’est pas une heure."]),
    ],
)
def test_what_cannot_be_read_is_said_beside_it_and_stays_as_typed(mediatrice, day, hour, said):
    response = ask(mediatrice, day, hour)

    kept = {
        field["name"]: field.get("value", "") for field in soup(response).select(".question__field input")
    }
    assert response.status_code == 200
    assert errors(response) == said
    assert kept == {"day": day, "hour": hour.replace("\x00", kept["hour"])}
    assert banner(mediatrice.get("/")) == ""


def test_a_few_moments_are_one_tap_away(mediatrice):
    forms = soup(mediatrice.get(FORM)).select("section[aria-labelledby=proposals] form")

    found = {
        words(f.button): [f.select_one(f"[name={name}]")["value"] for name in ("day", "hour")] for f in forms
    }

    assert found == {
        f"Demain à 10{NBSP}h": ["2026-11-21", "10:00"],
        f"Lundi prochain à 9{NBSP}h{NBSP}30": ["2026-11-23", "09:30"],
        f"Dans quatre semaines, à 10{NBSP}h": ["2026-12-18", "10:00"],
    }


def test_the_menu_leads_to_it_and_it_says_which_moment_is_being_looked_at(mediatrice):
    ask(mediatrice)

    response = mediatrice.get(FORM)

    assert FORM in response.content.decode()
    assert f"En ce moment, vous regardez{NBSP}: mardi 24{NBSP}novembre 2026 à 10{NBSP}h." in text(response)


@pytest.mark.parametrize("address", [FORM, BACK])
def test_visitors_and_people_without_the_back_office_are_sent_to_sign_in(client, stay, address):
    stranger = get_user_model().objects.create_user("passant", "passant@example.org", "mot-de-passe")

    anonymous = client.post(address, {"day": "2026-11-24", "hour": "10:00"})
    client.force_login(stranger)
    signed_in = client.post(address, {"day": "2026-11-24", "hour": "10:00"})

    assert "Reconnectez-vous" in anonymous.content.decode()
    assert signed_in.status_code == 302
    assert signed_in["Location"].startswith("/admin/login/")
    assert banner(client.get("/")) == ""


def test_who_loses_the_back_office_loses_the_other_moment(mediatrice):
    ask(mediatrice)

    get_user_model().objects.get(username="mediatrice").groups.clear()

    assert banner(mediatrice.get("/")) == ""


@pytest.mark.parametrize("address", [*PUBLIC, NOW, "/robots.txt", "/healthz"])
def test_for_a_visitor_nothing_at_all_is_different(stay, settings, address):
    def visit() -> tuple:
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            response = Client().get(address)
        said = {name: value for name, value in response.headers.items() if name != "Date"}
        return response.status_code, said, dict(response.cookies), len(queries), response.content

    with_it = visit()
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "other_moment" not in name]

    assert with_it == visit()


def test_the_middleware_is_there():
    assert "home.other_moment.OtherMomentMiddleware" in settings.MIDDLEWARE


def test_the_session_is_asked_once_more_at_most_for_staff_who_did_not_ask(mediatrice, settings):
    mediatrice.get("/")
    with CaptureQueriesContext(connection) as with_it:
        mediatrice.get("/")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "other_moment" not in name]

    with CaptureQueriesContext(connection) as without:
        mediatrice.get("/")

    assert len(with_it) == len(without)
