"""What a mediator does in the back office, as journeys tell it."""

import re

from playwright.sync_api import Locator, Page, expect


def words(of: Locator) -> str:
    """The text as it is read: any run of spaces, no-break ones too, is one space."""
    return " ".join(of.inner_text().split())


def card(page: Page, day: str, hours: str) -> Locator:
    """One session on the desk."""
    section = page.locator(".desk__day", has=page.get_by_role("heading", name=day))
    return section.locator(".desk_card", has_text=hours)


def cancel(page: Page, day: str, hours: str, message: str) -> None:
    """Cancels one session from the list of the coming dates: two taps and a sentence."""
    page.goto("/admin/permanences/prochaines/")
    card(page, day, hours).get_by_role("link", name="Annuler").click()
    page.fill("[name=message]", message)
    _press(page, page.locator("[data-confirm]"))


def open_permanence(page: Page, title: re.Pattern[str]) -> None:
    page.goto("/admin/snippets/schedule/permanence/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("[data-dates-widget][data-ready]")).to_be_visible()


def add_date(page: Page, part: str, day: str) -> None:
    """Types into the last line of « extra » or « without »; opens a new line when it is taken."""
    fields = page.locator(f"input[name=dates-{part}]")
    if fields.last.input_value():
        block = page.locator("[data-dates-list]", has=fields)
        before = fields.count()
        block.locator("[data-dates-add]").click()
        expect(fields).to_have_count(before + 1)
    fields.last.fill(day)


def save(page: Page) -> None:
    _press(page, page.locator("button.action-save:visible").first)


def publish(page: Page) -> None:
    button = page.locator("button[name=action-publish]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    _press(page, button)


def _press(page: Page, button: Locator) -> None:
    with page.expect_navigation():
        button.click()
    # What the form has to say when it refuses is the best explanation of a failed journey.
    problems = [words(problem) for problem in page.locator(".error-message:visible").all()]
    assert problems == []
    expect(page.locator(".messages .success")).to_be_visible()
