"""A code as well as the password: for those who set it up, and for all when the coordination says so."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from home.accounts.models import SecuritySettings
from tests import factories
from tests.home.signing_in import (
    CODE,
    LOGIN,
    PASSWORD,
    SECURITY,
    SET_UP,
    app_code,
    enrolled,
    heading,
    is_in,
    required,
    sign_in,
    words,
)
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def mediatrice():
    return factories.user()


def type_code(client, code: str, **more):
    return client.post(CODE, {"code": code} | more)


def errors(response) -> list[str]:
    return list(dict.fromkeys(words(note) for note in soup(response).select(".error-message")))


def no_wait(user) -> None:
    """Time passes: a wrong code is forgiven."""
    TOTPDevice.objects.filter(user=user).update(throttling_failure_count=0)


# Signing in


def test_without_a_code_set_up_the_password_opens(client, mediatrice):
    assert sign_in(client).headers["location"] == "/admin/"
    assert is_in(client)


def test_with_one_the_password_alone_opens_nothing(client, mediatrice):
    enrolled(mediatrice)

    response = sign_in(client)

    assert heading(response) == "Votre code"
    assert client.get("/admin/").headers["location"] == "/admin/login/?next=/admin/"
    assert not client.get("/").wsgi_request.user.is_authenticated


def test_the_code_of_the_app_opens_and_leads_where_one_was_going(client, mediatrice):
    key, _ = enrolled(mediatrice)
    sign_in(client, next="/admin/images/")

    response = type_code(client, app_code(key), next="/admin/images/")

    assert response.headers["location"] == "/admin/images/"
    assert is_in(client)


def test_a_wrong_code_is_said_beside_the_field_and_the_next_try_has_to_wait(client, mediatrice):
    key, _ = enrolled(mediatrice)
    sign_in(client)

    wrong = type_code(client, "000000")
    too_soon = type_code(client, app_code(key))

    assert errors(wrong) == ["Ce code n’est pas le bon, ou il a déjà servi. Prenez le suivant."]
    assert errors(too_soon) == ["Attendez 1 seconde, puis réessayez."]
    assert not is_in(client)


def test_each_wrong_code_doubles_the_wait(client, mediatrice):
    enrolled(mediatrice)
    sign_in(client)
    TOTPDevice.objects.update(throttling_failure_count=9)

    type_code(client, "000000")

    assert errors(type_code(client, "000000")) == ["Attendez 9 minutes, puis réessayez."]


def test_a_code_opens_once(client, mediatrice):
    key, _ = enrolled(mediatrice)
    code = app_code(key)
    sign_in(client)
    type_code(client, code)
    other = Client()
    sign_in(other)

    response = type_code(other, code)

    assert errors(response) == ["Ce code n’est pas le bon, ou il a déjà servi. Prenez le suivant."]
    assert not is_in(other)


def test_a_recovery_code_opens_once_however_it_is_typed(client, mediatrice):
    _, codes = enrolled(mediatrice)
    sign_in(client)
    type_code(client, f" {codes[3].upper()} ")
    other = Client()
    sign_in(other)

    type_code(other, codes[3])

    assert (is_in(client), is_in(other)) == (True, False)
    assert StaticToken.objects.count() == 9


def test_no_recovery_code_can_be_read_in_the_database(mediatrice):
    _, codes = enrolled(mediatrice)

    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert len(kept) == len(set(codes)) == 10
    assert not kept & {code.replace("-", "") for code in codes}


@pytest.mark.parametrize("code", ["", "x" * 41, "\x00", "😀😀😀😀😀😀", "١٢٣٤٥٦", "12345", "-1", "1e5"])
def test_any_code_gets_an_answer_beside_the_field(client, mediatrice, code):
    enrolled(mediatrice)
    sign_in(client)

    assert len(errors(type_code(client, code))) == 1


def test_another_persons_code_opens_nothing(client, mediatrice):
    enrolled(mediatrice)
    key, codes = enrolled(factories.user("coordination", factories.COORDINATION))
    sign_in(client)

    type_code(client, codes[0])
    type_code(client, app_code(key))

    assert not is_in(client)


def test_after_ten_minutes_the_password_is_asked_again(client, mediatrice, set_clock):
    key, _ = enrolled(mediatrice)
    set_clock("2026-11-24 10:00")
    sign_in(client)
    set_clock("2026-11-24 10:11")

    response = type_code(client, app_code(key))

    assert "Trop de temps a passé. Recommencez." in words(soup(response).main)
    assert not is_in(client)


def test_a_password_changed_in_between_is_asked_again(client, mediatrice):
    key, _ = enrolled(mediatrice)
    sign_in(client)
    mediatrice.set_password("un-autre")
    mediatrice.save()

    type_code(client, app_code(key))

    assert not is_in(client)


def test_the_code_screen_without_a_password_first_is_the_sign_in_screen(client):
    assert client.get(CODE).context["form"].fields.keys() >= {"username", "password"}


def test_a_session_opened_before_the_code_was_set_up_is_asked_for_it(client, mediatrice):
    client.force_login(mediatrice)
    key, _ = enrolled(mediatrice)

    asked = client.get("/admin/images/?q=lac")
    response = type_code(client, app_code(key), next="/admin/images/?q=lac")

    assert asked.headers["location"] == "/admin/login/code/?next=%2Fadmin%2Fimages%2F%3Fq%3Dlac"
    assert response.headers["location"] == "/admin/images/?q=lac"


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/api/main/pages/",
        "/admin/account/",
        "/admin/securite/",
        "/admin/permanences/prochaines/",
        "/admin/tag-autocomplete/?term=a",
        "/admin/rien-de-tel/",
    ],
)
def test_no_address_of_the_back_office_opens_with_half_of_it(client, mediatrice, address):
    client.force_login(mediatrice)
    enrolled(mediatrice)

    asked = client.get(address)
    by_script = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
    sent_by_script = client.post(address, headers={"accept": "application/json"})

    assert asked.headers["location"].startswith(CODE)
    assert (by_script.status_code, sent_by_script.status_code) == (403, 403)


# Setting it up


def test_the_app_is_set_up_from_a_drawing_or_a_key_and_ten_codes_are_shown_once(client, mediatrice):
    client.force_login(mediatrice)
    screen = soup(client.get(SET_UP))
    key = words(screen.select_one(".account__key"))

    response = client.post(SET_UP, {"code": app_code(key)})

    codes = [words(code) for code in soup(response).select(".account__codes code")]
    assert screen.select_one(".account__qr svg path")
    assert len(set(codes)) == 10
    assert is_in(client)
    again = client.post(SET_UP, {"code": app_code(key)})
    assert again.headers["location"] == SECURITY
    other = Client()
    sign_in(other)
    type_code(other, codes[0])
    assert is_in(other)


def test_a_wrong_code_keeps_the_same_key(client, mediatrice):
    client.force_login(mediatrice)
    key = words(soup(client.get(SET_UP)).select_one(".account__key"))

    response = client.post(SET_UP, {"code": "abc"})

    assert errors(response) == ["Ce code n’est pas le bon. Attendez le suivant, puis tapez-le."]
    assert words(soup(response).select_one(".account__key")) == key
    assert sign_in(Client()).status_code == 302


def test_the_account_screen_leads_to_it(client, mediatrice):
    client.force_login(mediatrice)

    assert soup(client.get("/admin/account/")).select_one(f"a[href='{SECURITY}']")


# When the coordination requires it


def test_when_required_everybody_sets_it_up_before_anything_else(client, mediatrice):
    required()
    client.force_login(mediatrice)

    asked = client.get("/admin/images/")
    by_script = client.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"})
    key = words(soup(client.get(asked.headers["location"])).select_one(".account__key"))
    done = client.post(SET_UP, {"code": app_code(key), "next": "/admin/images/"})

    assert asked.headers["location"] == f"{SET_UP}?next=%2Fadmin%2Fimages%2F"
    assert by_script.status_code == 403
    assert soup(done).select_one(".account__end a")["href"] == "/admin/images/"
    assert client.get("/admin/images/").status_code == 200


def test_when_required_one_can_still_sign_out(client, mediatrice):
    required()
    client.force_login(mediatrice)

    client.post("/admin/logout/")

    assert client.get("/admin/").headers["location"].startswith(LOGIN)


def test_coordination_alone_decides(client, mediatrice):
    client.force_login(mediatrice)
    refused = client.get("/admin/settings/home/securitysettings/", follow=True)
    client.force_login(factories.user("coordination", factories.COORDINATION))
    form = client.get("/admin/settings/home/securitysettings/", follow=True)

    saved = client.post(
        form.request["PATH_INFO"], {"second_factor_required": "on", "trusted_device_days": "7"}
    )

    assert refused.request["PATH_INFO"] == "/admin/"
    assert saved.status_code == 302
    kept = SecuritySettings.objects.get()
    assert (kept.second_factor_required, kept.trusted_device_days) == (True, 7)


@pytest.mark.parametrize("days", ["-1", "91", "beaucoup", ""])
def test_a_period_that_makes_no_sense_is_refused_beside_the_field(client, days):
    client.force_login(factories.user("coordination", factories.COORDINATION))
    address = client.get("/admin/settings/home/securitysettings/", follow=True).request["PATH_INFO"]

    response = client.post(address, {"trusted_device_days": days})

    assert len(errors(response)) == 1


# Trusted devices


def trusting(client, user) -> tuple[bytes, list[str]]:
    """She has signed in here once, and asked to be remembered."""
    key, codes = enrolled(user)
    sign_in(client)
    type_code(client, app_code(key), trust="on")
    client.post("/admin/logout/")
    return key, codes


def test_a_trusted_device_asks_for_the_password_only(client, mediatrice):
    trusting(client, mediatrice)

    sign_in(client)

    assert is_in(client)


def test_what_the_device_keeps_is_out_of_reach_of_scripts_and_of_public_pages(client, mediatrice, settings):
    settings.SESSION_COOKIE_SECURE = True
    key, _ = enrolled(mediatrice)
    sign_in(client)

    cookie = type_code(client, app_code(key), trust="on").cookies[f"appareil-{mediatrice.pk}"]

    kept = {name: cookie[name] for name in ("httponly", "secure", "samesite", "path", "max-age")}
    assert kept == {
        "httponly": True,
        "secure": True,
        "samesite": "Lax",
        "path": "/admin/",
        "max-age": 30 * 24 * 3600,
    }


def test_without_asking_nothing_is_remembered(client, mediatrice):
    key, _ = enrolled(mediatrice)
    sign_in(client)

    assert f"appareil-{mediatrice.pk}" not in type_code(client, app_code(key)).cookies


def change_password(user):
    user.set_password("un-autre")
    user.save()
    return "un-autre"


def change_app(user):
    enrolled(user)
    return PASSWORD


def shorten(user):
    SecuritySettings.objects.create(trusted_device_days=0)
    return PASSWORD


@pytest.mark.parametrize("change", [change_password, change_app, shorten])
def test_another_password_another_app_or_no_trust_any_more_forgets_the_device(client, mediatrice, change):
    trusting(client, mediatrice)

    password = change(mediatrice)

    assert heading(sign_in(client, password=password)) == "Votre code"


def test_the_mark_of_one_person_does_not_serve_another(client, mediatrice):
    trusting(client, mediatrice)
    other = factories.user("autre")
    enrolled(other)
    client.cookies[f"appareil-{other.pk}"] = client.cookies[f"appareil-{mediatrice.pk}"].value

    assert heading(sign_in(client, "autre")) == "Votre code"


def test_with_zero_days_the_question_is_not_asked(client, mediatrice):
    enrolled(mediatrice)
    SecuritySettings.objects.create(trusted_device_days=0)

    assert not soup(sign_in(client)).select("[name=trust]")


def test_she_can_forget_all_her_devices(client, mediatrice):
    trusting(client, mediatrice)
    sign_in(client)

    client.post("/admin/securite/appareils/")

    client.post("/admin/logout/")
    assert heading(sign_in(client)) == "Votre code"


# Changing it


@pytest.fixture
def inside(client, mediatrice):
    """She is signed in with her app. Gives its key and the recovery codes."""
    key, codes = enrolled(mediatrice)
    sign_in(client)
    type_code(client, app_code(key))
    TOTPDevice.objects.update(last_t=-1)
    return key, codes


def test_she_turns_it_off_with_password_and_code(client, mediatrice, inside):
    client.post(SECURITY, {"password": PASSWORD, "code": app_code(inside[0]), "what": "off"})

    client.post("/admin/logout/")
    assert sign_in(client).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()


@pytest.mark.parametrize("wrong", ["password", "code"])
def test_nothing_changes_without_both(client, inside, wrong):
    right = {"password": PASSWORD, "code": inside[1][0], "what": "off"}

    response = client.post(SECURITY, right | {wrong: "x"})

    assert len(errors(response)) == 1
    assert TOTPDevice.objects.count() == 1
    assert StaticToken.objects.count() == 10


def test_guessing_the_password_there_is_limited_too(client, inside):
    for _ in range(4):
        client.post(SECURITY, {"password": "x", "code": "x", "what": "off"})

    response = client.post(SECURITY, {"password": "x", "code": "x", "what": "off"})

    assert errors(response) == ["Trop d’essais à la suite. Attendez 15 minutes, puis réessayez."]


def test_when_required_it_cannot_be_turned_off(client, inside):
    required()

    client.post(SECURITY, {"password": PASSWORD, "code": app_code(inside[0]), "what": "off"})

    assert TOTPDevice.objects.count() == 1
    assert not soup(client.get(SECURITY)).select("[value=off]")


def test_new_recovery_codes_replace_the_old_ones(client, mediatrice, inside):
    response = client.post(SECURITY, {"password": PASSWORD, "code": app_code(inside[0]), "what": "codes"})

    new = [words(code) for code in soup(response).select(".account__codes code")]
    assert (len(new), set(new) & set(inside[1])) == (10, set())
    other = Client()
    sign_in(other)
    type_code(other, inside[1][0])
    assert not is_in(other)


def test_changing_phone_keeps_the_old_app_until_the_new_one_is_confirmed(client, mediatrice, inside):
    client.post(SECURITY, {"password": PASSWORD, "code": app_code(inside[0]), "what": "replace"})
    new_key = words(soup(client.get(SET_UP)).select_one(".account__key"))
    before = list(TOTPDevice.objects.filter(confirmed=True).values_list("key", flat=True))

    client.post(SET_UP, {"code": app_code(new_key)})

    assert before == [inside[0].hex()]
    assert TOTPDevice.objects.get().bin_key != inside[0]
    assert is_in(client)


def test_another_app_cannot_be_set_up_without_that(client, inside):
    assert client.get(SET_UP).headers["location"] == SECURITY


# A lost phone


@pytest.fixture
def coordination(client):
    client.force_login(factories.user("coordination", factories.COORDINATION))
    return client


def reset_address(person) -> str:
    return f"/admin/securite/{person.pk}/reinitialiser/"


def test_a_coordinator_takes_the_code_away_from_the_page_of_the_person(coordination, mediatrice):
    enrolled(mediatrice)

    page = coordination.get(f"/admin/users/edit/{mediatrice.pk}/")
    coordination.post(reset_address(mediatrice))

    assert soup(page).select(f"a[href='{reset_address(mediatrice)}']")
    assert sign_in(Client()).status_code == 302
    assert ModelLogEntry.objects.filter(action="home.reset_second_factor").count() == 1


def test_never_a_superusers_nor_her_own(coordination, django_user_model):
    boss = django_user_model.objects.create_superuser("direction", "d@example.org", PASSWORD)
    enrolled(boss)
    herself = django_user_model.objects.get(username="coordination")

    answers = [coordination.post(reset_address(person)).headers["location"] for person in (boss, herself)]

    assert answers == ["/admin/", "/admin/"]
    assert TOTPDevice.objects.filter(user=boss).count() == 1


def test_a_mediator_takes_nobodys_code_away(client, mediatrice):
    other = factories.user("autre")
    enrolled(other)
    client.force_login(mediatrice)

    client.post(reset_address(other))

    assert TOTPDevice.objects.filter(user=other).count() == 1


def test_whoever_runs_the_site_has_a_command(mediatrice, capsys):
    enrolled(mediatrice)

    call_command("reset_second_factor", "mediatrice")

    assert capsys.readouterr().out == "Le compte « mediatrice » se connecte avec son seul mot de passe.\n"
    with pytest.raises(CommandError, match="n’a pas de code"):
        call_command("reset_second_factor", "mediatrice")
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("reset_second_factor", "personne")


# Visitors


def test_visitors_meet_no_cookie_and_no_query_of_it(client):
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/")

    asked = " ".join(query["sql"] for query in queries)
    assert not response.cookies
    assert not any(table in asked for table in ("otp_", "axes_", "home_securitysettings", "auth_user"))


def test_the_check_costs_the_desk_no_query(client, mediatrice):
    required()
    enrolled(mediatrice)
    client.force_login(mediatrice)

    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/account/")

    assert len([query for query in queries if "otp_totp" in query["sql"]]) == 1


def test_two_tabs_on_the_same_set_up_show_the_same_key(client, mediatrice):
    TOTPDevice.objects.create(user=mediatrice, confirmed=False, name="app")
    TOTPDevice.objects.create(user=mediatrice, confirmed=False, name="app")
    client.force_login(mediatrice)

    first, second = (client.get(SET_UP) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 200)


def test_wagtails_own_sign_in_for_private_pages_is_no_side_door(client, mediatrice):
    response = client.post("/_util/login/", {"username": "mediatrice", "password": PASSWORD})

    assert response.headers["location"] == LOGIN
    assert "_auth_user_id" not in client.session
