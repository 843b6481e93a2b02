"""Without network, in a real browser: what was read is there, dated, and never given for the present."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.backoffice import cancel

PLACE = "/permanences/coueron/residence-des-cormiers-blancs/"
GUIDE = "/guides/payer-son-loyer-en-ligne/"
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("copie-pages"));
  const found = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
  return found.flat().map(({ url }) => url.slice(location.origin.length)).sort();
}"""
# What a mediator wrote stands beside the date that it is about.
WITHOUT_MESSAGES = "document.querySelectorAll('.session_row__message').forEach((one) => one.remove())"
PRESENT = re.compile(r"maintenant|aujourd’hui|ce matin|cet après-midi|demain|en ce moment", re.IGNORECASE)


@pytest.fixture(scope="module")
def chromium(whole_chromium):
    return whole_chromium


@pytest.fixture
def reader(chromium):
    """`reader(site)`: somebody whose network comes and goes. Files that did not load are no fault."""
    contexts: list[BrowserContext] = []

    def make(site, **options) -> Page:
        context = chromium.new_context(base_url=site.url, locale="fr-FR", **options)
        context.set_default_timeout(8_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def keep(page: Page, *addresses: str) -> None:
    """Reads two pages, as it takes for a device to keep copies, then these."""
    page.goto("/")
    page.locator("main a[href^='/permanences/']:visible").first.click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => caches.keys().then((names) => names.length === 2)")
    page.wait_for_function(
        f"() => ({KEPT})().then((kept) => kept.includes('/hors-ligne/') && kept.includes('/'))"
    )
    for address in addresses:
        page.goto(address)
        page.wait_for_function(f"() => ({KEPT})().then((kept) => kept.includes({json.dumps(address)}))")


def test_a_first_view_registers_nothing_and_the_second_keeps_what_matters(reader, site):
    site.set_clock("2026-11-24 10:05")
    page = reader(site)
    page.goto("/")
    page.wait_for_load_state("networkidle")

    at_first = page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)")
    keep(page, GUIDE, PLACE)
    page.goto("/recherche/?q=loyer")
    page.goto("/le-service/")

    # A page that is read anew is not there for an instant: taken out, then put at the end.
    wanted = json.dumps(["/", "/permanences/", "/hors-ligne/", GUIDE, PLACE])
    page.wait_for_function(f"() => ({KEPT})().then((kept) => {wanted}.every((one) => kept.includes(one)))")
    kept = page.evaluate(KEPT)
    assert at_first is False
    assert [address for address in kept if "recherche" in address or "admin" in address] == []


def test_the_place_somebody_chose_is_kept_in_the_language_they_read(reader, site):
    site.set_clock("2026-11-24 10:05")
    page = reader(site)
    page.goto("/ar/")
    page.evaluate(f"localStorage.setItem('lieu', {json.dumps(PLACE)})")

    page.goto("/ar/permanences/", referer=f"{site.url}/ar/")
    page.wait_for_function(f"() => ({KEPT})().then((kept) => kept.includes('/ar{PLACE}'))")

    assert PLACE not in page.evaluate(KEPT)


def test_the_drawings_of_a_copy_are_there_though_nobody_scrolled_to_them(reader, site):
    site.set_clock("2026-11-24 10:05")
    page = reader(site)
    keep(page, "/qui-peut-m-aider/")
    page.context.set_offline(True)

    for address in ("/", "/qui-peut-m-aider/"):
        page.goto(address)
        pictures = page.locator("main img[src^='/static/img/']")
        for picture in pictures.all():
            picture.scroll_into_view_if_needed()
        page.wait_for_function("() => [...document.images].every((one) => one.complete)")

        sizes = pictures.evaluate_all("all => all.map((one) => one.naturalWidth)")
        assert sizes
        assert 0 not in sizes


