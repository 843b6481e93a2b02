"""Somebody is stuck at a step and says so; the team reads it, mends the guide, and marks it as checked."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.backoffice import words
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import CUT_TEXTS, SMALL_TARGETS, violations

GUIDE = "/guides/payer-son-loyer-en-ligne/"
REPORT = "/admin/fiches/a-reverifier/"
TITLE = "Payer son loyer en ligne"


@pytest.fixture
def on_a_day_of_spring(own_site):
    """The guide is due: it was checked in November, and it is checked every three months."""
    own_site.set_clock("2027-03-02 10:00")
    return own_site


def row(page: Page):
    return page.locator(".to_check tbody tr", has_text=TITLE)


def test_who_is_stuck_says_so_without_javascript_and_the_team_reads_and_checks(
    on_a_day_of_spring, new_visitor, sign_in
):
    site = on_a_day_of_spring
    reader = new_visitor(site, java_script_enabled=False)
    reader.goto(GUIDE)
    second = reader.locator(".step").nth(1)

    second.get_by_role("button", name="Je n’arrive pas à faire cette étape").click()

    expect(reader.get_by_role("heading", level=1)).to_contain_text("Merci de nous l’avoir dit")
    expect(reader.get_by_role("link", name="Appeler le").first).to_be_visible()
    expect(reader.locator(".near__dates li").first).to_be_visible()
    reader.get_by_role("link", name="Revenir à l’étape 2").click()
    assert reader.url.endswith(f"{GUIDE}#etape-2")

    mediator = sign_in(site, viewport=DESK)
    mediator.get_by_role("button", name="Suivi").click()
    mediator.get_by_role("link", name="À revérifier").click()
    assert "1 personne bloquée à une étape" in words(row(mediator))
    row(mediator).get_by_role("link", name=TITLE).click()
    said = words(mediator.locator(".readers"))
    assert "Étape 2, « Entrez dans votre compte locataire » : 1 personne" in said
    assert "À revérifier depuis le" in said

    mediator.goto(REPORT)
    row(mediator).get_by_role("button", name="Vérifiée aujourd’hui").click()

    expect(mediator.locator(".messages .success")).to_contain_text("Prochaine vérification")
    assert mediator.url.endswith(REPORT)
    reader.goto(GUIDE)
    assert "2 mars 2027" in words(reader.locator(".guide__checked"))


def test_the_button_of_the_editor_marks_and_the_message_undoes(on_a_day_of_spring, sign_in):
    mediator = sign_in(on_a_day_of_spring, viewport=PHONE)
    mediator.goto(REPORT)
    mediator.locator(".to_check tbody .title a").nth(1).click()
    before = words(mediator.locator(".readers__check"))

    mediator.get_by_role("button", name="Vérifiée aujourd’hui").click()
    expect(mediator.locator(".readers__check")).to_contain_text("2 mars 2027")
    mediator.locator(".messages").get_by_role("button", name="Annuler").click()

    expect(mediator.locator(".messages .success")).to_contain_text("annulée")
    assert words(mediator.locator(".readers__check")) == before


def test_step_by_step_the_button_of_the_shown_step_is_within_reach(on_a_day_of_spring, new_visitor):
    reader = new_visitor(on_a_day_of_spring)
    reader.goto(GUIDE)
    reader.locator("[data-step-mode] button").click()

    stuck = reader.get_by_role("button", name="Je n’arrive pas à faire cette étape").locator("visible=true")
    assert stuck.count() == 1
    stuck.press("Enter")

    reader.wait_for_url("**/merci/?avis=bloque&etape=1")


def test_the_report_can_be_used_by_everybody_at_every_width(on_a_day_of_spring, sign_in):
    mediator = sign_in(on_a_day_of_spring)
    mediator.goto(REPORT)

    assert violations(mediator) == {390: [], 1280: []}
    for width in (320, 390, 1280):
        mediator.set_viewport_size({"width": width, "height": 900})
        assert mediator.evaluate("document.documentElement.scrollWidth") <= width
        assert row(mediator).get_by_role("button").or_(row(mediator).get_by_text("aujourd’hui")).count()


def test_the_thanks_page_can_be_used_by_everybody(on_a_day_of_spring, new_visitor):
    reader = new_visitor(on_a_day_of_spring)
    found = {}
    for query in ("avis=oui", "avis=non", "avis=bloque&etape=2", "avis=bloque&etape=2&commune=nantes"):
        reader.goto(f"{GUIDE}merci/?{query}")
        found[query] = (violations(reader), reader.evaluate(SMALL_TARGETS), reader.evaluate(CUT_TEXTS))

    assert found == dict.fromkeys(found, ({390: [], 1280: []}, [], []))
