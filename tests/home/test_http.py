"""What every public address has in common: headers, caching, and nothing asked from anybody else."""

import json
import re
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from core import first_look, styles
from guides.models import GuidePage
from guides.steps import PICTURE_FILTERS
from schedule.models import Change
from schedule.pages import PlacePage
from tests.conftest import ROOT
from tests.reading import soup, words

PAGES = [
    "/",
    "/permanences/",
    "/permanences/?vue=mois",
    "/permanences/?commune=coueron",
    "/permanences/coueron/",
    "/permanences/coueron/{place}/",
    "/permanences/s-abonner/",
    "/guides/",
    "/guides/payer-mon-loyer/",
    "/guides/payer-son-loyer-en-ligne/",
    "/partenaires/",
    "/recherche/?q=loyer",
    "/recherche/?q=zzzzzz",
    "/recherche/",
    "/accessibilite/",
    "/accessibilite/criteres/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/le-service/",
    "/plan-du-site/",
]
FILES = {
    "/permanences/calendrier.ics": "text/calendar; charset=utf-8",
    "/permanences/coueron/calendrier.ics": "text/calendar; charset=utf-8",
    "/permanences/coueron/{place}/calendrier.ics": "text/calendar; charset=utf-8",
    "/permanences/maintenant.json": "application/json",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/healthz": "text/plain",
}
ALL = [*PAGES, *FILES]
# Addresses whose answer depends on the hour, and so may be kept only until it changes.
TIMED = ["/", "/permanences/?vue=mois", "/permanences/coueron/{place}/", "/permanences/maintenant.json"]

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]


@pytest.fixture(autouse=True)
def _demo(demo):
    """All pages are there."""


@pytest.fixture(scope="module")
def kept(demo, django_db_blocker) -> dict:
    """Every address is asked for once, at ten on a Tuesday; most tests only read what it said.

    The pictures of the guides are made before: what a test makes is undone at its end, but not the files.
    """
    with django_db_blocker.unblock():
        for picture in get_image_model().objects.all():
            picture.get_renditions(*PICTURE_FILTERS)
    return {}


@pytest.fixture
def get(client, set_clock):
    """`get(address)` at ten on a Tuesday, unless the test has set another time."""
    set_clock("2026-11-24 10:00")
    place = PlacePage.objects.filter(url_path__contains="/coueron/").first().slug

    def get(address: str, method: str = "get", **kwargs):
        return getattr(client, method)(address.replace("{place}", place), **kwargs)

    return get


@pytest.fixture
def read(get, kept):
    def read(address: str):
        if address not in kept:
            kept[address] = get(address)
        return kept[address]

    return read


def shared_seconds(response) -> int:
    return int(re.search(r"s-maxage=(\d+)", response["Cache-Control"])[1])


