"""« Et mardi à 10 h ? » in a browser: the form, the banner on the public pages, and the way back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import CUT_TEXTS, SMALL_TARGETS, SMALL_TEXTS, violations

SATURDAY = "2026-11-21 18:00"
# The bird that Wagtail shows to those who edit is its own.
ONLY_OURS = "() => document.querySelectorAll('wagtail-userbar').forEach(bird => bird.remove())"
BANNER = "Vous voyez le site tel qu’il sera mardi 24 novembre 2026 à 10 h."


def test_a_mediator_looks_at_tuesday_while_residents_see_today(site, sign_in, new_visitor):
    site.set_clock(SATURDAY)
    mediator, resident = sign_in(site, viewport=DESK), new_visitor(site)

    mediator.get_by_role("link", name="Autre moment", exact=True).click()
    mediator.get_by_label("Jour", exact=True).fill("2026-11-24")
    mediator.get_by_label("Heure", exact=True).fill("10:00")
    mediator.get_by_role("button", name="Voir le site à ce moment").click()
    mediator.wait_for_url(f"{site.url}/")
    resident.goto("/")

    banner = mediator.get_by_role("region", name="Autre moment")
    expect(banner).to_contain_text(BANNER)
    expect(mediator.locator(".answer__sentence")).to_contain_text("La caravane est ouverte maintenant")
    expect(resident.locator(".answer__sentence")).not_to_contain_text("ouverte maintenant")
    expect(resident.locator(".other_moment")).to_have_count(0)

    mediator.goto("/cette-page-n-existe-pas/")
    expect(banner).to_contain_text(BANNER)
    mediator.goto("/permanences/")
    banner.get_by_role("button", name="Revenir à maintenant").click()
    expect(mediator).to_have_url(f"{site.url}/permanences/")
    expect(banner).to_have_count(0)


def test_axe_finds_nothing_on_the_form_with_its_errors(site, sign_in):
    site.set_clock(SATURDAY)
    mediator = sign_in(site)

    mediator.goto("/admin/autre-moment/")
    before = violations(mediator)
    mediator.get_by_role("button", name="Voir le site à ce moment").click()
    expect(mediator.get_by_text("Choisissez un jour.")).to_be_visible()

    assert before == {390: [], 1280: []}
    assert violations(mediator) == {390: [], 1280: []}


@pytest.mark.parametrize("address", ["/", "/permanences/", "/cette-page-n-existe-pas/"])
def test_the_banner_can_be_read_and_tapped_by_everyone(site, sign_in, address):
    site.set_clock(SATURDAY)
    mediator = sign_in(site)
    mediator.goto("/admin/autre-moment/")
    mediator.get_by_role("button", name="Lundi prochain").click()
    mediator.wait_for_url(f"{site.url}/")

    mediator.goto(address)
    mediator.evaluate(ONLY_OURS)

    assert violations(mediator) == {390: [], 1280: []}
    for width in (PHONE["width"], 320):
        mediator.set_viewport_size({"width": width, "height": 640})
        assert mediator.evaluate("document.documentElement.scrollWidth") == width
        found = {rule: mediator.evaluate(rule) for rule in (CUT_TEXTS, SMALL_TARGETS, SMALL_TEXTS)}
        assert list(found.values()) == [[], [], []]
