"""A guide of five steps with pictures, from the desk to the public page: each gesture is counted.

A tap, a choice or a field filled in is one; choosing the five pictures is one, as in the phone's own gallery.
"""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from core.typography import french
from tests.e2e.backoffice import words
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import violations

MOST_GESTURES = 25
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["390 px", "1280 px"])
PASTED = """Envoyer une photo par message

1.\tOuvrez les messages.
Le bouton est vert.
Ce que vous devez voir : Vos messages
2.\tTouchez le trombone.
Ce que vous devez voir : Une liste
3.\tTouchez la photo.
Ce que vous devez voir : La photo, en grand
4.\tTouchez la flèche.
Ce que vous devez voir : La photo est partie
5.\tAttendez la réponse."""
TITLES = [
    "Ouvrez les messages",
    "Touchez le trombone",
    "Touchez la photo",
    "Touchez la flèche",
    "Attendez la réponse",
]
SEEN = ["Vos messages", "Une liste", "La photo, en grand", "La photo est partie", "Un message de réponse"]
ALTS = [f"Un écran de téléphone : {seen.lower()}" for seen in SEEN]


class Hand:
    """Does what a person does, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def fill(self, field: str, text: str) -> None:
        self.count += 1
        self.page.locator(f"[name={field}]").fill(text)

    def tap(self, selector: str) -> None:
        self.count += 1
        self.page.locator(f"{selector} >> visible=true").first.click()

    def choose_pictures(self, files: list[Path]) -> None:
        self.count += 1
        self.page.set_input_files("[name=photos]", files)

    def send(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.tap(selector)
        assert [words(problem) for problem in self.page.locator(".error-message:visible").all()] == []


@pytest.fixture
def photos(tmp_path) -> list[Path]:
    """Five, each of its own colour."""
    files = [tmp_path / f"IMG_{number}.png" for number in range(1, 6)]
    for number, file in enumerate(files):
        Image.new("RGB", (900, 1600), (50 * number, 90, 160)).save(file)
    return files


def begin(hand: Hand, title: str, photos: list[Path]) -> None:
    """From the desk to Wagtail's editor."""
    if hand.page.viewport_size["width"] < 800:
        hand.tap(".sidebar-nav-toggle--mobile")
    hand.tap("a:has-text('Nouvelle fiche')")
    hand.page.wait_for_url("**/admin/fiches/nouvelle/")
    hand.fill("title", title)
    hand.fill("summary", "Vous saurez envoyer une photo.")
    hand.tap("label:has-text('Parler à ma famille')")
    hand.fill("text", PASTED)
    hand.choose_pictures(photos)
    hand.send("button:text('Créer la fiche')")


def complete(hand: Hand) -> None:
    """What is still open: the descriptions of the pictures, what the last step shows, and two questions."""
    for number, alt in enumerate(ALTS):
        hand.fill(f"body-{number}-value-picture-alt_text", alt)
    hand.fill("body-4-value-expect", SEEN[4])
    hand.fill("needs-0-value", "Votre téléphone")
    hand.fill("trouble-0-value-problem", "La photo ne part pas")
    hand.fill("trouble-0-value-solution", "Vérifiez le wi-fi.")


def shown(page: Page, address: str) -> list[tuple[str, str]]:
    """Title and description of the picture of each step of the public page."""
    page.goto(address)
    return [
        (
            words(step.locator("h3")).partition(" ")[2].partition(" ")[2],
            step.locator("img").get_attribute("alt"),
        )
        for step in page.locator("[data-step]").all()
    ]


@VIEWPORTS
def test_an_editor_brings_a_guide_to_the_public_in_few_gestures(
    sign_in, own_site, new_visitor, photos, viewport
):
    title = f"Envoyer une photo ({viewport['width']})"
    page = sign_in(own_site, viewport=viewport)
    hand = Hand(page)

    begin(hand, title, photos)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    complete(hand)
    hand.send("footer button[name=action-publish]")

    assert hand.count <= MOST_GESTURES
    visitor = new_visitor(own_site, width=viewport["width"])
    assert shown(visitor, f"/guides/envoyer-une-photo-{viewport['width']}/") == list(
        zip(TITLES, map(french, ALTS), strict=True)
    )
    seen = [words(line) for line in visitor.locator(".step__expect").all()]
    assert seen == [f"Ce que vous voyez : {text}" for text in SEEN]
    visitor.goto("/guides/")
    expect(visitor.get_by_role("link", name=title).first).to_be_visible()


def test_a_contributor_submits_and_a_mediator_approves(sign_in, own_site, new_visitor, photos):
    hand = Hand(sign_in(own_site, name="contributrice"))
    begin(hand, "Envoyer une photo de famille", photos)
    complete(hand)
    hand.send("footer button[name=action-submit]")
    visitor = new_visitor(own_site)
    before = visitor.request.get("/guides/envoyer-une-photo-de-famille/").status

    mediator = sign_in(own_site)
    mediator.locator("li", has_text="Envoyer une photo de famille").get_by_role("link", name="Relire").click()
    with mediator.expect_navigation():
        mediator.locator("footer [data-workflow-action-name=approve]").locator("visible=true").first.click()

    assert before == 404
    address = "/guides/envoyer-une-photo-de-famille/"
    assert shown(visitor, address) == list(zip(TITLES, map(french, ALTS), strict=True))


def test_a_file_that_is_no_picture_is_left_out_and_nothing_typed_is_lost(sign_in, own_site, tmp_path):
    page = sign_in(own_site)
    (tmp_path / "notes.txt").write_text("bonjour")
    hand = Hand(page)

    begin(hand, "Envoyer une vidéo", [tmp_path / "notes.txt"])

    page.wait_for_url("**/edit/")
    assert "« notes.txt » :" in words(page.locator(".messages"))
    assert page.input_value("[name=title]") == "Envoyer une vidéo"
    assert page.input_value("[name=body-0-value-title]") == "Ouvrez les messages"
    assert page.get_by_label("Parler à ma famille").is_checked()


@VIEWPORTS
def test_the_screen_shows_which_picture_goes_with_which_step(sign_in, own_site, photos, viewport):
    page = sign_in(own_site, viewport=viewport)
    page.goto("/admin/fiches/nouvelle/")

    page.set_input_files("[name=photos]", photos[:2])

    assert [words(line) for line in page.locator("[data-chosen] li").all()] == [
        "Étape 1 : IMG_1.png",
        "Étape 2 : IMG_2.png",
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert violations(page) == {390: [], 1280: []}
    small = [
        words(target) or target.get_attribute("name")
        for target in page.locator(
            ".starting button, .starting a, .starting label:has(input), .starting input"
        ).all()
        if target.is_visible() and re.match("label|button|a", target.evaluate("e => e.localName"))
        if target.bounding_box()["height"] < 44
    ]
    assert small == []
