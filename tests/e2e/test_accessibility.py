"""Every public page, for everyone: axe, keyboard, no JavaScript, zoom, text spacing, touch, quietness.

The rules: WCAG 2.2 AA, AAA for contrast (docs: DESIGN §8). What a machine cannot see is not tested here.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE

pytestmark = pytest.mark.appearance

PLACE = "/permanences/sainte-luce-sur-loire/residence-de-la-petite-voile/"
WORKDAY = "2026-11-24 10:00"
PAGES = {
    "home, open": ("/", WORKDAY),
    "home, before it opens": ("/", "2026-11-24 08:00"),
    "home, pause": ("/", "2026-11-24 13:00"),
    "home, over for today": ("/", "2026-11-24 18:00"),
    "home, cancelled": ("/", "2026-11-26 10:00"),
    "home, public holiday": ("/", "2026-11-11 10:00"),
    "home, nothing planned": ("/", "2027-07-01 10:00"),
    "agenda, list": ("/permanences/", WORKDAY),
    "agenda, one town": ("/permanences/?commune=nantes", WORKDAY),
    "agenda, month": ("/permanences/?vue=mois&mois=2026-12", WORKDAY),
    "agenda, mistyped address": ("/permanences/?semaine=hier", WORKDAY),
    "town": ("/permanences/sainte-luce-sur-loire/", WORKDAY),
    "place, open": (PLACE, WORKDAY),
    "place, moved today": (PLACE, "2026-12-02 15:00"),
    "place, nothing planned": (PLACE, "2027-07-01 10:00"),
    "near me": ("/permanences/pres-de-chez-moi/", WORKDAY),
    "near me, a town": ("/permanences/pres-de-chez-moi/?ou=saint-sebastien", WORKDAY),
    "near me, unknown": ("/permanences/pres-de-chez-moi/?ou=xyzzyq", WORKDAY),
    "subscribe": ("/permanences/s-abonner/", WORKDAY),
    "subscribe, one town": ("/permanences/s-abonner/?pour=nantes", WORKDAY),
    "subscribe, unknown place": ("/permanences/s-abonner/?pour=ailleurs", WORKDAY),
    "guides": ("/guides/", WORKDAY),
    "guides of one need": ("/guides/payer-mon-loyer/", WORKDAY),
    "words from A to Z": ("/guides/les-mots/", WORKDAY),
    "guides, unknown theme": ("/guides/?theme=rien", WORKDAY),
    "a guide": ("/guides/payer-son-loyer-en-ligne/", WORKDAY),
    "thanks": ("/guides/payer-son-loyer-en-ligne/merci/?avis=oui", WORKDAY),
    "thanks, stuck": ("/guides/payer-son-loyer-en-ligne/merci/?avis=bloque&etape=2", WORKDAY),
    "a guide for one device": ("/guides/faire-un-appel-video/?appareil=iphone", WORKDAY),
    "a guide, not checked for a year": ("/guides/payer-son-loyer-en-ligne/", "2028-01-10 10:00"),
    "partners": ("/partenaires/", WORKDAY),
    "who can help": ("/qui-peut-m-aider/", WORKDAY),
    "who can help, need and town": ("/qui-peut-m-aider/?besoin=loyer&commune=nantes", WORKDAY),
    "who can help, unknown need": ("/qui-peut-m-aider/?besoin=rien", WORKDAY),
    "who can help, checked long ago": ("/qui-peut-m-aider/?besoin=sante", "2028-01-10 10:00"),
    "search, empty": ("/recherche/", WORKDAY),
    "search, results": ("/recherche/?q=loyer", WORKDAY),
    "search, nothing found": ("/recherche/?q=xyzzyq", WORKDAY),
    "about us": ("/le-service/", WORKDAY),
    "accessibility statement": ("/accessibilite/", WORKDAY),
    "accessibility, point by point": ("/accessibilite/criteres/", WORKDAY),
    "legal notice": ("/mentions-legales/", WORKDAY),
    "personal data": ("/donnees-personnelles/", WORKDAY),
    "site map": ("/plan-du-site/", WORKDAY),
    "page not found": ("/cette-page-n-existe-pas/", WORKDAY),
}
# One of each template, for the checks that look at the layout.
LAYOUTS = [
    "home, open",
    "home, cancelled",
    "agenda, list",
    "agenda, month",
    "town",
    "place, moved today",
    "place, nothing planned",
    "near me, a town",
    "subscribe",
    "guides",
    "guides of one need",
    "words from A to Z",
    "a guide",
    "thanks, stuck",
    "partners",
    "who can help",
    "who can help, need and town",
    "search, results",
    "search, nothing found",
    "accessibility statement",
    "accessibility, point by point",
    "site map",
    "page not found",
]
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}

each_page = pytest.mark.parametrize("name", PAGES)
each_layout = pytest.mark.parametrize("name", LAYOUTS)


@pytest.fixture
def open_page(site, new_visitor):
    """`open_page(name)`: the page of that name, at its moment, on a phone unless told otherwise."""

    def open_(name: str, **options) -> Page:
        address, at = PAGES[name]
        site.set_clock(at)
        page = new_visitor(site, **options)
        page.goto(address)
        return page

    return open_


def violations(page) -> dict[int, list]:
    """What axe finds, by width: rule and elements."""
    found = {}
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        said = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        found[viewport["width"]] = [(v["id"], [node["target"] for node in v["nodes"]]) for v in said]
    return found


@each_page
def test_axe_finds_nothing_on_a_phone_and_on_a_desk(open_page, name):
    page = open_page(name)

    assert violations(page) == {390: [], 1280: []}


@each_layout
def test_nothing_is_cut_or_scrolls_sideways_when_narrow_or_at_400_percent(open_page, name):
    page = open_page(name)
    found = {}

    for width, height in ((390, 844), (320, 640), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        found[width, height] = (
            page.evaluate("document.documentElement.scrollWidth"),
            page.evaluate(CUT_TEXTS),
        )

    assert found == {(w, h): (w, []) for w, h in found}


@each_layout
def test_wider_text_spacing_loses_nothing(open_page, name):
    """WCAG 1.4.12."""
    page = open_page(name, width=320, height=640, bypass_csp=True)

    page.add_style_tag(content=TEXT_SPACING)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(CUT_TEXTS) == []


@each_layout
def test_a_finger_meets_every_link_button_and_field(open_page, name):
    """44 CSS pixels high, save links inside a sentence."""
    page = open_page(name)

    assert page.evaluate(SMALL_TARGETS) == []


@each_layout
def test_text_is_at_least_18_pixels_high(open_page, name):
    page = open_page(name)

    assert page.evaluate(SMALL_TEXTS) == []


@each_layout
def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page, name):
    page = open_page(name)
    expected = page.evaluate(NUMBER_FOCUSABLE)

    reached = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))

    assert [number for number, _ in reached] == list(range(expected))
    assert [number for number, is_visible in reached if not is_visible] == []


def test_the_skip_link_comes_first_and_leads_to_the_text(open_page):
    page = open_page("agenda, list")

    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Aller au texte"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_without_javascript_pages_show_their_text_and_forms_work(site, new_visitor, viewport):
    page = new_visitor(site, **viewport, java_script_enabled=False)
    for address, at in PAGES.values():
        if "n-existe-pas" not in address:
            site.set_clock(at)
            page.goto(address)
            assert page.locator("main h1").is_visible()
            assert len(page.locator("main").inner_text()) > 80
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


NUMBER_FOCUSABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(e => !e.disabled && e.type !== "hidden" && e.getClientRects().length && e.checkVisibility());
  all.forEach((e, number) => { e.dataset.e2eNumber = number; });
  return all.length;
}"""

