"""Subscribing, by people who find it hard: two taps and one button, on any device, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.devices import DEVICES
from tests.e2e.looking import CUT_TEXTS, SMALL_TARGETS, lost_by_keyboard, violations

SUBSCRIBE = "/permanences/s-abonner/"
PLACE = "nantes/residence-des-trois-tilleuls"
STATES = {"no choice": "", "a town": "?pour=nantes", "a place": f"?pour={PLACE}", "unknown": "?pour=ailleurs"}

each_state = pytest.mark.parametrize("query", STATES.values(), ids=STATES)


@pytest.fixture
def person(site, new_visitor):
    """`person("android")`: somebody with this device, on a Tuesday morning."""
    site.set_clock("2026-11-24 10:00")

    def with_(device: str = "windows", **options) -> Page:
        return new_visitor(site, user_agent=DEVICES[device], **options)

    return with_


def titles(page: Page) -> list[str]:
    return [" ".join(title.split()) for title in page.locator(".way summary").all_inner_texts()]


def opened(page: Page) -> list[str]:
    return [" ".join(title.split()) for title in page.locator(".way[open] summary").all_inner_texts()]


def open_all(page: Page) -> None:
    for way in page.locator(".way").all():
        if way.get_attribute("open") is None:
            way.locator("summary").click()


def test_with_an_android_phone_two_taps_lead_to_one_button(person):
    page = person("android")
    page.goto(SUBSCRIBE)

    page.get_by_role("link", name="Nantes").click()
    page.get_by_role("link", name="Trois-Tilleuls").click()
    expect(page.locator(".way[open]")).to_have_count(1)

    assert opened(page) == [titles(page)[0]] == ["Un téléphone Android, ou Google Agenda"]
    button = page.get_by_role("link", name="Ouvrir Google Agenda")
    path = f"/permanences/{PLACE}/calendrier.ics".replace("/", "%2F")
    address = re.escape("https://calendar.google.com/calendar/u/0/r?cid=webcal%3A%2F%2F127.0.0.1%3A")
    expect(button).to_have_attribute("href", re.compile(rf"^{address}\d+{re.escape(path)}$"))
    box = button.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"], "the button is on the first screen"


@pytest.mark.parametrize("device", ["iphone", "ipad"])
def test_with_an_apple_device_the_calendar_application_comes_first(person, device):
    page = person(device)

    page.goto(f"{SUBSCRIBE}?pour={PLACE}")

    assert opened(page) == [titles(page)[0]] == ["Un iPhone, un iPad ou un Mac"]
    button = page.locator(".way__button:visible")
    assert button.get_attribute("href").startswith("webcal://127.0.0.1:")


def test_with_a_computer_its_two_ways_come_first_and_none_is_chosen_for_the_person(person):
    page = person("windows", **DESK)

    page.goto(f"{SUBSCRIBE}?pour={PLACE}")

    assert titles(page)[:2] == ["Outlook sur internet (Outlook.com)", "Thunderbird, ou un autre calendrier"]
    assert opened(page) == []
    expect(page.locator(".qr_code svg")).to_be_visible()


@pytest.mark.parametrize("size", [(390, 844), (320, 225)], ids=["phone", "a desk at 400 %"])
def test_on_a_narrow_screen_the_code_and_the_short_address_come_after_the_ways(person, size):
    page = person("windows", width=size[0], height=size[1])

    page.goto(f"{SUBSCRIBE}?pour={PLACE}")

    expect(page.locator(".qr_code svg")).to_be_visible()
    expect(page.locator(".on_a_phone__address")).to_contain_text(f"?pour={PLACE}")
    assert page.locator(".on_a_phone").bounding_box()["y"] > page.locator(".way").last.bounding_box()["y"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_just_the_next_dates_is_one_tap_from_a_place_and_stands_open(person, scripts):
    page = person("android", java_script_enabled=scripts)
    page.goto(f"/permanences/{PLACE}/")

    page.get_by_role("link", name="Juste les prochaines dates").click()

    expect(page.get_by_role("link", name="La prochaine date")).to_be_in_viewport()
    assert opened(page) == ["Juste les prochaines dates"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_all_the_dates_of_a_place_are_one_tap_away(person, scripts):
    page = person("android", java_script_enabled=scripts)
    page.goto("/permanences/coueron/residence-des-cormiers-blancs/")
    rest = page.locator(".day_list--rest")
    expect(rest).to_be_hidden()

    page.get_by_role("link", name="Toutes les dates de ce lieu").click()

    expect(rest).to_be_visible()
    expect(rest.get_by_text("23 avril 2027")).to_have_count(1)
    expect(page.get_by_role("link", name="Toutes les dates de ce lieu")).to_be_hidden()


def test_a_printed_place_shows_all_its_dates_and_nothing_that_ages_or_cannot_be_pressed(person):
    page = person("windows", **DESK)
    page.goto("/permanences/coueron/residence-des-cormiers-blancs/")
    expect(page.locator(".edition")).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator(".edition")).to_be_visible()
    hidden = (
        ".answer",
        ".day_list__today",
        ".tag--now",
        ".day_list__more",
        ".breadcrumb",
        ".site_header__menu",
    )
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    assert page.locator("main a.button:visible").count() == 0
    assert page.locator(".day_list__day").count() == page.locator(".day_list__day:visible").count() > 12


def test_the_printed_home_page_has_dates_and_no_answer_of_the_moment(person):
    """« Ouverte maintenant », in the hall, would be false before noon."""
    page = person("windows", **DESK)
    page.goto("/")

    page.emulate_media(media="print")

    expect(page.locator(".answer__sentence")).to_be_hidden()
    expect(page.locator(".near_home")).to_be_hidden()
    expect(page.locator(".day_list__day").first).to_be_visible()


def test_without_javascript_every_way_is_there_and_opens(person):
    page = person("android", java_script_enabled=False)
    page.goto(SUBSCRIBE)
    page.get_by_role("link", name="Nantes").click()
    page.get_by_role("link", name="Trois-Tilleuls").click()
    assert len(titles(page)) == 6
    assert opened(page) == []

    open_all(page)

    for button in page.locator(".way__button").all():
        assert button.is_visible()
    for field in page.locator(".copy_field textarea").all():
        assert field.is_visible()
        assert field.input_value().endswith(f"/permanences/{PLACE}/calendrier.ics")
    assert page.get_by_role("button", name="Copier").count() == 0


def test_the_address_is_copied_and_it_is_said(person, site):
    page = person("windows")
    page.context.grant_permissions(["clipboard-write"], origin=site.url)
    page.goto(f"{SUBSCRIBE}?pour={PLACE}")
    page.get_by_text("Thunderbird, ou un autre calendrier").click()

    page.get_by_role("button", name="Copier l’adresse").click()

    expect(page.get_by_role("status").filter(has_text="copiée")).to_have_text("L’adresse est copiée.")
    # No page of ours may read what was copied elsewhere: it is pasted in another window.
    elsewhere = page.context.new_page()
    elsewhere.set_content("<textarea></textarea>")
    elsewhere.locator("textarea").focus()
    elsewhere.keyboard.press("Control+V")
    assert elsewhere.locator("textarea").input_value() == f"{site.url}/permanences/{PLACE}/calendrier.ics"


def test_where_copying_is_refused_the_address_is_selected_and_it_is_said(person):
    page = person("windows")
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => 0"
    )
    page.goto(SUBSCRIBE)
    page.get_by_text("Thunderbird, ou un autre calendrier").click()

    page.get_by_role("button", name="Copier l’adresse").click()

    said = "L’adresse est sélectionnée. Copiez-la maintenant."
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    assert page.evaluate("getSelection().toString()").endswith("/permanences/calendrier.ics")


def test_the_keyboard_alone_reaches_the_button(person):
    page = person("iphone")
    page.goto(SUBSCRIBE)

    for name in ("Nantes", "Trois-Tilleuls"):
        page.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.locator(".way summary").nth(1).focus()
    page.keyboard.press("Enter")

    assert opened(page) == titles(page)[:2]
    assert lost_by_keyboard(page) == []


@each_state
def test_axe_finds_nothing_with_every_way_open(person, query):
    page = person("android")
    page.goto(f"{SUBSCRIBE}{query}")
    open_all(page)

    assert violations(page) == {390: [], 1280: []}


@each_state
def test_open_ways_fit_a_narrow_screen_400_percent_and_a_finger(person, query):
    page = person("android")
    page.goto(f"{SUBSCRIBE}{query}")
    open_all(page)
    found = {}

    for width, height in ((390, 844), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        found[width] = (
            page.evaluate("document.documentElement.scrollWidth"),
            page.evaluate(CUT_TEXTS),
            page.evaluate(SMALL_TARGETS),
            page.evaluate("""() => [...document.querySelectorAll("summary")]
              .filter(e => e.getBoundingClientRect().height < 44).length"""),
        )

    assert found == {390: (390, [], [], 0), 320: (320, [], [], 0)}


PRINTED = """() => [...document.querySelectorAll(".way")].filter(e => e.getClientRects().length)
  .map(e => e.querySelector(".way__steps").checkVisibility())"""


def test_paper_shows_the_way_that_is_open_or_all_of_them(person):
    page = person("iphone")
    page.goto(SUBSCRIBE)
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED) == [True]

    page.evaluate("document.querySelector('.way[open]').open = false")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(PRINTED) == [True] * 6
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert opened(page) == []
