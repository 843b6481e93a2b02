"""Journeys in a real browser against the real server.

`site` serves the demo content, for reading. `own_site` is a second copy for one module, to write in.
Nothing here lasts longer than this package: while Playwright runs, Django refuses its database to others.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from home.demo.accounts import ACCOUNTS
from tests.e2e.running import RunningSite, running_site

HERE = Path(__file__).parent
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 10_000  # milliseconds: a busy machine is slow, and not wrong
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The same engine without the window that nobody sees: journeys take half the time. Debian has it, Ubuntu not.
WITHOUT_WINDOW = "chromium-headless-shell"
CHROMIUM_OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def chromium(playwright) -> Iterator[Browser]:
    browser = launched(playwright, WITHOUT_WINDOW, *CHROMIUM_NAMES)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def whole_chromium(playwright) -> Iterator[Browser]:
    """For paper, copies and what is asked for: there, the window is not all that differs."""
    browser = launched(playwright, *CHROMIUM_NAMES)
    yield browser
    browser.close()


def launched(playwright: Playwright, *names: str) -> Browser:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if not found:
        pytest.fail(
            "Chromium is missing: the browser journeys need it. On Debian or Ubuntu: "
            "sudo apt-get install chromium. To run everything else: make test ARGS='-m \"not e2e\"'.",
            pytrace=False,
        )
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=found, args=[*CHROMIUM_OPTIONS, *as_root])


@pytest.fixture(scope="package")
def site(tmp_path_factory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def own_site(tmp_path_factory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("own_site")) as running:
        yield running


class Watch:
    """What a page must never do: speak to another host, set a cookie, write an error."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context = context
        self.errors: list[str] = []
        self.strangers: list[str] = []
        context.on("request", lambda request: self._note(request.url, base_url))
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _note(self, url: str, base_url: str) -> None:
        if not url.startswith((f"{base_url}/", "data:", "blob:")):
            self.strangers.append(url)

    def _note_message(self, message: ConsoleMessage) -> None:
        # A page that answers 404 on purpose is no error; a missing picture is one.
        is_page = message.page is not None and message.location["url"] == message.page.url
        is_404 = is_page and "status of 404" in message.text
        if message.type in ("error", "warning") and not is_404:
            self.errors.append(message.text)

    def report(self) -> dict[str, list]:
        return {"other hosts": self.strangers, "cookies": self.context.cookies(), "errors": self.errors}


NOTHING = {"other hosts": [], "cookies": [], "errors": []}


@pytest.fixture
def new_visitor(chromium) -> Iterator[Callable[..., Page]]:
    """`new_visitor(site)`: somebody on a phone. At the end, none of them has met what `Watch` forbids."""
    watches: list[Watch] = []

    def make(site: RunningSite, *, width: int = 390, height: int = 844, **options) -> Page:
        context = chromium.new_context(
            base_url=site.url,
            locale="fr-FR",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(context, site.url))
        return context.new_page()

    yield make
    reports = [watch.report() for watch in watches]
    for watch in watches:
        watch.context.close()
    assert reports == [NOTHING] * len(reports)


@pytest.fixture
def visitor(new_visitor, site) -> Page:
    return new_visitor(site)


@pytest.fixture
def sign_in(staff) -> Callable[..., Page]:
    """`sign_in(own_site)`: a mediator on a phone, signed in to the back office."""

    def make(site: RunningSite, *, name: str = "mediatrice", viewport: dict = PHONE) -> Page:
        page = staff(site, viewport=viewport)
        page.fill("[name=username]", name)
        page.fill("[name=password]", ACCOUNTS[name][1])
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return make


@pytest.fixture
def staff(chromium) -> Iterator[Callable[..., Page]]:
    """`staff(own_site)`: somebody in front of the sign-in screen."""
    contexts: list[BrowserContext] = []

    def make(site: RunningSite, *, viewport: dict = PHONE) -> Page:
        context = chromium.new_context(base_url=site.url, locale="fr-FR", viewport=viewport)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/")
        return page

    yield make
    for context in contexts:
        context.close()
