"""Every public page, for everyone: axe, keyboard, no JavaScript, zoom, text spacing, touch, quietness.

The rules: WCAG 2.2 AA, AAA for contrast. What a machine cannot see is not tested here.
A page is visited once, and looked at in every way: docs/decisions/0039.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import looking
from tests.e2e.conftest import DESK, NOTHING, PHONE, Watch
from tests.e2e.public_pages import WORKDAY, every_page, layouts

pytestmark = pytest.mark.appearance

EVERY_PAGE, CLOSELY = every_page(), set(layouts())
NARROW, ZOOMED = {"width": 320, "height": 640}, {"width": 320, "height": 256}  # 1280 × 1024 at 400 %


@pytest.fixture(scope="module")
def person(chromium, site) -> Iterator[tuple[BrowserContext, Watch]]:
    """Somebody who reads one page after the other."""
    context = chromium.new_context(base_url=site.url, locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context, Watch(context, site.url)
    context.close()


@pytest.fixture
def open_page(site, person) -> Iterator[Callable[[str], Page]]:
    """`open_page(name)`: the page of that name, at its moment, on a phone. `Watch` looks on."""
    context, watch = person
    page = context.new_page()

    def open_(name: str) -> Page:
        address, at = EVERY_PAGE[name]
        site.set_clock(at)
        page.set_viewport_size(PHONE)
        page.goto(address)
        return page

    yield open_
    page.close()
    said = watch.report()
    watch.errors, watch.strangers = [], []
    assert said == NOTHING


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_is_for_everyone(open_page, name):
    page = open_page(name)
    found = dict(looked_at(page))
    if name in CLOSELY:
        found |= looked_at_closely(page)

    assert {how: what for how, what in found.items() if what} == {}


def looked_at(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Axe, at each width, in light and in dark colours."""
    for viewport in (PHONE, NARROW, DESK):
        page.set_viewport_size(viewport)
        yield f"axe, {viewport['width']} px", looking.axe(page, looking.AXE_LIGHT)
        page.emulate_media(color_scheme="dark")
        yield f"axe, {viewport['width']} px, dark", looking.axe(page, looking.AXE_DARK)
        page.emulate_media(color_scheme="light")


def looked_at_closely(page: Page) -> dict[str, list[str]]:
    found = {}
    for viewport in (DESK, PHONE, ZOOMED, NARROW):
        page.set_viewport_size(viewport)
        found[f"cut, {viewport['width']} × {viewport['height']}"] = page.evaluate(looking.CUT_TEXTS)
    found["cut, wider spacing (WCAG 1.4.12)"] = looking.cut_with_wider_spacing(page)
    found["cut, very large text on a narrow screen"] = looking.cut_with_very_large_text(page)
    page.set_viewport_size(PHONE)
    found["too small for a finger"] = page.evaluate(looking.SMALL_TARGETS)
    found["less than 18 pixels"] = page.evaluate(looking.SMALL_TEXTS)
    found["keyboard"] = looking.lost_by_keyboard(page)
    page.emulate_media(forced_colors="active")
    found["forced colours"] = looking.lost_with_forced_colours(page)
    page.emulate_media(forced_colors="none")
    return found


@pytest.mark.parametrize(
    "media", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"]
)
def test_the_keyboard_is_followed_in_other_colours_and_on_a_desk_too(open_page, media):
    page = open_page("place, open")
    page.set_viewport_size(DESK)
    page.emulate_media(**media)

    assert looking.lost_by_keyboard(page) == []


def test_the_skip_link_comes_first_and_leads_to_the_text(open_page):
    page = open_page("agenda, list")

    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Aller au texte"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_without_javascript_every_page_shows_its_text_on_a_phone_and_on_a_desk(site, new_visitor):
    page = new_visitor(site, java_script_enabled=False)
    for name in layouts():
        address, at = EVERY_PAGE[name]
        site.set_clock(at)
        page.goto(address, wait_until="domcontentloaded")
        for viewport in (DESK, PHONE):
            page.set_viewport_size(viewport)
            assert page.locator("main h1").is_visible(), name
            assert len(page.locator("main").inner_text()) > 80, name


def test_without_javascript_forms_work(site, new_visitor):
    page = new_visitor(site, java_script_enabled=False)
    site.set_clock(WORKDAY)

    page.goto("/permanences/")
    page.select_option("#commune", "nantes")
    page.click(".agenda_filter button")
    assert page.url.endswith("?commune=nantes")
    assert "Nantes" in page.locator("h1").inner_text()

    page.goto("/permanences/s-abonner/")
    page.get_by_role("link", name="Nantes").click()
    page.get_by_text("Thunderbird, ou un autre calendrier").click()
    address = page.get_by_label("Adresse à copier").locator("visible=true")
    assert address.input_value() == f"{site.url}/permanences/nantes/calendrier.ics"

    page.goto("/qui-peut-m-aider/")
    page.select_option("#besoin", "loyer")
    page.select_option("#commune", "nantes")
    page.get_by_role("button", name="Voir qui peut m’aider").click()
    assert page.url.endswith("?besoin=loyer&commune=nantes")
    assert page.locator(".service_card__call").first.get_attribute("href") == "tel:0240992700"
    page.get_by_role("link", name="Page officielle : CCAS de Nantes").focus()
    page.goto("/")
    page.go_back()
    assert page.input_value("#besoin") == "loyer"

    page.goto("/recherche/")
    page.fill("#q", "loyer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Payer son loyer en ligne")).to_be_visible()
