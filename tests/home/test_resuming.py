"""A session that ends while somebody writes loses nothing."""

import random
import string

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from home.accounts.resuming import Kept
from home.models import Partner
from tests import factories
from tests.home.signing_in import (
    CODE,
    LOGIN,
    PASSWORD,
    SET_UP,
    app_code,
    carried,
    enrolled,
    heading,
    required,
    words,
)
from tests.reading import soup

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/home/partner/add/"
TEXT = "Ville de Couëron\r\n« deuxième ligne » \t & <b>😀</b>"
WRITTEN = {"name": "Mairie", "kind": "relays", "role": "« Ville » & <b>😀</b>", "position": "3"}
HERE = {"origin": "http://testserver"}


@pytest.fixture
def mediatrice():
    return factories.user()


@pytest.fixture
def browser():
    """A real one: it has to send the tokens of the forms."""
    return Client(enforce_csrf_checks=True)


def token(browser) -> str:
    return browser.cookies["csrftoken"].value


def expired(browser) -> None:
    """The sign-in screen has been seen, and the session has ended since."""
    browser.get(LOGIN)
    browser.cookies.pop("sessionid", None)


def send(browser, address: str, fields: dict, **options):
    return browser.post(address, fields | {"csrfmiddlewaretoken": token(browser)}, **options)


def resumed(browser, screen):
    """She presses « Reprendre »."""
    form = soup(screen).select_one(".account form")
    fields: dict[str, list[str]] = {}
    for field in form.select("input[name]"):
        fields.setdefault(field["name"], []).append(field["value"])
    return browser.post(form["action"], fields)


def sign_in_from(browser, screen, name: str = "mediatrice"):
    return send(browser, LOGIN, carried(screen) | {"username": name, "password": PASSWORD})


def test_what_was_written_is_saved_after_signing_in_again(browser, mediatrice):
    expired(browser)

    asked = send(browser, ADD, WRITTEN)
    screen = sign_in_from(browser, asked)
    saved = resumed(browser, screen)

    assert words(soup(asked).select_one(".step__note")) == (
        "Votre session s’est terminée pendant que vous écriviez. Reconnectez-vous : rien n’est perdu."
    )
    assert heading(screen) == "Reprendre"
    assert saved.status_code == 302
    assert Partner.objects.values("name", "kind", "role", "position").get() == WRITTEN | {"position": 3}


def test_nothing_is_sent_before_she_says_so(browser, mediatrice):
    expired(browser)

    sign_in_from(browser, send(browser, ADD, WRITTEN))

    assert Partner.objects.count() == 0


def test_a_form_with_an_error_comes_back_with_all_that_was_typed(browser, mediatrice):
    expired(browser)

    screen = sign_in_from(browser, send(browser, ADD, WRITTEN | {"name": ""}))
    shown = resumed(browser, screen)

    assert shown.status_code == 200
    assert shown.context["form"]["role"].value() == WRITTEN["role"]
    assert list(shown.context["form"].errors) == ["name"]


def test_a_wrong_password_in_between_loses_nothing(browser, mediatrice):
    expired(browser)
    asked = send(browser, ADD, WRITTEN)

    wrong = send(browser, LOGIN, carried(asked) | {"username": "mediatrice", "password": "x"})
    resumed(browser, sign_in_from(browser, wrong))

    assert Partner.objects.get().name == "Mairie"


def test_nor_does_the_code_with_a_wrong_one_in_between(browser, mediatrice):
    _, codes = enrolled(mediatrice)
    expired(browser)
    asked = sign_in_from(browser, send(browser, ADD, WRITTEN))
    wrong = send(browser, CODE, carried(asked) | {"code": "000000"})

    screen = send(browser, CODE, carried(wrong) | {"code": codes[0]})
    resumed(browser, screen)

    assert Partner.objects.get().name == "Mairie"


def test_nor_does_setting_up_the_code_when_the_coordination_asks_for_it_meanwhile(browser, mediatrice):
    browser.force_login(mediatrice)
    browser.get("/admin/account/")
    required()

    asked = send(browser, ADD, WRITTEN)
    key = words(soup(asked).select_one(".account__key"))
    codes = send(browser, SET_UP, carried(asked) | {"code": app_code(key)})
    screen = send(browser, "/admin/reprendre/", carried(codes))
    resumed(browser, screen)

    assert Partner.objects.get().name == "Mairie"


