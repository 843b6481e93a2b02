"""Takes the pictures of « Le bureau de la médiatrice » from the real screens, and prints it to docs/.

Run by `make guide`, after a change of what these screens look like.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from home.demo.accounts import ACCOUNTS  # noqa: E402
from tests.e2e.running import running_site  # noqa: E402

PICTURES = ROOT / "site" / "static" / "backoffice" / "guide"
PRINTED = ROOT / "docs" / "le-bureau-de-la-mediatrice.pdf"
MOMENT = "2026-11-24 13:00"
PHONE = {"width": 390, "height": 640}
CARD = ".desk_card:has(a.serious)"


def press(label: str) -> Callable[[Page], None]:
    """Opens the question of this name, of the first session that has it."""

    def do(page: Page) -> None:
        page.locator(CARD).first.get_by_role("link", name=label).click()
        page.locator("[data-question]").wait_for()

    return do


def cancelled(page: Page) -> None:
    press("Annuler")(page)
    page.get_by_text("Une panne", exact=True).click()
    page.locator("[data-confirm]").click()
    page.locator(".desk_card__since").first.scroll_into_view_if_needed()


def dates(page: Page) -> None:
    page.goto("/admin/snippets/schedule/permanence/add/?from=2027-01-05")
    page.locator("[data-dates-widget][data-ready]").wait_for()
    page.fill("[name=dates-last]", "2027-01-22")
    page.locator("[name=dates-last]").scroll_into_view_if_needed()
    page.locator("[data-summary]:not(:empty)").wait_for()


def today(page: Page) -> None:
    page.locator(".desk__now").scroll_into_view_if_needed()


def planning(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 760})
    page.goto("/admin/permanences/planning/")


TAKEN: dict[str, Callable[[Page], None]] = {
    "aujourd-hui.png": today,
    "annuler.png": press("Annuler"),
    "retard.png": press("Retard"),
    "deplacer.png": press("Déplacer"),
    "prevoir.png": dates,
    "planning.png": planning,
    "retablir.png": cancelled,
}


@contextmanager
def desk(folder: Path) -> Iterator[Page]:
    """A mediator signed in to the demo, on a phone."""
    with running_site(folder) as site, sync_playwright() as playwright:
        site.set_clock(MOMENT)
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(base_url=site.url, locale="fr-FR", viewport=PHONE)
        page.goto("/admin/")
        page.fill("[name=username]", "mediatrice")
        page.fill("[name=password]", ACCOUNTS["mediatrice"][1])
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        if (offer := page.locator(".desk__offer button")).count():
            offer.click()
            page.wait_for_url("**/admin/")
        yield page
        browser.close()


def take_pictures(page: Page) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, prepare in TAKEN.items():
        page.set_viewport_size(PHONE)
        page.goto("/admin/")
        prepare(page)
        if page.locator("main h1").count() != 1:
            raise SystemExit(f"{name} : cet écran n’est pas celui qu’on attend ({page.url}).")
        page.wait_for_timeout(600)  # what follows what was typed
        page.screenshot(path=PICTURES / name)


def print_page(page: Page) -> None:
    page.goto("/admin/aide/le-bureau/")
    page.wait_for_timeout(600)
    page.pdf(path=PRINTED, prefer_css_page_size=True, print_background=False)
    # As narrow as a phone or as wide as a desk, it is one page.
    wide = page.context.browser.new_page(storage_state=page.context.storage_state(), base_url=page.url)
    wide.goto("/admin/aide/le-bureau/")
    wide.wait_for_timeout(600)
    if wide.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 1:
        raise SystemExit("La fiche ne tient plus sur une page depuis un grand écran.")
    if PRINTED.read_bytes().count(b"/Type /Page\n") > 1:
        raise SystemExit("La fiche ne tient plus sur une page : raccourcissez-la.")


def main() -> None:
    for step in (take_pictures, print_page):  # the second one shows the pictures of the first
        with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as page:
            step(page)
    print(f"Images : {PICTURES}\nFiche : {PRINTED}")  # noqa: T201


if __name__ == "__main__":
    main()
