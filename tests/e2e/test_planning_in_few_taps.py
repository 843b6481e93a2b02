"""A mediator plans, repeats and shortens a stay on a phone; each step that she takes is counted."""

from datetime import date

import icalendar
import pytest
from playwright.sync_api import Page, expect

from home.demo.accounts import ACCOUNTS
from tests.e2e.backoffice import words
from tests.e2e.conftest import PHONE

NAME = "Résidence du Noyer-Rond (exemple)"
PLACE = "/permanences/saint-sebastien-sur-loire/residence-du-noyer-rond/"


class Steps:
    """Counts what a person does: a tap, a choice, a field filled."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def fill(self, selector: str, text: str) -> None:
        self.count += 1
        self.page.fill(selector, text)

    def choose(self, selector: str, label: str) -> None:
        self.count += 1
        self.page.select_option(selector, label=label)

    def tap(self, selector: str) -> None:
        self.count += 1
        self.page.click(selector)

    def publish(self) -> None:
        button = self.page.locator("footer button[name=action-publish]")
        if not button.is_visible():
            self.tap("footer [data-w-dropdown-target=toggle]")
        self.count += 1
        with self.page.expect_navigation():
            button.click()


@pytest.fixture
def phone(chromium, own_site):
    own_site.set_clock("2027-08-30 08:00")
    context = chromium.new_context(base_url=own_site.url, locale="fr-FR", viewport=PHONE)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def steps(phone):
    """Signed in."""
    phone.goto("/admin/")
    steps = Steps(phone)
    steps.fill("[name=username]", "mediatrice")
    steps.fill("[name=password]", ACCOUNTS["mediatrice"][1])
    steps.tap("button[type=submit]")
    return steps


def days(phone: Page) -> list[date]:
    """Those that the feed of the place announces as held, each once."""
    feed = icalendar.Calendar.from_ical(phone.request.get(f"{PLACE}calendrier.ics").body())
    held = [e for e in feed.walk("VEVENT") if "ANNULÉ" not in e["SUMMARY"]]
    return sorted(
        {e.decoded("DTSTART").date() for e in held if e.decoded("DTSTART").date() >= date(2027, 9, 1)}
    )


def is_planning(phone: Page) -> None:
    expect(phone.locator("[data-dates-widget][data-ready]")).to_be_visible()


def test_three_weeks_from_sign_in(phone, steps):
    steps.tap("text=Prévoir une permanence")
    steps.choose("[name=place]", NAME)
    steps.fill("[name=dates-first]", "2027-09-07")
    steps.fill("[name=dates-last]", "2027-09-24")
    expect(phone.locator("[data-planned-days] li")).to_have_count(12)
    steps.publish()

    expect(phone.locator(".messages .success")).to_be_visible()
    assert steps.count <= 12
    assert (len(days(phone)), days(phone)[0], days(phone)[-1]) == (12, date(2027, 9, 7), date(2027, 9, 24))
    phone.goto(PLACE)
    assert "mardi 7 septembre 2027" in words(phone.locator("main")).lower()


def test_the_same_again_with_nothing_but_a_first_day(phone, steps, own_site):
    """Once the stay of September has begun, it is « la dernière fois »."""
    own_site.set_clock("2027-09-20 08:00")
    steps.tap("text=Prévoir une permanence")
    is_planning(phone)
    steps.choose("[name=place]", NAME)
    steps.tap("[data-place-again] a")
    is_planning(phone)
    steps.fill("[name=dates-first]", "2027-10-05")
    expect(phone.locator("[name=dates-last]")).to_have_value("2027-10-22")
    expect(phone.locator("[data-planned-days] li")).to_have_count(12)
    steps.publish()

    assert steps.count <= 12
    assert days(phone)[-1] == date(2027, 10, 22)


def test_dates_that_vanish_are_announced_as_cancelled(phone, steps):
    phone.goto("/admin/snippets/schedule/permanence/")
    phone.get_by_role("link", name="7 septembre 2027").first.click()
    is_planning(phone)
    steps.fill("[name=dates-last]", "2027-09-17")
    expect(phone.locator("[data-planned-days] li")).to_have_count(8)
    steps.publish()
    assert "4 dates annoncées disparaissent." in words(phone.locator("[aria-labelledby=warned_title]"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    with phone.expect_navigation():
        steps.tap("section [name=action-publish]")

    assert date(2027, 9, 21) not in days(phone)
    phone.goto(PLACE)
    assert "Annulé" in words(phone.locator("main"))


def test_a_new_place_without_leaving_the_form(phone, steps):
    steps.tap("text=Prévoir une permanence")
    is_planning(phone)
    steps.fill("[name=note]", "Café offert.")
    steps.tap("[data-place-new]")
    steps.fill("[name=new-place-title]", "Résidence des Hirondelles")
    steps.choose("[name=new-place-commune]", "Saint-Sébastien-sur-Loire")
    steps.tap("[data-new-place] [type=submit]")

    chosen = phone.locator("[name=place] option:checked")
    expect(chosen).to_have_text("Résidence des Hirondelles")
    assert phone.input_value("[name=note]") == "Café offert."
    assert phone.request.get("/permanences/saint-sebastien-sur-loire/residence-des-hirondelles/").ok