def json_ld(page) -> list:
    return [json.loads(script.string) for script in page.select('script[type="application/ld+json"]')]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_with_one_heading_a_title_its_language_and_its_address(read, address):
    response = read(address)
    page = soup(response)

    assert response.status_code == 200
    assert [len(page.select(tag)) for tag in ("h1", "head title", "main", "header", "footer")] == [1] * 5
    assert words(page.h1)
    title = words(page.title)
    assert title.endswith(" – e-tinérance")
    assert len(title) > len(" – e-tinérance")
    assert page.html["lang"] == "fr"
    assert page.select_one("meta[charset]")["charset"] == "utf-8"
    assert "width=device-width" in page.select_one("meta[name=viewport]")["content"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_names_its_one_true_address(read, address):
    links = soup(read(address)).select("link[rel=canonical]")

    path = urlsplit(read(address).wsgi_request.get_full_path()).path
    assert [link["href"] for link in links] == [f"http://testserver{path}"]


@pytest.mark.parametrize("address", PAGES)
def test_the_titles_of_a_page_follow_one_another_without_a_gap(read, address):
    levels = [int(title.name[1]) for title in soup(read(address)).select("h1, h2, h3, h4, h5, h6")]

    jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    assert levels[0] == 1
    assert jumps == []


@pytest.mark.parametrize("address", PAGES)
def test_no_two_parts_of_a_page_bear_the_same_id_and_every_reference_points_to_one(read, address):
    page = soup(read(address))
    ids = [part["id"] for part in page.select("[id]")]

    assert len(ids) == len(set(ids))
    wanted = {part[name] for name in ("aria-labelledby", "for") for part in page.select(f"[{name}]")}
    wanted |= {link["href"][1:] for link in page.select("a[href^='#']")}
    assert wanted <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_every_picture_has_its_size_and_a_text_even_if_empty(read, address):
    assert [
        picture["src"]
        for picture in soup(read(address)).select("img")
        if not {"alt", "width", "height"} <= set(picture.attrs)
    ] == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_loaded_from_another_host(read, address):
    page = soup(read(address))
    loaded = [part[name] for name in ("src", "poster", "data") for part in page.select(f"[{name}]")]
    loaded += [part["srcset"] for part in page.select("[srcset]")]
    loaded += re.findall(r'url\("?([^")]+)', " ".join(style.get_text() for style in page.select("style")))
    loaded += [
        link["href"]
        for link in page.select("link[href]")
        if not {"canonical", "alternate"} & set(link.get("rel", []))
    ]

    assert loaded
    assert [found for found in loaded if not re.match(r"/[^/]", found)] == []
    assert page.select("iframe, object, embed, meta[http-equiv=refresh]") == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_in_a_page_needs_a_looser_policy(read, address):
    page = soup(read(address))

    scripts = [script for script in page.select("script") if script.get("type") != "application/ld+json"]
    inline = [script.text for script in scripts if not script.get("src", "").startswith("/static/js/")]
    assert inline == [first_look.SCRIPT]
    assert [script["src"] for script in scripts if script.get("src") and script.text] == []
    assert page.select("[style]") == []
    assert {style.string for style in page.select("style")} <= {
        styles.every_page(),
        *styles.of_groups().values(),
    }
    handlers = [name for part in page.find_all(True) for name in part.attrs if name.startswith("on")]
    assert handlers == []


def test_whoever_saves_data_gets_small_pictures_alone(get):
    page = soup(get("/guides/payer-son-loyer-en-ligne/", headers={"save-data": "on"}))
    pictures = page.select(".picture img")

    assert len(pictures) > 5
    assert [
        picture for picture in pictures if "max-480x480" not in picture["src"] or picture.get("srcset")
    ] == []


def test_the_style_sheets_load_nothing_from_another_host():
    for sheet in [*(ROOT / "site/static").rglob("*.css"), *(ROOT / "site/styles").rglob("*.css")]:
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"@import|https?://|url\(\s*['\"]?//", text), sheet


@pytest.mark.parametrize("address", ALL)
def test_no_visitor_ever_gets_a_cookie(read, address):
    assert not read(address).cookies
    assert "Set-Cookie" not in read(address).headers


@pytest.mark.parametrize(("address", "kind"), FILES.items())
def test_every_file_answers_with_its_type(get, address, kind):
    response = get(address)

    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert get(address, "head").status_code == 200


@pytest.mark.parametrize("address", TIMED)
@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-24 09:29:59",
        "2026-11-24 09:30:00",
        "2026-11-24 12:28:30",
        "2026-11-24 12:30:00",
        "2026-11-24 16:59:01",
        "2026-11-24 23:58:00",
        "2026-10-25 02:59:00",
        "2026-12-24 23:59:30",
        "2026-12-31 23:59:59",
    ],
)
def test_no_answer_may_be_kept_past_five_minutes_or_past_its_next_change(get, set_clock, address, moment):
    at = set_clock(moment)

    response = get(address)
    kept = shared_seconds(response)

    assert 0 <= kept <= 300
    assert "max-age=0" in response["Cache-Control"]
    assert "must-revalidate" in response["Cache-Control"]
    if response["Content-Type"] == "application/json":
        change = datetime.fromisoformat(response.json()["changes_at"])
        assert kept <= (change - at).total_seconds()
        return
    if kept:
        before = visible(response)
        set_clock(str(at.replace(tzinfo=None) + timedelta(seconds=kept - 1)))
        assert visible(get(address)) == before


