"""A feed is answered before the middleware that only pages need."""

from datetime import date

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests import factories
from tests.reading import lake

pytestmark = pytest.mark.django_db

FEED = "/permanences/calendrier.ics"
ADDRESSES = [FEED, "/permanences/changements.atom", "/permanences/coueron/residence-du-lac/calendrier.ics"]


@pytest.fixture(autouse=True)
def _stay(set_clock):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    set_clock("2026-11-20 08:00")


@pytest.fixture
def no_page_middleware(monkeypatch):
    """From here on, whatever goes further than the feeds' own middleware fails."""

    def fail(*_):
        raise AssertionError("a feed went through the middleware of pages")

    monkeypatch.setattr("csp.middleware.CSPMiddleware.process_response", fail)
    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_request", fail)
    monkeypatch.setattr("django.contrib.auth.middleware.AuthenticationMiddleware.process_request", fail)


@pytest.mark.usefixtures("no_page_middleware")
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_costs_no_session_no_account_no_page_policy_and_one_query(
    client, address, django_assert_num_queries
):
    etag = client.get(address)["ETag"]

    with django_assert_num_queries(1):
        unchanged = client.get(address, headers={"if-none-match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert client.head(address).status_code == 200
    assert client.options(address).status_code == 204


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_headers_for_every_answer_stand_on_feeds_too(client, settings, address):
    settings.SECURE_HSTS_SECONDS = 60

    headers = client.get(address, secure=True).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=60")


def test_an_unknown_host_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    assert client.get(FEED, headers={"host": "elsewhere.example"}).status_code == 400


def test_http_still_leads_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(FEED)

    assert (response.status_code, response["Location"]) == (301, f"https://testserver{FEED}")


def test_only_feeds_are_answered_early(client):
    assert "Content-Security-Policy" in client.get("/permanences/coueron/").headers
    assert client.get("/ailleurs/calendrier.ics")["Content-Type"].startswith("text/html")
    assert client.post(FEED).status_code == 405


def test_a_redirection_made_in_the_back_office_leads_from_an_unknown_calendar(client):
    Redirect.objects.create(old_path="/permanences/ancien/calendrier.ics", redirect_link=FEED)

    response = client.get("/permanences/ancien/calendrier.ics")

    assert (response.status_code, response["Location"]) == (301, FEED)