def test_the_answer_of_the_morning_is_never_given_for_the_present_one(reader, own_site, sign_in):
    own_site.set_clock("2026-11-24 10:05")
    page = reader(own_site)
    keep(page, GUIDE, PLACE)
    page.wait_for_load_state("networkidle")

    page.context.set_offline(True)
    own_site.set_clock("2026-11-24 18:30")
    for address in ("/", PLACE, "/permanences/", GUIDE):
        page.goto(address)
        expect(page.locator(".copy_notice")).to_contain_text(
            "Vous n’avez pas de réseau. "
            "Voici la copie du mardi 24 novembre 2026, 10 h 05 (dernière mise à jour).",
            use_inner_text=True,
        )
        page.evaluate(WITHOUT_MESSAGES)
        found = PRESENT.findall(page.locator("main").inner_text())
        assert address == GUIDE or found == [], address  # a guide says « maintenant » of what to do
    page.goto("/partenaires/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vous n’avez pas de réseau.")
    expect(page.get_by_role("link", name="Payer son loyer en ligne")).to_be_visible()
    expect(page.get_by_text("Vous pouvez aussi nous appeler : 02 61 91 00 00")).to_be_visible()

    page.goto(PLACE)
    own_site.set_clock("2026-11-24 10:30")
    cancel(sign_in(own_site), "Mardi 24 novembre 2026", "de 14 h à 17 h", "La médiatrice est malade.")
    page.context.set_offline(False)
    expect(page.locator(".copy_notice")).to_have_count(0)
    expect(page.locator(".answer")).to_contain_text("La médiatrice est malade.")


def test_a_copy_of_home_answers_what_it_asks_and_offers_nothing_that_needs_the_network(reader, site):
    site.set_clock("2026-11-24 10:05")
    page = reader(site)
    page.clock.set_fixed_time("2026-11-24T10:05:00+01:00")
    keep(page)
    page.wait_for_load_state("networkidle")

    page.context.set_offline(True)
    page.goto("/")
    expect(page.locator(".copy_notice")).to_be_visible()
    for part in page.locator("main form, .answer").all():
        expect(part).to_be_hidden()
    expect(page.locator(".copy_next:visible")).to_have_count(1)


def test_a_page_left_open_asks_again_and_without_network_becomes_its_own_copy(reader, site):
    """The first page of a new visitor: nothing is kept, so a reload would be an error of the browser."""
    site.set_clock("2026-11-24 12:25")
    page = reader(site)
    page.clock.install(time="2026-11-24T12:25:00+01:00")
    page.goto("/")
    expect(page.locator(".answer")).to_contain_text("ouverte maintenant")
    page.evaluate("window.isSame = true")

    site.set_clock("2026-11-24 12:30")
    page.clock.fast_forward("05:01")  # it changes then: no need to wait for a whole five minutes more
    expect(page.locator(".answer")).not_to_contain_text("maintenant")
    assert page.evaluate("window.isSame") is None

    page.evaluate("window.isSame = true")
    with page.expect_response("/"):
        page.clock.fast_forward("06:00")
    assert page.evaluate("window.isSame") is True  # it said nothing new

    page.context.set_offline(True)
    page.clock.fast_forward("06:00")
    expect(page.locator(".copy_notice")).to_contain_text(
        "Vous n’avez pas de réseau. Voici la copie du mardi 24 novembre 2026, 12 h 3",
        use_inner_text=True,
    )
    page.evaluate(WITHOUT_MESSAGES)
    main = page.locator("main")
    assert PRESENT.findall(main.inner_text()) == []
    expect(page.locator(".copy_next:visible")).to_contain_text("mardi 24 novembre 2026, de 14 h à 17 h")
    expect(page.locator(".near_form")).to_be_hidden()
    today = page.locator(
        ".day_list__day:visible"
    ).first  # its morning is over, and had said the place for both
    expect(today).to_contain_text("Mardi 24 novembre 2026 Résidence des Cormiers-Blancs", use_inner_text=True)
    expect(today).not_to_contain_text("9 h 30", use_inner_text=True)
    page.clock.fast_forward("05:00:00")
    expect(main).not_to_contain_text("24 novembre 2026, de 14 h", use_inner_text=True)

    page.context.set_offline(False)
    page.clock.fast_forward("01:01")
    expect(page.locator(".copy_notice")).to_have_count(0)


def test_the_copy_can_be_erased_and_is_not_made_again(reader, site):
    site.set_clock("2026-11-24 10:05")
    page = reader(site)
    keep(page)

    page.goto("/hors-ligne/")
    page.get_by_role("button", name="Effacer la copie de cet appareil").click()
    expect(page.get_by_text("La copie est effacée.")).to_be_visible()
    page.goto("/permanences/")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)") is False
