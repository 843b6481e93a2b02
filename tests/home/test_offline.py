"""What a device asks for once, and what a copy of a page must hide."""

import json
import re
import subprocess
from datetime import datetime
from textwrap import dedent

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from schedule.pages import PlacePage
from tests.conftest import PARIS, ROOT
from tests.reading import soup, words

PRESENT = re.compile(r"maintenant|aujourd’hui|ce matin|cet après-midi|\bdemain\b|en ce moment", re.IGNORECASE)
MOMENTS = ["2026-11-24 08:00", "2026-11-24 10:05", "2026-11-24 12:45", "2026-11-24 18:00", "2026-12-02 15:00"]

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]


def plain(element) -> str:
    return words(element).replace("\u00a0", " ")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _demo(demo):
    """All pages are there."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_speaks_of_the_moment_is_marked_so_that_no_copy_says_it(client, set_clock, moment):
    set_clock(moment)
    place = PlacePage.objects.filter(url_path__contains="/coueron/").first().url
    found = {}

    for address in (
        "/",
        "/permanences/",
        "/permanences/?vue=mois",
        "/permanences/coueron/",
        place,
        "/guides/payer-son-loyer-en-ligne/",
    ):
        main = soup(client.get(address)).main
        for part in main.select(
            "[data-live], .printed, template, .session_row__message, "
            "[data-guide] [data-read], [data-guide] .guide__opinion"
        ):
            part.decompose()
        found[address] = PRESENT.findall(words(main))

    assert found == {address: [] for address in found}


@pytest.mark.parametrize(
    ("address", "marks"),
    [
        ("/", {"data-end", "data-live", "data-online", "data-copy-when"}),
        ("/permanences/", {"data-end", "data-live", "data-copy-when"}),
        ("/permanences/?vue=mois", {"data-end", "data-live", "data-copy-when"}),
        ("/permanences/coueron/", {"data-end", "data-live", "data-copy-when"}),
    ],
)
def test_the_worker_finds_in_the_text_of_a_page_every_mark_that_is_in_it(client, set_clock, address, marks):
    set_clock("2026-11-24 10:00")
    worker = (ROOT / "home/offline/worker.js").read_text(encoding="utf-8")
    sought = re.findall(r"\.replace\(/(.*?)/g,", worker)
    sent = client.get(address).content.decode()
    found = set()
    for mark in ("data-end", "data-live", "data-online", "data-copy-when"):
        [pattern] = [pattern for pattern in sought if mark.removeprefix("data-") in pattern]
        written = r"data-(?:live|online)(?=[\s>=])" if mark in ("data-live", "data-online") else rf'{mark}="'
        found |= {mark} if re.search(rf"\s{mark}(?=[\s>=])", sent) else set()

        assert len(re.findall(pattern, sent)) == len(re.findall(rf"\s{written}", sent)), mark

    assert found == marks


def test_a_page_left_open_dates_itself_as_a_copy_does():
    texts = [(ROOT / path).read_text() for path in ("home/offline/worker.js", "site/static/js/site.js")]
    found = [re.search(r"(?ms)^ *const said = \(.*?^ *};$", text).group() for text in texts]

    assert dedent(found[0]) == dedent(found[1])


def test_home_says_when_it_changes_and_in_a_copy_only_what_its_next_date_is(client, set_clock):
    set_clock("2026-11-24 10:05")

    page = soup(client.get("/"))

    template = page.main.select_one("template[data-copy-notice]").decode_contents()
    said = BeautifulSoup(template, "html.parser").select(".copy_next")
    assert datetime.fromtimestamp(int(page.html["data-changes"]), PARIS) == paris("2026-11-24 12:30")
    assert plain(said[0]).startswith(
        "D’après cette copie, prochaine date : mardi 24 novembre 2026, de 9 h 30 à 12 h 30, "
    )
    assert plain(said[-1]) == "Cette copie n’a plus de date à venir. Toutes les dates"
    assert [datetime.fromtimestamp(int(one["data-end"]), PARIS) for one in said[:2]] == [
        paris("2026-11-24 12:30"),
        paris("2026-11-24 17:00"),
    ]
    assert [form["class"] for form in page.select("main form:not([data-online])")] == []


def test_a_day_is_over_with_its_last_session_and_a_day_of_the_past_is_no_news(client, set_clock):
    set_clock("2026-11-26 10:05")

    days = soup(client.get("/permanences/")).select(".day_list__day")

    past = [day for day in days if "day_list__day--past" in day["class"]]
    today = next(day for day in days if "day_list__day--today" in day["class"])
    assert past
    assert [day for day in past if day.get("data-end")] == []
    assert [day for day in days if day not in past and not day.get("data-end")] == []
    assert today["data-end"] == today.select(".session_row")[-1]["data-end"]
    assert datetime.fromtimestamp(int(today["data-end"]), PARIS) == paris("2026-11-26 17:00")


def test_the_worker_rules_the_whole_site_and_is_asked_for_each_time(client):
    response = client.get("/sw.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert (response["Cache-Control"], response["Service-Worker-Allowed"]) == ("no-cache", "/")
    first = response.content.decode().splitlines()[:2]
    assert re.fullmatch(r'const VERSION = "[0-9a-f]{12}";', first[0])
    assert first[1] == 'const ZONE = "Europe/Paris";'


def test_the_worker_knows_the_languages_of_the_site_however_long_their_codes(client, settings):
    settings.LANGUAGES = [("fr", "Français"), ("kab", "Taqbaylit"), ("es-419", "Español")]
    asked = {
        "/kab/permanences/": ["/kab", True, True],
        "/es-419/hors-ligne/": ["/es-419", True, True],
        "/kab/recherche/": ["/kab", True, False],
        "/kab/admin/": ["/kab", False, True],
        "/recherche/": ["", True, False],
        "/permanences/": ["", True, True],
        "/kabyle/": ["", True, True],
    }
    around = "const self = { addEventListener() {} }, location = { origin: 'x' };"
    say = (
        f"console.log(JSON.stringify({json.dumps(list(asked))}.map((pathname) => [language(pathname), "
        "isOurs({ origin: 'x', pathname }), !NEVER.test(bare(pathname))])));"
    )

    script = f"{around}\n{client.get('/sw.js').content.decode()}\n{say}"
    ran = subprocess.run(["node", "-"], input=script, capture_output=True, text=True, check=True)

    assert dict(zip(asked, json.loads(ran.stdout), strict=True)) == asked


def test_the_site_can_be_installed(client):
    response = client.get("/manifeste/")
    said = json.loads(response.content)

    assert response["Content-Type"] == "application/manifest+json"
    assert (said["lang"], said["start_url"], said["scope"], said["display"]) == ("fr", "/", "/", "minimal-ui")
    assert said["name"].replace("\u00a0", " ") == "e-tinérance : où est la caravane ?"
    assert [(icon["sizes"], icon["purpose"]) for icon in said["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    assert said["theme_color"] == soup(client.get("/")).select_one("meta[name=theme-color]")["content"]


def test_installed_from_a_page_in_arabic_it_opens_in_arabic(client):
    address = soup(client.get("/ar/")).select_one("link[rel=manifest]")["href"]
    said = json.loads(client.get(address).content)

    assert (said["lang"], said["start_url"], said["id"], said["scope"]) == ("ar", "/ar/", "/ar/", "/")


def test_a_page_is_dated_by_the_moment_that_it_speaks_of(client, set_clock):
    set_clock("2026-11-24 10:05")

    response = client.get("/")

    assert response["Date"] == "Tue, 24 Nov 2026 09:05:00 GMT"
    assert "Save-Data" in response["Vary"]


def test_who_saves_data_gets_no_font(client):
    assert "data-saving" in soup(client.get("/", headers={"save-data": "on"})).html.attrs
    assert "data-saving" not in soup(client.get("/")).html.attrs


def test_the_page_without_network_asks_for_no_search_engine_and_no_copy_of_staff(client):
    page = client.get("/hors-ligne/")
    client.force_login(get_user_model().objects.get(username="mediatrice"))

    assert soup(page).select_one("meta[name=robots]")["content"] == "noindex"
    assert "no-store" in client.get("/hors-ligne/")["Cache-Control"]
