"""How to subscribe: whose dates, in two taps, then one button for each kind of device."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from core import first_look, styles
from schedule.actions.change_date import change_date
from schedule.blocks import Button, Device, Drawing, WayBlock
from schedule.models import Change, Permanence
from schedule.pages import SubscribePage
from schedule.subscribing import qr_code
from tests import factories
from tests.conftest import ROOT
from tests.reading import NBSP, lake, link_names, main, meadow, soup, text, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

SUBSCRIBE = "/permanences/s-abonner/"
LAKE = "coueron/residence-du-lac"


@pytest.fixture(autouse=True)
def _tuesday(set_clock):
    set_clock("2026-11-24 10:00")


def question(response) -> dict[str, str]:
    """Where each big link of « Pour quel endroit ? » leads → what it says."""
    return {link["href"]: words(link) for link in soup(response).select(".choice")}


def ways(response) -> dict[str, BeautifulSoup]:
    return {words(way.summary): way for way in soup(response).select(".way")}


def button(response, words_on_it: str) -> str:
    (found,) = (link for link in soup(response).select(".way__button") if words(link) == words_on_it)
    return found["href"]


def addresses_to_copy(response) -> set[str]:
    return {field.text for field in soup(response).select(".copy_field textarea")}


def files(response) -> dict[str, str]:
    return {words(link): link["href"] for link in soup(response).select(".way__files a")}


# Whose dates


def test_without_a_choice_the_page_asks_for_which_place(client):
    lake(), meadow()

    page = client.get(SUBSCRIBE)

    assert soup(page).select_one("main h2").get_text() == f"Pour quel endroit{NBSP}?"
    assert question(page) == {
        f"{SUBSCRIBE}?pour=coueron": "Couëron Résidence du Lac",
        f"{SUBSCRIBE}?pour=treillieres": "Treillières Résidence du Pré",
        "#appareil": "Toutes les communes",
    }


def test_in_a_town_with_several_places_the_second_tap_chooses_one_of_them(client):
    town = lake().get_parent().specific
    factories.place("Tour Bleue", town, slug="tour-bleue", address="2 rue de l’Île")

    page = client.get(SUBSCRIBE, {"pour": "coueron"})

    assert question(page) == {
        "#appareil": "Toute la commune Couëron",
        f"{SUBSCRIBE}?pour={LAKE}": "Résidence du Lac",
        f"{SUBSCRIBE}?pour=coueron/tour-bleue": "Tour Bleue 2 rue de l’Île",
    }


@pytest.mark.parametrize("wanted", ["coueron", LAKE])
def test_nothing_more_is_asked_about_a_town_with_one_place_nor_about_a_place(client, wanted):
    lake()

    page = client.get(SUBSCRIBE, {"pour": wanted})

    assert question(page) == {}
    assert link_names(page)[SUBSCRIBE] == "Choisir un autre endroit"


def test_the_heading_names_the_calendar(client):
    lake()

    assert "Le calendrier de toutes les communes" in main(client.get(SUBSCRIBE))
    assert f"Le calendrier{NBSP}: Couëron Comment voulez-vous les dates" in main(
        client.get(SUBSCRIBE, {"pour": "coueron"})
    )
    assert f"Le calendrier{NBSP}: Résidence du Lac, Couëron" in main(client.get(SUBSCRIBE, {"pour": LAKE}))


def test_a_place_that_was_retired_has_no_date_any_more(client):
    place = lake()
    meadow()
    place.unpublish()

    page = client.get(SUBSCRIBE, {"pour": LAKE})

    assert "La caravane n’a pas de date à cet endroit. Choisissez un autre lieu." in text(page)
    assert list(question(page)) == [f"{SUBSCRIBE}?pour=treillieres", "#appareil"]


@pytest.mark.parametrize("wanted", ["atlantide", "coueron/atlantide", "\x00", "<script>", "a" * 5000, "../"])
def test_an_unknown_place_is_said_and_everything_is_offered(client, wanted):
    lake()

    page = client.get(SUBSCRIBE, {"pour": wanted})

    assert page.status_code == 200
    assert "La caravane n’a pas de date à cet endroit. Choisissez un autre lieu." in text(page)
    assert list(question(page)) == [f"{SUBSCRIBE}?pour=coueron", "#appareil"]
    assert addresses_to_copy(page) == {"http://testserver/permanences/calendrier.ics"}
    assert read_qr_code(page) == f"http://testserver{SUBSCRIBE}"
    assert soup(page).select("main script") == []


# One button for each device


def test_there_is_one_way_for_each_device_and_one_without_a_calendar(client):
    assert [(title, way["data-device"]) for title, way in ways(client.get(SUBSCRIBE)).items()] == [
        ("Un téléphone Android, ou Google Agenda", "android"),
        ("Un iPhone, un iPad ou un Mac", "apple"),
        ("Outlook sur internet (Outlook.com)", "computer"),
        ("Thunderbird, ou un autre calendrier", "computer"),
        ("Juste les prochaines dates", ""),
        ("Je n’utilise pas de calendrier", ""),
    ]


CALENDARS = [
    ("", "/permanences/calendrier.ics", "Caravane%20num%C3%A9rique"),
    (
        "coueron",
        "/permanences/coueron/calendrier.ics",
        "Caravane%20num%C3%A9rique%20%E2%80%93%20Cou%C3%ABron",
    ),
    (
        LAKE,
        "/permanences/coueron/residence-du-lac/calendrier.ics",
        "Caravane%20num%C3%A9rique%20%E2%80%93%20R%C3%A9sidence%20du%20Lac",
    ),
    (
        f"/{LAKE}/",
        "/permanences/coueron/residence-du-lac/calendrier.ics",
        "Caravane%20num%C3%A9rique%20%E2%80%93%20R%C3%A9sidence%20du%20Lac",
    ),
]


@pytest.mark.parametrize(("wanted", "path", "name"), CALENDARS)
def test_each_button_leads_to_the_chosen_calendar(client, wanted, path, name):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    once_encoded = path.replace("/", "%2F")

    page = client.get(SUBSCRIBE, {"pour": wanted})

    assert button(page, "Ouvrir dans mon calendrier") == f"webcal://testserver{path}"
    assert button(page, "Ouvrir Google Agenda") == (
        f"https://calendar.google.com/calendar/u/0/r?cid=webcal%3A%2F%2Ftestserver{once_encoded}"
    )
    assert button(page, "Ouvrir Outlook") == (
        "https://outlook.live.com/calendar/0/addfromweb"
        f"?url=http%3A%2F%2Ftestserver{once_encoded}&name={name}"
    )
    assert addresses_to_copy(page) == {f"http://testserver{path}"}
    assert client.get(path)["Content-Type"] == "text/calendar; charset=utf-8"


def test_outlook_gives_the_calendar_the_name_that_the_feed_gives_itself(client):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    page = client.get(SUBSCRIBE, {"pour": LAKE})

    (name,) = parse_qs(urlsplit(button(page, "Ouvrir Outlook")).query)["name"]
    feed = client.get(f"/permanences/{LAKE}/calendrier.ics").content.decode().replace("\r\n ", "")
    assert f"X-WR-CALNAME:{name}\r\n" in feed


@pytest.mark.parametrize(
    ("wanted", "dates"),
    [
        ("", "/permanences/"),
        ("coueron", "/permanences/coueron/"),
        (LAKE, f"/permanences/{LAKE}/"),
    ],
)
def test_those_without_a_calendar_are_led_to_dates_that_they_can_print(client, wanted, dates):
    lake()

    page = client.get(SUBSCRIBE, {"pour": wanted})

    assert button(page, "Voir les dates, pour les imprimer") == dates
    assert client.get(dates).status_code == 200


def test_each_way_has_drawn_steps_and_says_how_late_it_is(client):
    for title, way in ways(client.get(SUBSCRIBE)).items():
        drawings = [step.img for step in way.select(".way__step")]
        assert len(drawings) == 3, title
        assert [(image["alt"], (ROOT / "site" / image["src"][1:]).exists()) for image in drawings] == (
            [("", True)] * 3
        )
        note = words(way.select_one(".notice")).replace(NBSP, " ")
        assert "Ce site, lui, est toujours à jour : regardez-le avant de partir" in note, title


def test_every_calendar_has_help_when_its_button_fails_and_an_address_to_copy(client):
    found = {
        title: ("Si ça ne marche pas" in words(way), len(way.select(".copy_field")))
        for title, way in ways(client.get(SUBSCRIBE)).items()
    }

    assert found == {
        "Un téléphone Android, ou Google Agenda": (True, 1),
        "Un iPhone, un iPad ou un Mac": (True, 1),
        "Outlook sur internet (Outlook.com)": (True, 1),
        "Thunderbird, ou un autre calendrier": (False, 1),
        "Juste les prochaines dates": (True, 0),
        "Je n’utilise pas de calendrier": (False, 0),
    }


def test_the_calendar_is_named_as_the_person_will_see_it(client):
    lake()

    found = ways(client.get(SUBSCRIBE, {"pour": LAKE}))

    said = f"Dans votre calendrier, il s’appelle{NBSP}: «{NBSP}Caravane numérique – Résidence du Lac{NBSP}»."
    assert [said in words(way) for way in found.values()] == [True] * 4 + [False] * 2


def test_with_the_outlook_of_an_office_one_reads_where_to_put_the_address(client):
    way = words(ways(client.get(SUBSCRIBE))["Outlook sur internet (Outlook.com)"]).replace(NBSP, " ")

    assert "Cliquez sur « Ajouter un calendrier », puis sur « À partir d’internet »." in way
    assert "S’abonner à partir du web" in way


def test_the_delay_of_google_is_told(client):
    way = ways(client.get(SUBSCRIBE))["Un téléphone Android, ou Google Agenda"]

    assert "Google relit les dates toutes les 8 à 24 heures." in words(way).replace(NBSP, " ")
    assert "Venez à la caravane" in words(way)


# Just the next dates


def test_a_file_is_offered_for_each_stay_that_is_not_over(client):
    place, other = lake(), meadow()
    caravan = factories.caravan()
    factories.stay(date(2026, 11, 3), date(2026, 11, 13), at=place, by=caravan)
    now = factories.stay(date(2026, 11, 17), date(2026, 11, 27), at=place, by=caravan)
    later = factories.stay(date(2026, 12, 29), date(2027, 1, 8), at=place, by=caravan)
    there = factories.stay(date(2026, 12, 1), date(2026, 12, 1), at=other, by=caravan)

    of_place, of_all = (files(client.get(SUBSCRIBE, {"pour": wanted})) for wanted in (LAKE, ""))

    this_one = "Du mardi 17 novembre au vendredi 27 novembre 2026, Résidence du Lac"
    next_one = "Du mardi 29 décembre 2026 au vendredi 8 janvier 2027, Résidence du Lac"
    assert {name.replace(NBSP, " "): link for name, link in of_place.items()} == {
        this_one: f"/permanences/{LAKE}/{now.pk}.ics",
        next_one: f"/permanences/{LAKE}/{later.pk}.ics",
    }
    assert [(name.replace(NBSP, " "), link) for name, link in of_all.items()] == [
        (f"{this_one}, Couëron", f"/permanences/{LAKE}/{now.pk}.ics"),
        (
            "Le mardi 1er décembre 2026, Résidence du Pré, Treillières",
            f"/permanences/treillieres/residence-du-pre/{there.pk}.ics",
        ),
        (f"{next_one}, Couëron", f"/permanences/{LAKE}/{later.pk}.ics"),
    ]


def next_date(response) -> list[tuple[str, str]]:
    way = ways(response)["Juste les prochaines dates"]
    return [(words(link).replace(NBSP, " "), link["href"]) for link in way.select(".way__button")]


def test_the_next_date_alone_comes_first_as_a_file(client):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    (number,) = Permanence.objects.values_list("pk", flat=True)
    said = "La prochaine date : mardi 24 novembre 2026, de 14 h à 17 h"
    path = f"/permanences/{LAKE}/{number}-20261124-1400.ics"

    found = {wanted: next_date(client.get(SUBSCRIBE, {"pour": wanted})) for wanted in (LAKE, "coueron", "")}

    assert found == {
        LAKE: [(said, path)],
        "coueron": [(f"{said}, Résidence du Lac", path)],
        "": [(f"{said}, Résidence du Lac, Couëron", path)],
    }
    assert client.get(path).content.count(b"BEGIN:VEVENT") == 1


def test_the_next_date_is_one_that_will_be_held_here(client):
    stay = factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    change_date(stay, date(2026, 11, 24), kind=Change.Kind.CANCELLED)
    change_date(stay, date(2026, 11, 25), kind=Change.Kind.MOVED, place=meadow())

    here, there = (
        next_date(client.get(SUBSCRIBE, {"pour": wanted}))
        for wanted in (LAKE, "treillieres/residence-du-pre")
    )

    assert [name for name, _ in here] == ["La prochaine date : jeudi 26 novembre 2026, de 9 h 30 à 12 h 30"]
    assert [name for name, _ in there] == [
        "La prochaine date : mercredi 25 novembre 2026, de 9 h 30 à 12 h 30"
    ]
    assert [client.get(path).status_code for _, path in here + there] == [200, 200]


def test_a_copy_of_the_page_is_not_kept_once_the_next_date_has_begun(client, set_clock):
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    set_clock("2026-11-24 13:59:30")
    before = client.get(SUBSCRIBE)
    set_clock("2026-11-24 14:00")
    after = client.get(SUBSCRIBE)

    assert "s-maxage=30" in before["Cache-Control"]
    assert next_date(after)[0][0].startswith("La prochaine date : mercredi 25 novembre 2026")


def test_a_stay_is_over_at_the_end_of_its_last_session(client, set_clock):
    factories.stay(date(2026, 11, 17), date(2026, 11, 27), at=lake())

    set_clock("2026-11-27 16:59")
    before = client.get(SUBSCRIBE)
    set_clock("2026-11-27 17:00")
    after = client.get(SUBSCRIBE)

    assert "s-maxage=60" in before["Cache-Control"]
    assert (len(files(before)), len(files(after))) == (1, 0)
    assert "Aucune date n’est encore prévue." in words(ways(after)["Juste les prochaines dates"])


def test_a_date_moved_here_from_elsewhere_does_not_bring_its_stay_along(client):
    place, other = lake(), meadow()
    stay = factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=other)
    change_date(stay, date(2026, 11, 25), kind=Change.Kind.MOVED, place=place, message="Travaux.")

    assert files(client.get(SUBSCRIBE, {"pour": LAKE})) == {}


# On a phone and on paper


def read_qr_code(response) -> str:
    """What the camera of a phone reads in the code of the page: its squares, painted and decoded."""
    drawn = soup(response).select_one(".qr_code svg")
    size = int(drawn["viewbox"].split()[2])
    painted = Image.new("L", (size, size), 255)
    y = x = 0
    for command, one, two in re.findall(r"([Mmh])([-\d.]+)(?: ([-\d.]+))?", drawn.select("path")[-1]["d"]):
        if command == "M":
            x, y = int(float(one)), int(float(two))
        elif command == "m":
            x, y = x + int(float(one)), y + int(float(two))
        else:
            painted.paste(0, (x, y, x + int(one), y + 1))
            x += int(one)
    (found,) = zxingcpp.read_barcodes(painted.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    return found.text


@pytest.mark.parametrize(
    ("wanted", "query"), [("", ""), ("coueron", "?pour=coueron"), (f"{LAKE}/", f"?pour={LAKE}")]
)
def test_the_code_opens_this_very_page_and_its_address_stands_beside_it(client, wanted, query):
    lake()

    page = client.get(SUBSCRIBE, {"pour": wanted})

    address = f"http://testserver{SUBSCRIBE}{query}"
    assert read_qr_code(page) == address
    assert words(soup(page).select_one(".on_a_phone__address")) == address
    code = soup(page).select_one(".qr_code")
    assert (code["role"], bool(code["aria-label"])) == ("img", True)
    assert soup(client.get(address)).select_one("#appareil") == soup(page).select_one("#appareil")


def test_a_code_is_drawn_once_for_each_address():
    assert qr_code("https://example.org/") is qr_code("https://example.org/")


# The page as a whole


@pytest.mark.parametrize("wanted", ["", "coueron", LAKE, "atlantide"])
def test_no_two_parts_of_the_page_bear_the_same_id_and_each_label_has_its_field(client, wanted):
    town = lake().get_parent().specific
    factories.place("Tour Bleue", town, slug="tour-bleue")

    page = soup(client.get(SUBSCRIBE, {"pour": wanted}))

    ids = [part["id"] for part in page.select("[id]")]
    assert len(ids) == len(set(ids))
    fields = "input, select, textarea"
    assert [
        label for label in page.select("label") if not label.select(fields) and label.get("for") not in ids
    ] == []
    assert {part["aria-labelledby"] for part in page.select("[aria-labelledby]")} <= set(ids)
    assert [link["href"] for link in page.select("main a[href^='#']") if link["href"][1:] not in ids] == []


def test_nothing_is_inline_and_nothing_is_decided_by_the_device_on_the_server(client):
    lake()

    as_seen_by = {
        agent: client.get(SUBSCRIBE, headers={"user-agent": agent}).content for agent in ("iPhone", "Android")
    }

    assert as_seen_by["iPhone"] == as_seen_by["Android"]
    page = BeautifulSoup(as_seen_by["iPhone"], "html.parser")
    assert page.select("[style]") == []
    assert [style.string for style in page.select("style")] == [styles.every_page()]
    assert {script.text for script in page.select("script")} == {first_look.SCRIPT, ""}
    assert page.select("details[open]") == []


def test_the_page_asks_few_queries_and_as_many_for_forty_places_as_for_one(client):
    def queries() -> list[int]:
        found = []
        for wanted in ("", "coueron", LAKE):
            client.get(SUBSCRIBE, {"pour": wanted})
            with CaptureQueriesContext(connection) as asked:
                client.get(SUBSCRIBE, {"pour": wanted})
            found.append(len(asked))
        return found

    place = lake()
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=place)
    for_one = queries()
    town = place.get_parent().specific
    for number in range(39):
        factories.place(f"Tour {number}", town, slug=f"tour-{number}")

    assert queries() == for_one
    assert max(for_one) <= 8


# What editors may write


def test_ways_stored_before_steps_had_drawings_still_read(client):
    page = SubscribePage.objects.get()
    old = {
        "title": "Une montre",
        "introduction": "",
        "button": "address",
        "steps": [{"type": "item", "id": "1", "value": "Tournez."}, "Appuyez."],
        "note": "",
    }
    page.ways = page.ways.stream_block.to_python([{"type": "way", "id": "2", "value": old}])
    page.save_revision().publish()

    (way,) = ways(client.get(SUBSCRIBE)).values()

    assert [words(step) for step in way.select(".way__step")] == ["1 Tournez.", "2 Appuyez."]
    assert way.select("img") == []
    assert (way["data-device"], len(way.select(".copy_field"))) == ("", 1)


def test_what_an_editor_writes_is_text(client):
    page = SubscribePage.objects.get()
    block = WayBlock()
    hostile = "<b>gras</b>"
    value = block.to_python({"title": hostile, "steps": [hostile], "note": hostile, "trouble": hostile})
    page.ways = [("way", value)]
    page.save_revision().publish()

    way = soup(client.get(SUBSCRIBE)).select_one(".way")

    assert way.select("b") == []
    assert words(way).count(hostile) == 4


def test_the_form_of_the_page_shows_its_ways_and_keeps_them(admin_client):
    page = SubscribePage.objects.get()

    form = admin_client.get(f"/admin/pages/{page.pk}/edit/")

    assert form.status_code == 200
    assert r"Une case \u00e0 cocher dans une liste" in form.content.decode()
    page.full_clean()


def test_every_drawing_that_an_editor_may_choose_exists():
    missing = [
        drawing for drawing in Drawing if not (ROOT / f"site/static/img/step-{drawing.value}.svg").is_file()
    ]

    assert missing == []


def test_the_script_knows_the_devices_and_the_template_the_buttons():
    script = (ROOT / "site/static/js/subscribe.js").read_text(encoding="utf-8")
    template = (ROOT / "templates/schedule/way.html").read_text(encoding="utf-8")

    assert [device for device in Device.values if f'"{device}"' not in script] == []
    assert {b for b in Button.values if f'way.button == "{b}"' not in template} == {Button.ADDRESS.value}


# The box on other pages


@pytest.mark.parametrize("wanted", ["coueron", LAKE])
def test_the_pages_of_towns_and_places_lead_here_with_the_choice_made(client, wanted):
    lake()

    box = soup(client.get(f"/permanences/{wanted}/")).select_one(".subscribe_box")

    assert [(words(link), link["href"]) for link in box.select("a")] == [
        ("M’abonner, c’est gratuit", f"{SUBSCRIBE}?pour={wanted}"),
        ("Juste les prochaines dates", f"{SUBSCRIBE}?pour={wanted}#prochaines-dates"),
    ]
    way = soup(client.get(SUBSCRIBE, {"pour": wanted})).select_one("#prochaines-dates").parent
    assert words(way.summary) == "Juste les prochaines dates"


@pytest.mark.parametrize("wanted", ["coueron", LAKE])
def test_the_answer_of_a_town_or_a_place_ends_with_a_quiet_link_to_subscribe(client, wanted):
    lake()

    last = soup(client.get(f"/permanences/{wanted}/")).select(".answer .actions a")[-1]

    # No date is known here yet: there are no « these dates », only those to come.
    assert (words(last), last["href"]) == ("Recevoir les prochaines dates", f"{SUBSCRIBE}?pour={wanted}")
    assert "button--quiet" in last["class"]


def test_the_answer_of_the_home_page_leads_to_the_choice_of_a_place(client):
    """It speaks of the caravan, wherever it stands: whoever subscribes says which dates."""
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    last = soup(client.get("/")).select(".answer .actions a")[-1]

    assert (words(last), last["href"]) == ("M’abonner, c’est gratuit", SUBSCRIBE)
