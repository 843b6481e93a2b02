"""The layer in front of Django: it says what Django would say, or leaves it to Django."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections, transaction
from django.test import RequestFactory

from core import stamps
from schedule.actions.change_date import change_date
from schedule.feeds import building, front
from schedule.feeds.announcing import announce
from schedule.models import Caravan, Permanence
from tests import factories
from tests.reading import lake
from tests.schedule.feeds.threads import in_a_thread

ADDRESS = "/permanences/calendrier.ics"
NEWS = "/permanences/changements.atom"

pytestmark = pytest.mark.usefixtures("plan")


class Site:
    """The site behind the layer. `by_django` counts the requests that came through to Django."""

    def __init__(self) -> None:
        self.django, self.by_django = WSGIHandler(), 0
        self.front = front.FeedFront(self._counting)

    def _counting(self, environ: dict, start_response: Callable):
        self.by_django += 1
        return self.django(environ, start_response)

    def get(self, path: str = ADDRESS, method: str = "GET", **headers: str):
        return call(self.front, path, method, **headers)

    def is_repeated(self, path: str = ADDRESS, method: str = "GET", **headers: str) -> bool:
        """Whether this request does not come through to Django."""
        before = self.by_django
        self.get(path, method, **headers)
        return self.by_django == before


def call(application: Callable, path: str, method: str, **headers: str) -> tuple[str, list, bytes]:
    """Status, headers in order of their names, and body. `HTTP_HOST="…"` and the like are headers."""
    given: dict[str, Any] = {}

    def start_response(status: str, named: list, _exc_info=None) -> None:
        given.update(status=status, headers=sorted((name.lower(), value) for name, value in named))

    environ = RequestFactory().generic(method, path, **headers).environ
    environ["wsgi.input"] = BytesIO()
    answered = application(environ, start_response)
    body = b"".join(answered)
    if hasattr(answered, "close"):
        answered.close()
    return given["status"], given["headers"], body


def header(answer: tuple, name: str) -> str:
    return dict(answer[1])[name]


@pytest.fixture(scope="module")
def committed(own_database) -> Permanence:
    return factories.stay(date(2026, 11, 24), date(2027, 1, 15), at=lake())


@pytest.fixture
def plan(committed, set_clock) -> Permanence:
    set_clock("2026-11-20 08:00")
    building.forget()
    return committed


@pytest.fixture
def site() -> Site:
    """One that has answered everything once."""
    site = Site()
    for path in (ADDRESS, NEWS):
        assert site.get(path)[0] == "200 OK"
    return site


def test_the_server_calls_the_layer():
    from config.wsgi import application

    assert isinstance(application, front.FeedFront)


ENCODINGS = (
    None,
    "",
    "gzip",
    "br",
    "gzip, deflate, br, zstd",
    "gzip;q=1.0, br;q=0.5",
    "*",
    "identity",
    "gzip;q=0",
    "br;q=0, gzip;q=0",
    "x-gzip",
    "gzip;q=nonsense",
)


@pytest.mark.parametrize("path", [ADDRESS, NEWS])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_repeats_what_django_answers_byte_for_byte_and_header_for_header(site, path, method):
    first = site.get(path)
    tag, moment = header(first, "etag"), header(first, "last-modified")
    bare = tag.strip('"')
    conditions = [{}]
    for match in (tag, f"W/{tag}", f'"{bare}-gzip"', f'"other", {tag}', bare, "*", '"other"', "other", ""):
        conditions.append({"HTTP_IF_NONE_MATCH": match})
        conditions.append({"HTTP_IF_NONE_MATCH": match, "HTTP_IF_MODIFIED_SINCE": moment})
    for since in (moment, "Thu, 01 Jan 2026 00:00:00 GMT", "Sat, 01 Jan 2050 00:00:00 GMT", "yesterday"):
        conditions.append({"HTTP_IF_MODIFIED_SINCE": since})
    seen = set()

    for encoding, condition in product(ENCODINGS, conditions):
        asked = condition if encoding is None else condition | {"HTTP_ACCEPT_ENCODING": encoding}
        site.get(path, method, **asked)
        before = site.by_django
        repeated = site.get(path, method, **asked)
        assert site.by_django == before, asked
        assert repeated == call(site.django, path, method, **asked), asked
        seen.add(repeated[0])

    assert seen == {"200 OK", "304 Not Modified"}


def test_a_304_has_no_length_whoever_answers(site):
    tag = header(site.get(), "etag")
    building.forget()

    by_django = site.get(HTTP_IF_NONE_MATCH=tag)
    repeated = site.get(HTTP_IF_NONE_MATCH=tag)

    assert by_django == repeated
    assert by_django[0] == "304 Not Modified"
    assert not {name for name, _ in by_django[1]} & {"content-length", "content-type"}


def test_a_304_that_came_first_takes_nothing_from_later_answers(site):
    expected, tag = site.get(), header(site.get(), "etag")
    building.forget()
    other = Site()

    assert other.get(HTTP_IF_NONE_MATCH=tag)[0] == "304 Not Modified"
    assert other.get() == expected  # Django builds it
    assert other.get() == expected
    assert other.by_django == 2


def test_nobody_receives_the_cookie_of_somebody_else(site):
    strange = {"HTTP_COOKIE": "sessionid=x"}
    for query in ("", "?a=1"):
        site.get(f"{ADDRESS}{query}", **strange)

    for query in ("", "?a=1"):
        assert "set-cookie" not in dict(site.get(f"{ADDRESS}{query}")[1])


def test_a_question_as_long_as_a_book_is_not_kept(site):
    book = {"HTTP_IF_NONE_MATCH": '"x",' * 5000}

    assert site.get(**book)[0] == "200 OK"
    assert not site.is_repeated(**book)


def test_who_refuses_compression_gets_none(site):
    for encoding in ("gzip;q=0", "identity"):
        assert b"BEGIN:VCALENDAR" in site.get(HTTP_ACCEPT_ENCODING=encoding)[2]
        assert b"BEGIN:VCALENDAR" in call(site.django, ADDRESS, "GET", HTTP_ACCEPT_ENCODING=encoding)[2]


def test_a_change_is_seen_at_the_next_request(site, plan):
    tag = header(site.get(), "etag")

    change = change_date(plan, date(2026, 11, 24), kind="cancelled")
    told = site.get(HTTP_IF_NONE_MATCH=tag)
    change.delete()
    undone = site.get(HTTP_IF_NONE_MATCH=header(told, "etag"))

    assert told[0] == undone[0] == "200 OK"
    assert "ANNULÉ" in told[2].decode()
    assert "ANNULÉ" not in undone[2].decode()
    assert not site.is_repeated()
    assert site.is_repeated()


def test_what_was_not_announced_yet_goes_to_django(site):
    stamps.move(stamps.SCHEDULE)

    assert not site.is_repeated()  # Django tells it
    assert not site.is_repeated()
    assert site.is_repeated()


def test_a_change_that_another_thread_has_not_committed_is_not_told(site, plan):
    caravan = Caravan.objects.first()
    before = site.get()
    with transaction.atomic():
        caravan.name, kept = "La jaune", caravan.name
        caravan.save()
        during = in_a_thread(site.get)
        transaction.set_rollback(True)
    caravan.name = kept

    assert during == before == site.get()


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        (f"{ADDRESS}?a=1", "GET", {}),
        (ADDRESS, "POST", {}),
        (ADDRESS, "PUT", {}),
        (ADDRESS, "DELETE", {}),
        (ADDRESS, "OPTIONS", {}),
        (ADDRESS, "GET", {"HTTP_HOST": "elsewhere.example"}),
        (ADDRESS, "GET", {"HTTP_HOST": "no host at all"}),
        (ADDRESS, "GET", {"HTTP_IF_MATCH": '"other"'}),
        (ADDRESS, "GET", {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 2026 00:00:00 GMT"}),
        ("/permanences/atlantide/calendrier.ics", "GET", {}),
        ("//permanences/calendrier.ics", "GET", {}),
    ],
)
def test_it_leaves_everything_else_to_django(site, settings, path, method, headers):
    settings.ALLOWED_HOSTS = ["testserver"]

    for _ in range(2):
        before = site.by_django
        answered = site.get(path, method, **headers)
        assert site.by_django == before + 1
        assert answered == call(site.django, path, method, **headers)


def test_it_never_spares_anyone_the_way_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}

    assert site.get(**secure)[0] == "200 OK"
    assert site.is_repeated(**secure)
    assert site.get()[0] == "301 Moved Permanently"
    assert site.get(HTTP_X_FORWARDED_PROTO="http")[0] == "301 Moved Permanently"


def test_a_former_address_keeps_leading_on(site):
    page = Permanence.objects.get().place
    address = "/permanences/coueron/residence-du-lac/calendrier.ics"
    assert site.get(address)[0] == "200 OK"

    page.slug = "residence-de-l-ile"
    page.save_revision().publish()
    led = site.get(address)
    page.slug = "residence-du-lac"
    page.save_revision().publish()

    assert led[0] == "301 Moved Permanently"
    assert header(led, "location") == "/permanences/coueron/residence-de-l-ile/calendrier.ics"
    assert site.get(address)[0] == "200 OK"
    assert site.get("/permanences/coueron/residence-de-l-ile/calendrier.ics")[0] == "301 Moved Permanently"


def test_each_day_begins_with_django(site, set_clock):
    set_clock("2026-11-20 23:59:59")
    assert site.is_repeated()
    set_clock("2026-11-21 00:00")
    assert not site.is_repeated()
    assert site.is_repeated()


def test_a_lost_connection_costs_one_way_to_django(site):
    assert site.is_repeated()
    site.front._pulse._connection.close()

    assert not site.is_repeated()
    assert site.is_repeated()


def test_without_a_database_connection_django_answers(site, monkeypatch):
    expected = site.get()

    def refuse() -> None:
        raise OSError("no more connections")

    monkeypatch.setattr(front, "_connect", refuse)
    site.front._pulse._connection.close()

    assert [site.get() for _ in range(3)] == [expected] * 3


def test_it_forgets_rather_than_grows(site, settings, monkeypatch):
    monkeypatch.setattr(front, "MOST_KEPT", 3)

    for number in range(20):
        assert site.get(HTTP_HOST=f"host-{number}")[0] == "200 OK"

    assert len(site.front._answers) <= 3


def test_it_works_on_both_sides_of_a_fork(site, plan):
    expected = site.get()
    assert site.is_repeated()
    connections.close_all()  # Django's own; that of the layer stays open
    reading, writing = os.pipe()

    if (child := os.fork()) == 0:
        try:
            same = site.get() == expected and site.is_repeated()
            change_date(plan, date(2026, 12, 1), kind="cancelled")
            told = "ANNULÉ" in site.get()[2].decode()
            os.write(writing, b"well" if same and told else b"wrong")
        finally:
            os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reading, 10) == b"well"
    assert "ANNULÉ" in site.get()[2].decode()
    assert site.is_repeated()
    plan.changes.all().delete()
    announce()
    assert "ANNULÉ" not in site.get()[2].decode()


def test_many_threads_never_read_anything_older_than_what_was_committed(site, plan):
    caravan, committed, done = Caravan.objects.first(), [0], threading.Event()

    def poll() -> int:
        asked = 0
        try:
            while not done.is_set():
                known = committed[0]
                status, _, body = site.get(HTTP_ACCEPT_ENCODING="identity")
                assert status == "200 OK"
                shown = {int(part.split()[0]) for part in body.decode().split("SUMMARY:Caravane ")[1:]}
                assert len(shown) == 1, "two states of the plan in one calendar"
                assert shown.pop() >= known
                asked += 1
        finally:
            connections.close_all()
        return asked

    caravan.name = "Caravane 0"
    caravan.save()
    with ThreadPoolExecutor(4) as pool:
        polls = [pool.submit(poll) for _ in range(4)]
        try:
            for number in range(1, 13):
                caravan.name = f"Caravane {number}"
                caravan.save()
                committed[0] = number
                time.sleep(0.05)
        finally:
            done.set()
        asked = [one.result() for one in polls]

    assert min(asked) > 0
    assert sum(asked) > 12


def test_a_feed_that_changes_faster_than_it_is_built_is_served_all_the_same(site, plan, monkeypatch):
    caravan, changes, build = Caravan.objects.first(), [], building._build

    def rename() -> None:
        changes.append(f"Caravane {len(changes)}")
        Caravan(pk=caravan.pk, slug=caravan.slug, name=changes[-1]).save()

    def slowly(feed, day):
        built = build(feed, day)
        if len(changes) <= building.TRIES:
            in_a_thread(rename)
        return built

    rename()
    monkeypatch.setattr(building, "_build", slowly)
    status, _, body = site.get()

    assert status == "200 OK"
    assert len(changes) == building.TRIES + 1
    assert f"SUMMARY:{changes[-1]} –" in body.decode()
