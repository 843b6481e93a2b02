"""The mediator's desk, counted in interactions: a tap, a choice or a field filled in is one.

Each journey ends by reading what residents read: the page, and the calendar they subscribe to.
"""

from datetime import UTC, date, datetime

import icalendar
import pytest
from playwright.sync_api import Page, expect

from home.demo.accounts import ACCOUNTS
from tests.e2e.backoffice import card, words
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import violations

COUERON = "/permanences/coueron/residence-des-cormiers-blancs/"
VOILE = "/permanences/sainte-luce-sur-loire/residence-de-la-petite-voile/"
GIROUETTES = "/permanences/treillieres/residence-des-quatre-girouettes/"
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["390 px", "1280 px"])
THURSDAY = {390: "2027-08-03", 1280: "2027-09-07"}


class Hand:
    """Does what a person does, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, name: str, inside=None) -> None:
        self.count += 1
        place = inside or self.page
        found = place.get_by_role("link", name=name).or_(place.get_by_role("button", name=name))
        found.locator("visible=true").first.click()

    def fill(self, field: str, text: str) -> None:
        self.count += 1
        self.page.locator(f"[name={field}]").fill(text)

    def choose(self, field: str, option: str) -> None:
        self.count += 1
        self.page.locator(f"[name={field}]").select_option(label=option)

    def tick(self, label: str) -> None:
        self.count += 1
        self.page.get_by_text(label, exact=True).click()


def sessions(visitor: Page, address: str) -> dict[datetime, str]:
    """Start → summary, as the calendar of the page at this address says it."""
    feed = icalendar.Calendar.from_ical(visitor.request.get(f"{address}calendrier.ics").body())
    return {event.decoded("DTSTART"): str(event["SUMMARY"]) for event in feed.walk("VEVENT")}


def answer(visitor: Page, address: str) -> str:
    visitor.goto(address)
    return words(visitor.locator(".answer__words"))


@VIEWPORTS
def test_a_three_week_stay_is_planned_from_sign_in_in_twelve_interactions(
    own_site, staff, new_visitor, viewport
):
    first = date.fromisoformat(THURSDAY[viewport["width"]])
    last = date.fromordinal(first.toordinal() + 17)
    own_site.set_clock(f"{date.fromordinal(first.toordinal() - 1)} 08:00")
    hand = Hand(staff(own_site, viewport=viewport))

    hand.fill("username", "mediatrice")
    hand.fill("password", ACCOUNTS["mediatrice"][1])
    hand.tap("Se connecter")
    hand.tap("Prévoir une permanence")
    expect(hand.page.locator("[data-dates-widget][data-ready]")).to_be_visible()
    hand.choose("place", "Résidence des Quatre-Girouettes (exemple)")
    hand.fill("dates-first", first.isoformat())
    hand.fill("dates-last", last.isoformat())
    expect(hand.page.locator("[data-summary]")).to_contain_text("12 jours")
    hand.tap("Publier")
    expect(hand.page.locator(".messages .success")).to_be_visible()

    assert hand.count <= 12
    visitor = new_visitor(own_site)
    assert "La caravane revient demain" in answer(visitor, GIROUETTES)
    starts = [start for start in sessions(visitor, GIROUETTES) if first <= start.date() <= last]
    assert len(starts) == 24
    assert min(starts) == datetime(first.year, first.month, first.day, 7, 30, tzinfo=UTC)


@VIEWPORTS
def test_this_afternoon_is_cancelled_in_three_interactions_and_restored_in_two(
    own_site, sign_in, new_visitor, viewport
):
    own_site.set_clock("2026-11-24 13:05")
    mediator = sign_in(own_site, viewport=viewport)
    visitor = new_visitor(own_site)
    afternoon = datetime(2026, 11, 24, 13, tzinfo=UTC)
    hand = Hand(mediator)

    hand.tap("Annuler", inside=card(mediator, "Aujourd’hui", "De 14 h à 17 h"))
    hand.tick("Une panne")
    expect(mediator.locator("[data-reading]")).to_contain_text("La caravane est en panne.")
    hand.tap("Annoncer l’annulation")
    expect(mediator.locator(".messages .success")).to_contain_text(
        "Visible par les habitants depuis 13 h 05."
    )

    assert hand.count <= 3
    assert answer(visitor, COUERON).startswith(
        "La permanence de cet après-midi est annulée. La caravane est en panne."
    )
    assert answer(visitor, "/").startswith("La permanence de cet après-midi est annulée.")
    assert sessions(visitor, COUERON)[afternoon].startswith("ANNULÉ")

    undoing = Hand(mediator)
    undoing.tap("Rétablir", inside=card(mediator, "Aujourd’hui", "De 14 h à 17 h"))
    undoing.tap("Rétablir et l’annoncer")
    expect(mediator.locator(".messages .success")).to_be_visible()

    assert undoing.count <= 2
    assert "14 h" in answer(visitor, COUERON)
    assert "annulée" not in answer(visitor, COUERON)
    assert not sessions(visitor, COUERON)[afternoon].startswith("ANNULÉ")


@VIEWPORTS
def test_one_day_moves_in_five_interactions(own_site, sign_in, new_visitor, viewport):
    """The whole of the coming Friday, whose two sessions are one day for the person who moves them."""
    own_site.set_clock("2026-11-24 13:05")
    mediator = sign_in(own_site, viewport=viewport)
    visitor = new_visitor(own_site)
    hand = Hand(mediator)

    hand.tap("Déplacer toute la journée", inside=mediator.locator(".desk__day", has_text="Vendredi 27"))
    hand.choose("place", "Résidence de la Petite-Voile (exemple)")
    hand.tick("Une autre raison")
    expect(mediator.locator("[data-reading]")).to_contain_text("Petite-Voile")
    hand.tap("Annoncer l’autre lieu")
    expect(mediator.locator(".messages .success")).to_be_visible()

    assert hand.count <= 5
    own_site.set_clock("2026-11-27 09:00")
    assert answer(visitor, COUERON).startswith("Aujourd’hui, la caravane est ailleurs")
    assert "ouvre ici aujourd’hui de 9 h 30 à 12 h 30" in answer(visitor, VOILE)
    for hour in (8, 13):
        start = datetime(2026, 11, 27, hour, 30 if hour == 8 else 0, tzinfo=UTC)
        assert "Petite-Voile" in sessions(visitor, VOILE)[start]
    own_site.set_clock("2026-11-24 13:05")
    mediator.goto("/admin/")
    back = Hand(mediator)
    back.tap("Rétablir toute la journée", inside=mediator.locator(".desk__day", has_text="Vendredi 27"))
    back.tap("Rétablir et l’annoncer")
    expect(mediator.locator(".messages .success")).to_be_visible()
    assert back.count <= 2


def test_a_delay_and_an_arrival_take_two_taps_each(own_site, sign_in, new_visitor):
    own_site.set_clock("2026-11-24 13:55")
    mediator = sign_in(own_site)
    visitor = new_visitor(own_site)
    hand = Hand(mediator)

    hand.tap("Retard", inside=card(mediator, "Aujourd’hui", "De 14 h à 17 h"))
    hand.tap("Annoncer le retard")
    expect(mediator.locator(".messages .success")).to_be_visible()
    assert "La caravane a du retard. Elle ouvre" in answer(visitor, COUERON)
    own_site.set_clock("2026-11-24 14:20")
    mediator.goto("/admin/")
    hand.tap("Nous sommes arrivés", inside=card(mediator, "Aujourd’hui", "à 17 h"))
    hand.tap("Dire que nous sommes là")
    expect(mediator.locator(".messages .success")).to_be_visible()

    assert hand.count == 4
    assert answer(visitor, COUERON).startswith("La caravane est ici maintenant, jusqu’à 17 h.")


SCREENS = {
    "today": ("/admin/", None),
    "coming dates": ("/admin/permanences/prochaines/", None),
    "cancel": ("/admin/", "Annuler"),
    "other hours": ("/admin/", "Décaler les heures"),
    "move": ("/admin/", "Déplacer"),
    "late": ("/admin/", "Retard"),
    "arrived": ("/admin/", "Nous sommes arrivés"),
    "plan a stay": ("/admin/snippets/schedule/permanence/add/", None),
    "a stay": ("/admin/snippets/schedule/permanence/edit/1/", None),
    "archive a stay": ("/admin/permanences/1/archiver/", None),
    "twelve weeks": ("/admin/permanences/planning/", None),
    "a month": ("/admin/permanences/planning/?vue=mois", None),
    "import": ("/admin/permanences/importer/", None),
    "export": ("/admin/permanences/exporter/", None),
    "history": ("/admin/permanences/historique/", None),
    "another moment": ("/admin/autre-moment/", None),
    "tour": ("/admin/aide/visite/1/", None),
    "guide": ("/admin/aide/le-bureau/", None),
    "safety": ("/admin/securite/", None),
}


@pytest.mark.appearance
@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_on_the_desk(site, sign_in, name):
    address, link = SCREENS[name]
    site.set_clock("2026-11-24 13:05")
    person = sign_in(site, name="coordination")
    person.goto(address)
    if link:
        person.locator(".desk_card").get_by_role("link", name=link).first.click()
        expect(person.locator("[data-question]")).to_be_visible()
    person.wait_for_load_state("networkidle")

    for colours in ("light", "dark"):
        person.emulate_media(color_scheme=colours)
        # Colours fade from one scheme to the other.
        person.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
        assert (colours, violations(person)) == (colours, {390: [], 1280: []})
    for width in (390, 1280):
        person.set_viewport_size({"width": width, "height": 900})
        assert person.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_alone_cancels_a_session(own_site, sign_in, new_visitor):
    own_site.set_clock("2026-11-25 08:00")
    mediator = sign_in(own_site)

    press_until(mediator, "Tab", lambda page: focused(page).startswith("Annuler"))
    mediator.keyboard.press("Enter")
    expect(mediator.locator("[data-question]")).to_be_visible()
    press_until(mediator, "Tab", lambda page: page.evaluate("document.activeElement.name") == "reason")
    mediator.keyboard.press("ArrowUp")
    press_until(mediator, "Tab", lambda page: focused(page) == "Annoncer l’annulation")
    mediator.keyboard.press("Enter")

    expect(mediator.locator(".messages .success")).to_be_visible()
    assert "Une personne de l’équipe est malade." in answer(new_visitor(own_site), "/")


def focused(page: Page) -> str:
    return " ".join(page.evaluate("document.activeElement.innerText || ''").split())


def press_until(page: Page, key: str, is_there, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press(key)
        if is_there(page):
            return
    raise AssertionError(f"{key} does not lead there")
