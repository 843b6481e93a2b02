"""Links to other sites, asked for real: a server of our own stands for them."""

import threading
import time
from collections import defaultdict
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command

from guides.links import warnings
from guides.links.asking import NO_ANSWER, Asking, status
from guides.links.checking import check_links, is_due
from guides.models import LinkCheck
from tests import factories

ASKING = Asking(agent="e-tinerance tests", timeout=0.5, may_be_private=True)


class Site(BaseHTTPRequestHandler):
    """`/404` answers 404, `/slow` too late, `/loop` leads to itself, and so on. It writes down who asks."""

    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def do_HEAD(self):
        self.asked[self.path].append((self.command, self.headers["User-Agent"]))
        if self.path == "/slow":
            time.sleep(1)
        if self.path == "/cut":
            return
        refuses_head = self.path == "/no-head" and self.command == "HEAD"
        answer = 405 if refuses_head else int(self.path[1:]) if self.path[1:].isdigit() else 200
        to = {"/loop": "/loop", "/moved": "/200", "/moved-to-nothing": "/404", "/out": "ftp://example.org/"}
        self.send_response(302 if self.path in to else answer)
        if self.path in to:
            self.send_header("Location", to[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", 200),
        ("/200?a=é b", 200),
        ("/no-head", 200),
        ("/moved", 200),
        ("/404", 404),
        ("/410", 410),
        ("/403", 403),
        ("/500", 500),
        ("/moved-to-nothing", 404),
        ("/loop", NO_ANSWER),
        ("/slow", NO_ANSWER),
        ("/cut", NO_ANSWER),
        ("/out", NO_ANSWER),
    ],
)
def test_what_a_link_answers_in_the_end(site, path, answer):
    assert status(site + path, ASKING) == answer


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/", "http://nowhere.invalid/", "http://", "https://[::1", "http://a:99999/", "x"],
)
def test_an_address_where_nobody_is_has_no_answer(url):
    assert status(url, ASKING) == NO_ANSWER


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "0.0.0.1"]
)
def test_the_server_never_knocks_on_an_inner_door(site, host):
    Site.asked.clear()
    url = site.replace("127.0.0.1", host) + "/200"

    answer = status(url, Asking(agent="x", timeout=0.5))

    assert (answer, dict(Site.asked)) == (NO_ANSWER, {})


def test_head_is_asked_first_and_the_site_is_named(site):
    Site.asked.clear()

    status(f"{site}/200", ASKING)
    status(f"{site}/no-head", ASKING)

    agent = "e-tinerance tests"
    assert dict(Site.asked) == {
        "/200": [("HEAD", agent)],
        "/no-head": [("HEAD", agent), ("GET", agent)],
    }


def guide_with(*urls: str, text: str = "", **fields):
    links = [("link", {"label": "Le site", "url": url, "who": ""}) for url in urls]
    body = (
        [("step", {"title": "Ouvrez", "text": f'<p>Sur <a href="{text}">le site</a>.</p>'})] if text else []
    )
    return factories.guide(links=links, body=body, **fields)


@pytest.fixture
def at(set_clock):
    return set_clock("2026-11-24 03:00")


@pytest.mark.django_db
def test_links_of_published_guides_are_asked_once_and_written_down(site, at):
    guide_with(f"{site}/404", f"{site}/200", text=f"{site}/500")
    guide_with(f"{site}/404")
    guide_with(f"{site}/410").unpublish()

    failing = check_links(at, ASKING, pause=0)

    assert {check.url for check in failing} == {f"{site}/404", f"{site}/500"}
    rows = LinkCheck.objects.order_by("status").values_list("url", "status", "checked_at", "first_failed_at")
    assert list(rows) == [
        (f"{site}/200", 200, at, None),
        (f"{site}/404", 404, at, at),
        (f"{site}/500", 500, at, at),
    ]


@pytest.mark.django_db
def test_a_site_is_dead_when_it_is_gone_or_fails_twice(site, at):
    guide_with(f"{site}/404", f"{site}/500", f"{site}/200")

    check_links(at, ASKING, pause=0)
    after_one_night = LinkCheck.objects.dead().since()
    check_links(at + timedelta(days=1), ASKING, pause=0)

    assert after_one_night == {f"{site}/404": at.date()}
    assert LinkCheck.objects.dead().since() == dict.fromkeys([f"{site}/404", f"{site}/500"], at.date())


@pytest.mark.django_db
def test_a_link_that_answers_again_is_good_and_one_that_is_taken_away_is_forgotten(site, at):
    LinkCheck.objects.create(url=f"{site}/200", status=404, checked_at=at, first_failed_at=at)
    LinkCheck.objects.create(url=f"{site}/gone", status=404, checked_at=at, first_failed_at=at)
    guide_with(f"{site}/200")

    check_links(at, ASKING, pause=0)

    assert list(LinkCheck.objects.values_list("url", "first_failed_at")) == [(f"{site}/200", None)]


@pytest.mark.django_db
def test_a_dead_link_stands_on_the_desk_and_names_its_guide(rf, at):
    guide = guide_with("https://example.org/perdu")
    LinkCheck.objects.create(
        url="https://example.org/perdu", status=404, checked_at=at, first_failed_at=at - timedelta(days=3)
    )
    request = rf.get("/admin/")
    request.user = factories.user()

    (warning,) = warnings.of_request(request)

    assert warning.sentence.replace("\xa0", " ") == (
        "Un lien de la fiche « Payer son loyer » ne répond plus depuis le 21 novembre 2026 : "
        "https://example.org/perdu"
    )
    assert warning.url == f"/admin/pages/{guide.pk}/edit/"


@pytest.mark.django_db
def test_links_are_asked_once_a_night_and_only_where_it_is_wanted(settings, at):
    by_default = is_due(at)
    settings.CHECK_LINKS = True
    in_the_morning, at_night = is_due(at + timedelta(hours=4)), is_due(at)
    LinkCheck.objects.create(url="https://example.org/", status=200, checked_at=at)

    again, the_next_night = is_due(at + timedelta(hours=1)), is_due(at + timedelta(days=1))

    assert (by_default, in_the_morning, at_night) == (False, False, True)
    assert (again, the_next_night) == (False, True)


@pytest.mark.django_db
def test_the_command_says_what_does_not_answer(at, capsys):
    guide_with("http://127.0.0.1:9/")

    call_command("check_links")

    assert capsys.readouterr().out.splitlines() == [
        "sans réponse  http://127.0.0.1:9/",
        "Liens qui ne répondent pas : 1.",
    ]


@pytest.mark.django_db
def test_serving_a_page_asks_nothing(client, site):
    Site.asked.clear()
    guide = guide_with(f"{site}/404")

    answer = client.get(guide.url)

    assert (answer.status_code, dict(Site.asked)) == (200, {})
