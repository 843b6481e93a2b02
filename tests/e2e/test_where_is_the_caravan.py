"""The question of the site, asked at the moments that matter: the home page, a place and the JSON agree."""

import re

import icalendar
import pytest

from tests.e2e.backoffice import add_date, cancel, open_permanence, publish, words
from tests.e2e.devices import DEVICES, VOICE

COUERON = "/permanences/coueron/residence-des-cormiers-blancs/"
NANTES_WEST = "/permanences/nantes/residence-du-cerf-volant/"
NANTES_EAST = "/permanences/nantes/residence-des-trois-tilleuls/"
LA_CHAPELLE = "/permanences/la-chapelle-sur-erdre/residence-des-libellules-vertes/"
SAINTE_LUCE = "/permanences/sainte-luce-sur-loire/residence-de-la-petite-voile/"

CORMIERS_BLANCS = "à Couëron, Résidence des Cormiers-Blancs (exemple)"
CERF_VOLANT = "à Nantes, Résidence du Cerf-Volant (exemple)"
TROIS_TILLEULS = "à Nantes, Résidence des Trois-Tilleuls (exemple)"
LIBELLULES = "à La Chapelle-sur-Erdre, Résidence des Libellules-Vertes (exemple)"
PETITE_VOILE = "à Sainte-Luce-sur-Loire, Résidence de la Petite-Voile (exemple)"