def test_every_value_survives_in_its_order(browser, mediatrice):
    expired(browser)
    fields = {"a": ["1", "", "2"], "texte": [TEXT], "action-publish": ["action-publish"]}

    screen = sign_in_from(browser, send(browser, ADD + "?retour=1", fields))

    form = soup(screen).select_one(".account form")
    sent = [(field["name"], field["value"]) for field in form.select("input[name]")]
    assert form["action"] == ADD + "?retour=1"
    assert sent[1:] == [(name, value) for name, values in fields.items() for value in values]


def test_passwords_and_files_are_not_kept_and_the_screen_says_so(browser, mediatrice):
    expired(browser)
    fields = {"title": "Caravane", "user-password1": "secret-1", "file": SimpleUploadedFile("a.txt", b"x")}

    screen = sign_in_from(browser, send(browser, "/admin/documents/add/", fields))

    text = words(soup(screen).select_one(".account"))
    assert "secret-1" not in screen.content.decode()
    assert "Les fichiers n’ont pas pu être gardés : ajoutez-les de nouveau." in text
    assert "Les mots de passe ne sont jamais gardés : tapez-les de nouveau." in text


def test_a_form_too_long_to_be_kept_is_said_before_anything_is_lost(browser, mediatrice):
    expired(browser)
    noise = "".join(random.Random(1).choices(string.printable, k=2_000_000))

    asked = send(browser, ADD, {"texte": noise})

    assert "Ce que vous avez écrit est trop long pour être gardé ici." in words(soup(asked).main)
    assert "kept" not in carried(asked)


def test_another_person_is_told_who_she_is_and_may_send_nothing(browser, mediatrice):
    factories.user("coordination", factories.COORDINATION)
    expired(browser)

    screen = sign_in_from(browser, send(browser, ADD, WRITTEN), "coordination")

    text = words(soup(screen).select_one(".account"))
    assert "Vous utilisez le compte de coordination." in text
    assert soup(screen).select_one(".account form a")["href"] == "/admin/"
    assert Partner.objects.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"x-requested-with": "XMLHttpRequest"},
        {"accept": "application/json"},
        {"sec-fetch-mode": "cors", "accept": "*/*"},
    ],
)
def test_what_scripts_send_keeps_wagtails_own_answer(browser, mediatrice, headers):
    expired(browser)

    response = send(browser, ADD, WRITTEN, headers=headers)

    assert response.status_code in (302, 403)


@pytest.mark.parametrize(
    "kept",
    ["x", "x" * 10_000, Kept("/admin/", (("a", "b"),)).signed()[:-1] + "!"],
    ids=["nonsense", "much of it", "a bad signature"],
)
def test_a_kept_form_that_was_tampered_with_is_left_out(browser, mediatrice, kept):
    browser.get(LOGIN)

    response = send(browser, LOGIN, {"username": "mediatrice", "password": PASSWORD, "kept": kept})

    assert response.headers["location"] == "/admin/"


# Signed in again in another tab


def test_an_old_token_from_this_very_site_offers_to_resume(browser, mediatrice):
    browser.get(LOGIN)
    send(browser, LOGIN, {"username": "mediatrice", "password": PASSWORD})
    old = {"csrfmiddlewaretoken": "x" * 64}

    screen = browser.post(ADD, WRITTEN | old, headers=HERE)
    resumed(browser, screen)

    assert heading(screen) == "Reprendre"
    assert Partner.objects.get().name == "Mairie"


def test_an_old_token_without_a_session_asks_to_sign_in_first(browser, mediatrice):
    expired(browser)

    asked = browser.post(ADD, WRITTEN | {"csrfmiddlewaretoken": "x" * 64}, headers=HERE)
    resumed(browser, sign_in_from(browser, asked))

    assert Partner.objects.get().name == "Mairie"


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://ailleurs.example"}, {"origin": "null"}, {"origin": "http://testserver.x"}],
)
def test_from_elsewhere_it_is_refused_in_french(browser, mediatrice, headers):
    browser.force_login(mediatrice)

    response = browser.post(ADD, WRITTEN | {"csrfmiddlewaretoken": "x" * 64}, headers=headers)

    assert response.status_code == 403
    assert words(soup(response).h1) == "Nous n’avons pas reçu ce formulaire"
    assert "Mairie" not in response.content.decode()


def test_a_script_with_an_old_token_is_refused(browser, mediatrice):
    browser.force_login(mediatrice)

    response = browser.post(ADD, WRITTEN, headers=HERE | {"accept": "application/json"})

    assert response.status_code == 403


def test_the_sign_in_screen_itself_with_an_old_token_keeps_no_password(browser, mediatrice):
    response = browser.post(LOGIN, {"username": "mediatrice", "password": PASSWORD}, headers=HERE)

    assert response.status_code == 403
    assert PASSWORD not in response.content.decode()
