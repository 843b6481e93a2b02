"""« Planning » in a browser: on a phone, on a desk, with the keyboard, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import violations

PLANNING = "/admin/permanences/planning/"
MONDAY = "2026-11-23 10:00"
VIEWS = {
    "twelve weeks": "",
    "a month": "?vue=mois&mois=2026-12",
    "weeks without a session": "?du=2027-08-30",
    "mistyped address": "?du=hier",
}
# The links and buttons of the planning itself: the menu around it is Wagtail's.
SMALL = """() => [...document.querySelectorAll(".planner :is(a, button, input, select)")]
  .filter(e => e.type !== "hidden" && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().height < 43.9)
  .map(e => e.outerHTML.slice(0, 100))"""


@pytest.mark.appearance
@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(site, sign_in, name):
    site.set_clock(MONDAY)
    mediator = sign_in(site)

    mediator.goto(PLANNING + VIEWS[name])

    assert violations(mediator) == {390: [], 1280: []}
    for viewport in (PHONE, DESK):
        mediator.set_viewport_size(viewport)
        assert mediator.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        assert mediator.evaluate(SMALL) == []


def test_a_finger_goes_from_the_menu_to_the_plan_to_a_month_to_a_stay(site, sign_in):
    site.set_clock(MONDAY)
    mediator = sign_in(site, viewport=DESK)

    mediator.get_by_role("navigation").get_by_role("link", name="Planning").click()
    mediator.get_by_role("link", name="Un mois").click()
    mediator.get_by_role("link", name="Décembre 2026").click()
    expect(mediator.get_by_role("heading", name="décembre 2026")).to_be_visible()
    mediator.get_by_role("cell", name="jeudi 3 décembre").get_by_role("link").click()

    expect(mediator).to_have_url(re.compile(r"/permanence/edit/\d+/$"))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_those_who_hear_the_page_hear_one_table_with_whole_dates(site, sign_in, viewport):
    site.set_clock(MONDAY)
    mediator = sign_in(site, viewport=viewport)

    mediator.goto(PLANNING)

    table = mediator.get_by_role("table", name="Caravane numérique")
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("rowheader").count() == 12
    assert table.get_by_role("cell", name="mardi 24 novembre Résidence").count() == 1


def test_it_prints_on_paper_without_the_menu_and_the_buttons(site, sign_in):
    site.set_clock(MONDAY)
    mediator = sign_in(site, viewport=DESK)
    mediator.goto(PLANNING)
    expect(mediator.get_by_role("button", name="Imprimer")).to_be_visible()

    mediator.emulate_media(media="print")

    for hidden in ("#wagtail-sidebar", ".w-header", ".planner__tools"):
        expect(mediator.locator(hidden)).to_be_hidden()
    expect(mediator.get_by_text("Planning tel qu’il était le 23 novembre 2026.")).to_be_visible()
    mediator.set_viewport_size({"width": 1047, "height": 718})  # A4 landscape within its margins
    assert mediator.evaluate("document.querySelector('.planner').scrollWidth") <= 1047
