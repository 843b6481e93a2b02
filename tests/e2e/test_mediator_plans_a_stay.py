"""A mediator, on a phone, plans a stay and later cancels a session; residents read both at once."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from playwright.sync_api import expect

from tests.e2e.backoffice import add_date, cancel, publish, words

PLACE = "/permanences/saint-sebastien-sur-loire/residence-du-noyer-rond/"
COMMUNE = "/permanences/saint-sebastien-sur-loire/"
NAME = "Résidence du Noyer-Rond (exemple)"
# Tuesday to Friday over three weeks, without 14 July (holiday) and 8 July, with Saturday 3 July.
DAYS = [
    *(date(2027, 6, 29), date(2027, 6, 30), date(2027, 7, 1), date(2027, 7, 2), date(2027, 7, 3)),
    *(date(2027, 7, 6), date(2027, 7, 7), date(2027, 7, 9)),
    *(date(2027, 7, 13), date(2027, 7, 15), date(2027, 7, 16)),
]


@pytest.fixture
def everyone(new_visitor, own_site):
    """A resident who has looked at every page before the mediator begins."""
    own_site.set_clock("2027-06-28 08:00")
    visitor = new_visitor(own_site)
    for address in ("/", "/permanences/", COMMUNE, PLACE):
        visitor.goto(address)
    return visitor


def test_a_planned_stay_is_on_the_place_page_the_home_page_the_agenda_and_in_the_feed(
    everyone, own_site, sign_in
):
    assert "Aucune date n’est encore prévue ici." in words(everyone.locator(".answer__words"))
    mediator = sign_in(own_site)

    plan_the_stay(mediator)

    assert on_page(everyone, PLACE, ".answer__words").startswith(
        "La caravane n’est pas ici aujourd’hui. "
        "La caravane revient demain, mardi 29 juin 2027, de 9 h 30 à 12 h 30."
    )
    dates = [words(heading) for heading in everyone.locator(".day_list__date").all()]
    assert (len(dates), dates[0], dates[4], dates[-1]) == (
        11,
        "Mardi 29 juin 2027",
        "Samedi 3 juillet 2027",
        "Vendredi 16 juillet 2027",
    )
    assert "La caravane rouvre demain, mardi 29 juin 2027, de 9 h 30 à 12 h 30" in on_page(
        everyone, "/", ".answer__words"
    )
    assert NAME in on_page(everyone, "/permanences/", "main")
    assert "jour férié (Fête nationale)" in words(everyone.locator("main"))
    for feed in (PLACE, COMMUNE, "/permanences/"):
        assert starts(everyone, feed) == [
            datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
            for day in DAYS
            for hour, minute in ((7, 30), (12, 0))
        ]


def test_a_cancelled_session_shows_at_the_next_visit_everywhere(everyone, own_site, sign_in):
    own_site.set_clock("2027-06-29 08:00")
    assert on_page(everyone, "/", ".answer__words").startswith(
        "La caravane ouvre aujourd’hui de 9 h 30 à 12 h 30"
    )
    assert on_page(everyone, PLACE, ".answer__words").startswith(
        "La caravane ouvre ici aujourd’hui de 9 h 30 à 12 h 30."
    )
    for address in ("/permanences/", COMMUNE):
        assert "Annulé" not in on_page(everyone, address, ".day_list__day >> nth=0")
    mediator = sign_in(own_site)

    cancel(mediator, "Mardi 29 juin 2027", "de 9 h 30 à 12 h 30", "La route est barrée.")

    assert on_page(everyone, PLACE, ".answer__words").startswith(
        "La caravane ouvre ici aujourd’hui de 14 h à 17 h. "
        "La permanence de ce matin (de 9 h 30 à 12 h 30) est annulée. La route est barrée."
    )
    assert on_page(everyone, "/", ".answer__words").startswith("La caravane ouvre aujourd’hui de 14 h à 17 h")
    for address in ("/", "/permanences/", COMMUNE, PLACE):
        today = on_page(everyone, address, ".day_list__day >> nth=0")
        assert "de 9 h 30 à 12 h 30 Annulé La route est barrée. de 14 h à 17 h" in today
    event = next(event for event in events(everyone, PLACE) if event.decoded("DTSTART").hour == 7)
    assert str(event["SUMMARY"]).startswith("ANNULÉ\xa0: ")
    assert "La route est barrée." in event["DESCRIPTION"]
    for_machines = everyone.request.get("/permanences/maintenant.json").json()
    assert for_machines["session"]["start"] == "2027-06-29T14:00:00+02:00"


def plan_the_stay(mediator) -> None:
    mediator.get_by_role("link", name="Prévoir une permanence").click()
    mediator.select_option("[name=place]", label=NAME)
    mediator.fill("[name=dates-first]", "2027-06-29")
    mediator.fill("[name=dates-last]", "2027-07-16")
    add_date(mediator, "without", "2027-07-08")
    add_date(mediator, "extra", "2027-07-03")
    expect(mediator.locator("[data-summary]")).to_have_text(
        "11 jours, du mardi 29 juin 2027 au vendredi 16 juillet 2027. "
        "Fermé le mercredi 14 juillet 2027 : jour férié (Fête nationale)."
    )
    assert mediator.evaluate("document.documentElement.scrollWidth") <= 390
    publish(mediator)


def on_page(visitor, address: str, selector: str) -> str:
    """What one part of a page says at a plain visit; the browser may use what it has kept."""
    visitor.goto(address)
    return words(visitor.locator(selector))


def events(visitor, address: str) -> list[icalendar.Event]:
    feed = icalendar.Calendar.from_ical(visitor.request.get(f"{address}calendrier.ics").body())
    return [
        event
        for event in feed.walk("VEVENT")
        if NAME in event["SUMMARY"] and event.decoded("DTSTART").date() in DAYS
    ]


def starts(visitor, address: str) -> list[datetime]:
    return sorted(event.decoded("DTSTART") for event in events(visitor, address))
