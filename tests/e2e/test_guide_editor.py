"""Wagtail's editor with a guide in it, on a phone: order, pasting, preview and advice."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.backoffice import words

TEXT = "1. Ouvrez le site\n2. Tapez votre nom\n3. Validez"
# As Word puts it on the clipboard: classes, fonts, a table, an image, a script.
FROM_WORD = """<html><head><style>p.MsoNormal {margin:0cm; font-family:"Calibri"}</style></head><body>
<!--StartFragment--><h1 style='color:red'>Un titre</h1>
<p class=MsoNormal style='font-size:18.0pt'><b><span style='color:#C00000'>Ouvrez</span></b> le&nbsp;site
<a href="https://example.org/" style='color:blue'>du bailleur</a>.<o:p></o:p></p>
<p class=MsoListParagraph style='margin-left:36.0pt'><i>Puis</i> <u>tapez</u> votre nom</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Une case</p></td></tr></table>
<img src="file:///C:/image.png" onerror="alert(1)"><script>alert(1)</script>
<!--EndFragment--></body></html>"""
PASTE = """(element, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "Ouvrez le site du bailleur.");
    element.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
SAVED = "JSON.parse(document.querySelector('[name=body-0-value-text]').value)"


@pytest.fixture
def phone(sign_in, own_site) -> Page:
    """A mediator in the editor, with three steps."""
    page = sign_in(own_site)
    page.goto("/admin/fiches/nouvelle/")
    page.fill("[name=title]", "Ouvrir un compte")
    page.fill("[name=summary]", "Vous saurez ouvrir un compte.")
    page.fill("[name=text]", TEXT)
    with page.expect_navigation():
        page.click("[data-once]")
    expect(page.locator("[name=body-0-value-title]")).to_be_visible()
    return page


BLOCK = "[data-contentpath=body] [data-streamfield-child]"
TITLE = f"{BLOCK} > section > .w-panel__header .c-sf-block__title"


def steps(page: Page) -> list[str]:
    """The titles of the three steps, from top to bottom, as the headings of their blocks say them."""
    return [words(title) for title in page.locator(TITLE).all()][:3]


def block(page: Page, title: str) -> Locator:
    return page.locator(BLOCK, has=page.locator(".c-sf-block__title", has_text=title))


def control(page: Page, title: str, action: str) -> Locator:
    return block(page, title).locator(f"[data-streamfield-action={action}]").first


def open_panel(page: Page, name: str) -> Locator:
    page.locator(f"[data-side-panel-toggle={name}]").locator("visible=true").first.click()
    return page.locator(f"[data-side-panel={name}]")


def test_steps_change_places_by_keyboard(phone):
    control(phone, "Validez", "MOVE_UP").press("Enter")
    after_up = steps(phone)
    control(phone, "Ouvrez le site", "MOVE_DOWN").press("Enter")

    assert after_up == ["Ouvrez le site", "Validez", "Tapez votre nom"]
    assert steps(phone) == ["Validez", "Ouvrez le site", "Tapez votre nom"]


def test_steps_change_places_by_dragging(phone):
    for toggle in phone.locator(f"{BLOCK} > section > div > [data-panel-toggle]").all():
        toggle.click()  # closed blocks are as short as their titles
    handle, target = (control(phone, title, "DRAG") for title in ("Validez", "Ouvrez le site"))
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), target.bounding_box()

    phone.mouse.move(start["x"] + 8, start["y"] + 8)
    phone.mouse.down()
    phone.mouse.move(end["x"] + 8, end["y"] + 2, steps=20)
    phone.mouse.move(end["x"] + 8, end["y"] - 6, steps=5)
    phone.mouse.up()

    expect(phone.locator(TITLE).first).to_have_text("Validez")
    assert steps(phone) == ["Validez", "Ouvrez le site", "Tapez votre nom"]