# moment, what the home page says, the page of which place, what it says, state for machines
MOMENTS = {
    "before it opens": (
        "2026-11-24 08:00",
        f"La caravane ouvre aujourd’hui de 9 h 30 à 12 h 30, {CORMIERS_BLANCS}.",
        COUERON,
        "La caravane ouvre ici aujourd’hui de 9 h 30 à 12 h 30.",
        "opens_later",
    ),
    "at the minute it opens": (
        "2026-11-24 09:30",
        f"La caravane est ouverte maintenant, {CORMIERS_BLANCS}, jusqu’à 12 h 30.",
        COUERON,
        "La caravane est ici maintenant, jusqu’à 12 h 30.",
        "open",
    ),
    "open in the morning": (
        "2026-11-24 10:00",
        f"La caravane est ouverte maintenant, {CORMIERS_BLANCS}, jusqu’à 12 h 30.",
        NANTES_WEST,
        "La caravane n’est pas ici aujourd’hui. "
        "La caravane revient le mardi 30 mars 2027, de 9 h 30 à 12 h 30.",
        "open",
    ),
    "midday pause": (
        "2026-11-24 12:30",
        f"La caravane fait une pause. Elle rouvre de 14 h à 17 h, {CORMIERS_BLANCS}.",
        COUERON,
        "La caravane est ici aujourd’hui. Elle fait une pause et rouvre de 14 h à 17 h.",
        "pause",
    ),
    "open in the afternoon": (
        "2026-11-24 15:00",
        f"La caravane est ouverte maintenant, {CORMIERS_BLANCS}, jusqu’à 17 h.",
        COUERON,
        "La caravane est ici maintenant, jusqu’à 17 h.",
        "open",
    ),
    "after it has closed": (
        "2026-11-24 17:00",
        "La caravane est fermée : c’est fini pour aujourd’hui. "
        f"La caravane rouvre demain, mercredi 25 novembre 2026, de 9 h 30 à 12 h 30, {CORMIERS_BLANCS}.",
        COUERON,
        "Ici, c’est fini pour aujourd’hui. "
        "La caravane revient demain, mercredi 25 novembre 2026, de 9 h 30 à 12 h 30.",
        "finished_today",
    ),
    "a Saturday": (
        "2026-11-28 10:00",
        "La caravane n’est pas ouverte aujourd’hui. "
        f"La caravane rouvre le mardi 1er décembre 2026, de 9 h 30 à 12 h 30, {CORMIERS_BLANCS}.",
        COUERON,
        "La caravane n’est pas ici aujourd’hui. "
        "La caravane revient le mardi 1er décembre 2026, de 9 h 30 à 12 h 30.",
        "not_today",
    ),
    "a public holiday inside a stay": (
        "2026-11-11 10:00",
        "Pas de permanence aujourd’hui : c’est un jour férié (Armistice). "
        f"La caravane rouvre demain, jeudi 12 novembre 2026, de 9 h 30 à 12 h 30, {CERF_VOLANT}.",
        NANTES_WEST,
        "Pas de permanence aujourd’hui : c’est un jour férié (Armistice). "
        "La caravane revient demain, jeudi 12 novembre 2026, de 9 h 30 à 12 h 30.",
        "not_today",
    ),
    "a session moved away, seen from its usual place": (
        "2026-12-02 15:00",
        f"La caravane est ouverte maintenant, {TROIS_TILLEULS}, jusqu’à 17 h.",
        COUERON,
        f"Aujourd’hui, la caravane est ailleurs : {TROIS_TILLEULS}, de 14 h à 17 h. "
        "Des travaux occupent le parking. "
        "La caravane revient demain, jeudi 3 décembre 2026, de 9 h 30 à 12 h 30.",
        "open",
    ),
    "a session moved away, seen from its new place": (
        "2026-12-02 15:00",
        f"La caravane est ouverte maintenant, {TROIS_TILLEULS}, jusqu’à 17 h.",
        NANTES_EAST,
        "La caravane est ici maintenant, jusqu’à 17 h.",
        "open",
    ),
    "other hours: still closed when it is usually open": (
        "2026-12-04 10:00",
        f"La caravane ouvre aujourd’hui de 10 h 30 à 12 h 30, {CORMIERS_BLANCS}.",
        COUERON,
        "La caravane ouvre ici aujourd’hui de 10 h 30 à 12 h 30.",
        "opens_later",
    ),
    "after the last planned date": (
        "2027-06-19 10:00",
        "Aucune date n’est encore prévue.",
        NANTES_WEST,
        "Aucune date n’est encore prévue ici.",
        "nothing_planned",
    ),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_home_place_and_json_say_where_the_caravan_is(site, visitor, moment):
    at, home, place, here, state = moment
    site.set_clock(at)

    assert_answers(visitor, "/", home)
    assert_answers(visitor, place, here)
    for_machines = visitor.request.get("/permanences/maintenant.json").json()
    assert for_machines["state"] == state
    assert home.startswith(plain(for_machines["sentence"]))
    said_here = next(p for p in for_machines["places"] if f"/permanences/{p['slug']}/" == place)
    assert here.startswith(plain(said_here["sentence"]))


def test_a_cancelled_day_says_so_why_and_when_it_comes_back(site, visitor):
    site.set_clock("2026-11-26 10:00")

    for page in ("/", COUERON):
        visitor.goto(page)
        answer = words(visitor.locator(".answer__words"))
        assert answer.startswith("La permanence d’aujourd’hui est annulée. La caravane est au garage.")
        assert "vendredi 27 novembre 2026, de 9 h 30 à 12 h 30" in answer
        assert_on_first_screen(visitor)
    for_machines = visitor.request.get("/permanences/maintenant.json").json()
    assert (for_machines["state"], for_machines["next"]["start"]) == (
        "cancelled_today",
        "2026-11-27T09:30:00+01:00",
    )


def test_an_afternoon_that_the_mediator_cancels(own_site, sign_in, new_visitor):
    own_site.set_clock("2026-11-25 08:00")
    mediator = sign_in(own_site)
    cancel(mediator, "Mercredi 25 novembre 2026", "de 14 h à 17 h", "La médiatrice est malade.")
    visitor = new_visitor(own_site)

    own_site.set_clock("2026-11-25 10:00")
    assert_answers(
        visitor,
        COUERON,
        "La caravane est ici maintenant, jusqu’à 12 h 30. "
        "La permanence de cet après-midi (de 14 h à 17 h) est annulée. La médiatrice est malade.",
    )

    own_site.set_clock("2026-11-25 15:00")
    for page in ("/", COUERON):
        visitor.goto(page)
        answer = words(visitor.locator(".answer__words"))
        assert answer.startswith("La permanence de cet après-midi est annulée. La médiatrice est malade.")
        assert_on_first_screen(visitor)
    for_machines = visitor.request.get("/permanences/maintenant.json").json()
    assert (for_machines["state"], for_machines["session"]["cancelled"]) == ("cancelled_today", True)


CLOCK_CHANGES = {
    "back to winter time": ("2026-10-25", LA_CHAPELLE, LIBELLULES, r"Libellules.*13.octobre", "+01:00", 8),
    "on to summer time": ("2027-03-28", SAINTE_LUCE, PETITE_VOILE, r"Voile.*16.mars", "+02:00", 7),
}


@pytest.mark.parametrize("sunday", CLOCK_CHANGES.values(), ids=CLOCK_CHANGES)
def test_hours_are_right_on_a_sunday_on_which_the_clocks_change(own_site, sign_in, new_visitor, sunday):
    day, place, where, title, offset, utc_hour = sunday
    own_site.set_clock(f"{day} 09:00")
    mediator = sign_in(own_site)
    open_permanence(mediator, re.compile(title))
    add_date(mediator, "extra", day)
    publish(mediator)
    visitor = new_visitor(own_site)

    assert_answers(visitor, "/", f"La caravane ouvre aujourd’hui de 9 h 30 à 12 h 30, {where}.")
    assert_answers(visitor, place, "La caravane ouvre ici aujourd’hui de 9 h 30 à 12 h 30.")
    own_site.set_clock(f"{day} 09:30")
    assert_answers(visitor, "/", f"La caravane est ouverte maintenant, {where}, jusqu’à 12 h 30.")
    assert_answers(visitor, place, "La caravane est ici maintenant, jusqu’à 12 h 30.")
    session = visitor.request.get("/permanences/maintenant.json").json()["session"]
    assert (session["start"], session["end"]) == (f"{day}T09:30:00{offset}", f"{day}T12:30:00{offset}")
    feed = icalendar.Calendar.from_ical(visitor.request.get(f"{place}calendrier.ics").body())
    starts = [event.decoded("DTSTART") for event in feed.walk("VEVENT")]
    assert [start.hour for start in starts if start.date().isoformat() == day] == [utc_hour, utc_hour + 5]


@pytest.mark.parametrize(
    ("device", "start"),
    [
        ("android", "geo:47.2"),
        ("iphone", "https://maps.apple.com/?daddr=47.2"),
        ("ipad", "https://maps.apple.com/?daddr=47.2"),
        ("windows", "https://www.openstreetmap.org/directions?"),
    ],
)
def test_get_there_opens_the_map_that_the_device_has(site, new_visitor, device, start):
    site.set_clock("2026-11-24 10:00")
    page = new_visitor(site, user_agent=DEVICES[device])

    for address in ("/", COUERON):
        page.goto(address)

        link = page.get_by_role("link", name="Y aller").first
        assert link.get_attribute("href").startswith(start)


def test_the_answer_read_aloud_leads_to_the_dates_without_what_is_folded(site, new_visitor):
    site.set_clock("2026-11-26 10:00")
    page = new_visitor(site)
    page.add_init_script(VOICE)
    page.goto(COUERON)

    page.get_by_role("button", name="Écouter").first.click()
    page.wait_for_function("() => window.said.some((one) => one.includes('novembre'))")

    said = [plain(one) for one in page.evaluate("window.said")]
    assert said[0] == "Résidence des Cormiers-Blancs (exemple)"
    assert not [one for one in said if "openstreetmap" in one or "Adresse à copier" in one]
    assert not [one for one in said if re.search(r"[a-zé)][A-ZÉ]|\)\d", one)]


def assert_answers(visitor, address: str, expected: str) -> None:
    """The page's answer begins with these sentences, on the first screen of a phone."""
    visitor.goto(address)
    assert words(visitor.locator(".answer__words")).startswith(expected)
    assert_on_first_screen(visitor)


def assert_on_first_screen(visitor) -> None:
    box = visitor.locator(".answer__sentence").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844


def plain(text: str) -> str:
    return " ".join(text.split()).replace("'", "’")
