"""The first view of the home page, as a browser that knows nothing of us pays for it: bytes, requests, hosts.

Counted by the browser itself (DevTools protocol, `Network`): headers and bodies as they came over the wire.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.public_pages import WORKDAY, every_page

MOST_BYTES, MOST_REQUESTS = 60_000, 8
# What TCP sends before it waits for a first answer: ten segments of 1,460 bytes (RFC 6928).
FIRST_FLIGHT = 14_600
BY_THE_BROWSER = ("data:", "blob:")
MOST_READ = {
    name: of_page
    for name, of_page in every_page().items()
    if name.startswith(("home, ", "agenda, ", "town", "place, ", "a guide")) and "month" not in name
} | {
    "town, nothing planned": ("/permanences/coueron/", "2027-07-01 10:00"),
    "a guide, in the middle": ("/guides/payer-son-loyer-en-ligne/#etape-4", WORKDAY),
}


@pytest.fixture(scope="module")
def chromium(whole_chromium):
    return whole_chromium


@dataclass
class Loaded:
    """`size` in bytes, headers included, `body` without; the addresses in the order of the requests."""

    size: dict[str, int] = field(default_factory=dict)
    body: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def path(self, pattern: str) -> str:
        return next(url for url in self.size if re.search(pattern, url))


@pytest.fixture(scope="module")
def first_view(chromium, site) -> Iterator[tuple[Page, Loaded]]:
    site.set_clock("2026-11-24 10:00")
    context = chromium.new_context(base_url=site.url, locale="fr-FR", viewport=PHONE)
    page, loaded, numbers = context.new_page(), Loaded(), {}
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": False})

    def asked(event: dict) -> None:
        if not event["request"]["url"].startswith(BY_THE_BROWSER):
            numbers[event["requestId"]] = event["request"]["url"]
            loaded.size.setdefault(event["request"]["url"], 0)

    def answered(event: dict) -> None:
        if url := numbers.get(event["requestId"]):
            loaded.headers[url] = {name.lower(): text for name, text in event["response"]["headers"].items()}

    def received(event: dict) -> None:
        if url := numbers.get(event["requestId"]):
            loaded.body[url] = loaded.body.get(url, 0) + int(event["encodedDataLength"])

    def finished(event: dict) -> None:
        if url := numbers.get(event["requestId"]):
            # The icon is asked for twice; the second time, it comes from the cache.
            loaded.size[url] = max(loaded.size[url], int(event["encodedDataLength"]))

    devtools.on("Network.requestWillBeSent", asked)
    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.dataReceived", received)
    devtools.on("Network.loadingFinished", finished)
    page.goto("/", wait_until="networkidle")
    # What a headless browser does not show, and so does not ask for: the icon of the tab, the manifest.
    for link in page.locator("link[rel=icon], link[rel=manifest]").evaluate_all(
        "links => [links.find(l => l.rel === 'icon'), links.find(l => l.rel === 'manifest')]"
        ".filter(l => l).map(l => l.href)"
    ):
        if link not in loaded.size:
            page.evaluate("address => fetch(address).then(answer => answer.blob())", link)
    for _ in range(100):
        if all(loaded.size.values()):
            break
        page.wait_for_timeout(20)
    yield page, loaded
    context.close()


def test_the_first_view_costs_at_most_60_kilobytes_and_eight_requests(first_view):
    _, loaded = first_view

    assert (sum(loaded.size.values()) <= MOST_BYTES, len(loaded.size) <= MOST_REQUESTS) == (True, True), (
        loaded.size
    )
    assert 0 not in loaded.size.values()


def test_the_page_and_its_style_come_in_the_first_flight(first_view):
    page, loaded = first_view

    assert loaded.size[page.url] <= FIRST_FLIGHT, loaded.size[page.url]


@pytest.mark.parametrize("name", MOST_READ)
def test_the_first_screen_of_the_most_read_pages_waits_for_no_file(chromium, site, name):
    address, at = MOST_READ[name]
    site.set_clock(at)
    seen = {}
    for late in (False, True):
        context = chromium.new_context(base_url=site.url, locale="fr-FR", viewport=PHONE)
        page = context.new_page()
        refused = []
        if late:
            page.route("**/css/rest*.css", lambda route: (refused.append(route), route.abort()))  # noqa: B023
        page.goto(address, wait_until="networkidle")
        seen[late] = []
        # Where an address leads inside a page, another width scrolls to another place.
        for viewport in (PHONE,) if "#" in address else (PHONE, DESK):
            page.set_viewport_size(viewport)
            seen[late].append(page.screenshot(animations="disabled", caret="hide"))
        context.close()
        assert bool(refused) is late

    assert [early == late for early, late in zip(seen[False], seen[True], strict=True)].count(False) == 0


def test_everything_comes_compressed_from_one_host_and_leaves_no_cookie(first_view):
    page, loaded = first_view
    plain = ("woff2", "png", "webp", "jpg")

    assert {urlsplit(url).netloc for url in loaded.size} == {urlsplit(page.url).netloc}
    assert page.context.cookies() == []
    assert [
        url
        for url, headers in loaded.headers.items()
        if headers.get("content-encoding") not in ("br", "gzip") and not url.endswith(plain)
    ] == []


def test_the_server_gives_no_version_away_and_files_have_their_policy_too(first_view):
    """The headers of tests/home/test_headers.py, once the web server has added its own."""
    _, loaded = first_view

    assert {headers.get("server", "") for headers in loaded.headers.values()} <= {"", "granian"}
    assert [url for url, given in loaded.headers.items() if "content-security-policy" not in given] == []


def test_letters_are_fetched_after_the_first_page_and_are_those_of_the_second(new_visitor, site):
    site.set_clock("2026-11-24 10:00")
    page = new_visitor(site)
    face = "getComputedStyle(document.body).fontFamily.split(',')[0].replaceAll('\"', '')"
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("woff2") else None)

    page.goto("/", wait_until="networkidle")
    assert page.evaluate(face) == "Andika stand-in"
    assert len(asked) == 2
    page.get_by_role("link", name="Permanences").last.click()

    page.wait_for_url("**/permanences/")
    assert page.evaluate(face) == "Andika"
    page.wait_for_function(
        "() => document.fonts.check('1em Andika') && document.fonts.check('bold 1em Andika')"
    )


def test_without_script_letters_and_the_rest_of_style_come_by_themselves(site, new_visitor):
    site.set_clock("2026-11-24 10:00")
    page = new_visitor(site, java_script_enabled=False)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/", wait_until="networkidle")

    assert [end for end in ("woff2", "css") if not any(url.endswith(end) for url in asked)] == []
    assert page.locator("[data-listen-bar]").is_hidden()