def test_what_a_step_says_besides_is_one_tap_away_and_fits_the_phone(phone):
    control(phone, "Tapez votre nom", "SETTINGS").click()

    for name in ("tip", "trouble"):
        field = phone.locator(f"[name=body-1-value-{name}]")
        field.fill("Demandez de l’aide.")
        box = field.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    settings = phone.locator("#block_group-body-1-value-settings")
    settings.locator("[data-streamfield-list-add]").first.click()
    expect(phone.get_by_label("Téléphone Android").last).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_pasting_from_a_word_processor_keeps_what_a_guide_may_hold(phone):
    editor = phone.locator("[data-contentpath=text] [contenteditable=true]").first
    editor.click()

    editor.evaluate(PASTE, FROM_WORD)

    expect(editor).to_contain_text("du bailleur")
    kept = editor.evaluate(
        """(element) => [...new Set([...element.querySelectorAll("*")].map((e) => e.localName))]
            .filter((name) => !["div", "span", "br"].includes(name)).sort()"""
    )
    fonts = editor.evaluate("(e) => [...e.querySelectorAll('[style]')].map((s) => s.style.cssText).join('')")
    expect(phone.locator("[name=body-0-value-text]")).to_have_value(re.compile("bailleur"))
    with phone.expect_navigation():
        phone.locator("footer [data-w-dropdown-target=toggle]").first.click()
        phone.locator("footer .action-save:visible").first.click()
    saved = phone.evaluate(SAVED)
    assert set(kept) <= {"a", "li", "ul", "svg", "use", "button"}
    assert "font-size" not in fonts
    assert {style["style"] for b in saved["blocks"] for style in b["inlineStyleRanges"]} <= {"BOLD"}
    assert {b["type"] for b in saved["blocks"]} <= {"unstyled", "unordered-list-item"}
    assert {entity["type"] for entity in saved["entityMap"].values()} <= {"LINK"}
    assert "Puis tapez votre nom" in [" ".join(b["text"].split()) for b in saved["blocks"]]


@pytest.mark.parametrize("scripts", ["", "**/static/js/*.js"], ids=["with its scripts", "without them"])
def test_the_preview_is_as_wide_as_a_phone_and_follows_what_is_written(phone, scripts):
    if scripts:
        phone.route(
            scripts,
            lambda route: route.abort() if "wagtailadmin" not in route.request.url else route.continue_(),
        )
    open_panel(phone, "preview")
    frame = phone.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_have_text("Ouvrir un compte")

    phone.locator("[name=body-0-value-title]").press("End")
    phone.locator("[name=body-0-value-title]").press_sequentially(" de votre bailleur", delay=100)

    expect(frame.locator("[data-step] h3").first).to_contain_text("Ouvrez le site de votre bailleur")
    assert frame.locator("html").evaluate("() => window.innerWidth") == 375
    assert frame.locator("html").evaluate("(e) => e.scrollWidth") <= 375


def test_advice_stands_in_the_panel_of_checks_and_leads_to_its_step(phone):
    phone.fill("[name=body-1-value-title]", "Appelez la MSA")

    panel = open_panel(phone, "checks")
    advice = panel.locator(".plain_language__finding", has_text="Sigle non expliqué")
    expect(advice).to_be_visible()
    assert [words(advice.locator(f"[data-{part}]")) for part in ("name", "place", "excerpt", "source")] == [
        "Sigle non expliqué",
        "Étape 2",
        "Appelez la MSA",
        "FALC",
    ]
    both = [panel.locator(f"[data-{name}-count]") for name in ("plain", "content-checker")]
    total = sum(int(words(number)) for number in both)
    counter = "[data-side-panel-toggle=checks] [data-side-panel-toggle-counter]"
    expect(phone.locator(counter).first).to_have_text(str(total))

    advice.get_by_role("button", name="Y aller").click()

    expect(phone.locator("[name=body-1-value-title]")).to_be_focused()


def test_what_is_open_in_a_step_keeps_the_guide_from_the_public(phone):
    phone.fill("[name=body-0-value-title]", "")
    phone.fill("[name=body-0-value-expect]", "La page s’ouvre.")

    phone.locator("footer button[name=action-publish]").locator("visible=true").first.click()

    expect(phone.locator(".messages")).to_contain_text("Il reste des choses à compléter")
    assert phone.request.get("/guides/ouvrir-un-compte/").status == 404
