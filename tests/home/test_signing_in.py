"""Guessing a password is made slow, in words; and of failures little is kept, for a short time."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management import call_command
from django.test import RequestFactory, override_settings
from django.utils import timezone

from core.addresses import client_address
from home.accounts.signing_in import wait_sentence
from tests import factories
from tests.home.signing_in import LOGIN, is_in, sign_in, words
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def mediatrice():
    return factories.user()


def fail(client, times: int, **more):
    for _ in range(times):
        response = sign_in(client, password="autre", **more)
    return response


def told(response) -> str:
    return " ".join(words(note) for note in soup(response).select(".messages li"))


def test_five_wrong_passwords_close_the_door_and_the_screen_says_for_how_long(client, mediatrice):
    before = fail(client, 4)
    response = fail(client, 1)

    assert (before.status_code, response.status_code) == (200, 429)
    assert "ne correspondent à aucun utilisateur" in told(before)
    assert told(response) == "Trop d’essais à la suite. Attendez 15 minutes, puis réessayez."


def test_the_right_password_does_not_open_a_closed_door_and_does_not_lengthen_the_wait(client, mediatrice):
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=9, seconds=30))

    response = sign_in(client)

    assert response.status_code == 429
    assert told(response) == "Trop d’essais à la suite. Attendez 6 minutes, puis réessayez."
    assert not is_in(client)


def test_after_the_wait_the_door_opens_and_nothing_of_the_failures_is_kept(client, mediatrice):
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    sign_in(client)

    assert is_in(client)
    assert AccessAttempt.objects.count() == 0


def test_another_person_and_the_same_person_elsewhere_still_enter(client, mediatrice):
    factories.user("coordination", factories.COORDINATION)
    fail(client, 5)

    assert sign_in(client, "coordination").status_code == 302
    client.logout()
    assert (
        client.post(
            LOGIN, {"username": "mediatrice", "password": "mot-de-passe"}, REMOTE_ADDR="192.0.2.7"
        ).headers["location"]
        == "/admin/"
    )


def test_signing_in_forgets_earlier_failures(client, mediatrice):
    fail(client, 4)
    sign_in(client)
    client.logout()

    assert fail(client, 4).status_code == 200


def test_a_failure_keeps_the_name_the_address_how_often_and_when_and_nothing_else(client, mediatrice):
    fail(client, 2, next="/admin/secret/", kept="un long texte")
    sign_in(client, password="autre")

    kept = AccessAttempt.objects.values().get()
    del kept["id"], kept["attempt_time"]
    assert kept == {
        "username": "mediatrice",
        "ip_address": "127.0.0.1",
        "failures_since_start": 3,
        "user_agent": "",
        "http_accept": "",
        "path_info": "",
        "get_data": "",
        "post_data": "",
    }
    assert AccessFailureLog.objects.count() == AccessLog.objects.count() == 0


def test_signing_in_and_out_is_written_nowhere(client, mediatrice):
    sign_in(client)
    client.post("/admin/logout/")

    assert AccessLog.objects.count() == 0


def test_changing_the_browser_gives_no_new_tries(client, mediatrice):
    for number in range(4):
        client.post(
            LOGIN, {"username": "mediatrice", "password": "x"}, HTTP_USER_AGENT=f"navigateur {number}"
        )

    assert fail(client, 1).status_code == 429


def test_whoever_runs_the_site_can_open_the_door_again(client, mediatrice, capsys):
    fail(client, 5)

    call_command("axes_reset_username", "mediatrice")

    assert sign_in(client).status_code == 302


@pytest.mark.parametrize("name", ["", "x" * 255, "\x00", "‮😀", "a" * 10_000])
def test_any_name_gets_an_answer_on_the_screen(client, name):
    assert sign_in(client, name, "x").status_code == 200


@pytest.mark.parametrize(
    ("is_behind", "forwarded", "expected"),
    [
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1,n’importe quoi", "192.0.2.1"),
        (True, "", "192.0.2.1"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (True, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_the_address_is_the_one_that_nobody_can_write_herself(is_behind, forwarded, expected):
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forwarded})
    header = ("HTTP_X_FORWARDED_PROTO", "https") if is_behind else None

    with override_settings(SECURE_PROXY_SSL_HEADER=header):
        assert client_address(request) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(seconds=-3), "Attendez 1 seconde, puis réessayez."),
        (timedelta(seconds=58.5), "Attendez 59 secondes, puis réessayez."),
        (timedelta(seconds=59.5), "Attendez 1 minute, puis réessayez."),
        (timedelta(minutes=14, seconds=1), "Attendez 15 minutes, puis réessayez."),
    ],
)
def test_the_wait_is_said_rounded_up(left, expected):
    assert wait_sentence(left).replace("\xa0", " ") == expected


def test_the_wrong_password_screen_keeps_where_one_was_going(client, mediatrice):
    response = sign_in(client, password="autre", next="/admin/images/")

    assert soup(response).select_one("[name=next]")["value"] == "/admin/images/"


@pytest.mark.parametrize("address", ["https://ailleurs.example/", "//ailleurs.example", "/admin/logout/"])
def test_another_site_or_the_way_out_is_no_place_to_go_to(client, mediatrice, address):
    assert sign_in(client, next=address).headers["location"] == "/admin/"


@pytest.mark.parametrize("after", ["permanences", "security", "wagtailadmin_logout", "?a=1", "#x", "admin/"])
def test_an_odd_address_to_go_on_to_leads_to_the_desk(client, mediatrice, after):
    response = sign_in(client, next=after)

    assert (response.status_code, response.headers["location"]) == (302, "/admin/")
    assert is_in(client)