def visible(response) -> str:
    return words(BeautifulSoup(response.content, "html.parser").main)


@pytest.mark.parametrize("address", [*PAGES, "/permanences/maintenant.json"])
def test_public_answers_may_be_shared_and_unchanged_ones_cost_a_304(read, get, address):
    response = read(address)

    assert "public" in response["Cache-Control"]
    assert "no-store" not in response["Cache-Control"]
    again = get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_head_says_the_same_as_get(read, get, address):
    page, head = read(address), get(address, "head")

    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Cache-Control", "Content-Length"):
        assert head.get(name) == page.get(name), name


@pytest.mark.parametrize(
    "address", [*PAGES[::3], "/recherche/", "/plan-du-site/", "/permanences/maintenant.json"]
)
def test_what_a_signed_in_person_sees_is_kept_nowhere(get, client, address):
    client.force_login(get_user_model().objects.get(username="mediatrice"))

    control = get(address)["Cache-Control"]

    assert "no-store" in control
    assert "private" in control
    assert "public" not in control


def test_the_back_office_is_kept_nowhere_and_asks_for_a_password(client):
    response = client.get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")
    assert "no-store" in client.get("/admin/login/")["Cache-Control"]


def test_a_change_is_visible_at_the_next_request_even_to_those_who_kept_a_copy(get):
    etag = get("/")["ETag"]
    stay = Change.objects.first().permanence
    Change.objects.create(permanence=stay, date="2026-11-24", kind="cancelled", message="Panne.")

    response = get("/", headers={"if-none-match": etag})

    assert response.status_code == 200


@pytest.mark.parametrize("address", [address for address in PAGES if "?" not in address and address != "/"])
def test_an_address_without_its_last_slash_leads_to_the_page(get, address):
    response = get(address.rstrip("/"))

    assert response.status_code == 301
    assert response["Location"].endswith("/")


def test_every_link_inside_the_site_leads_somewhere(read, get):
    asked = {}
    for address in PAGES:
        for link in soup(read(address)).select("a[href]"):
            href = link["href"].split("#")[0]
            if href.startswith(("/", "?")):
                full = href if href.startswith("/") else urlsplit(address).path + href
                asked.setdefault(full, address)

    broken = {full: where for full, where in asked.items() if get(full).status_code != 200}

    assert len(asked) > 40
    assert broken == {}


@pytest.mark.parametrize("address", PAGES)
def test_links_to_other_sites_are_https(read, address):
    hrefs = [link["href"] for link in soup(read(address)).select("a[href]")]

    assert [href for href in hrefs if href.startswith(("http://", "//", "javascript:", "data:"))] == []
    assert [href for href in hrefs if not href.strip()] == []


@pytest.mark.parametrize("address", PAGES)
def test_only_pages_of_the_schedule_speak_to_machines_and_what_they_say_is_json(read, address):
    for found in json_ld(soup(read(address))):
        assert found


def test_a_place_describes_itself_and_its_events_for_search_engines(read):
    (found,) = json_ld(soup(read("/permanences/coueron/{place}/")))

    assert {part["@type"] for part in found} == {"Place", "Event"}


def test_every_guide_answers(kept, get):
    for guide in GuidePage.objects.live():
        assert get(guide.url).status_code == 200


def test_a_private_page_asks_for_a_password_and_shows_nothing(get):
    page = PlacePage.objects.first()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    response = get(page.url)

    assert response.status_code == 302
    assert page.title not in response.content.decode()