# The number of the focused element, and whether it stands on the screen with an outline around it.
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const onScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
    && box.left >= 0 && box.right <= innerWidth;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [Number(e.dataset.e2eNumber), onScreen && outlined];
}"""

# Text that its own box hides, or that leaves the screen. Text for screen readers only is no loss.
CUT_TEXTS = """() => {
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    if (!e.innerText?.trim() || e.closest(".for_readers, .skip_link, svg, option")) continue;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const hides = style.overflow !== "visible" && e.tagName !== "SELECT";
    const isTooSmall = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
    if (hides && isTooSmall || box.width && (box.left < -1 || box.right > innerWidth + 1))
      found.push(e.outerHTML.slice(0, 120));
  }
  return found;
}"""

SMALL_TARGETS = """() => {
  const inSentence = e => e.tagName === "A" && getComputedStyle(e).display === "inline"
    && [...e.parentNode.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().length > 1);
  return [...document.querySelectorAll("a[href], button, input, select")]
    .filter(e => e.type !== "hidden" && e.getClientRects().length)
    .filter(e => !e.closest(".skip_link") && !inSentence(e))
    .filter(e => e.getBoundingClientRect().height < 43.9)
    .map(e => `${Math.round(e.getBoundingClientRect().height)} ${e.outerHTML.slice(0, 120)}`);
}"""

SMALL_TEXTS = """() => [...document.querySelectorAll("body *")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 18)
  .map(e => e.outerHTML.slice(0, 120))"""

TEXT_SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""
