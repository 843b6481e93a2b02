"""Near me, on a phone: with the position and without it, without a script; the map by keyboard, in detail."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

from tests.e2e.backoffice import words
from tests.e2e.running import running_site

PAGE = "/permanences/pres-de-chez-moi/"
WORKDAY = "2026-11-24 10:00"
# Beside the Résidence du Noyer-Rond, Saint-Sébastien-sur-Loire.
HERE = {"latitude": 47.2012, "longitude": -1.4832, "accuracy": 30}


def test_around_me_sorts_the_places_here_and_tells_nobody(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site, geolocation=HERE, permissions=["geolocation"])
    asked = []
    visitor.on("request", lambda request: asked.append(request.url))

    visitor.goto("/")
    visitor.get_by_role("link", name="Autour de moi").click()
    said = visitor.locator("[data-around-said]")
    expect(said).to_have_text(
        "Le lieu le plus proche\u00a0: Résidence du Noyer-Rond (exemple), à 750\u00a0m."
    )
    first = visitor.locator(".near_place").first
    mark = visitor.locator(f"[data-mark='{first.get_attribute('data-near-place')}']")

    assert words(visitor.locator(".near_me__lists h2")) == "Les lieux les plus proches de vous"
    assert (words(first.locator("[data-number]")), mark.locator("text").text_content()) == ("1", "1")
    assert visitor.locator("[data-number]").all_text_contents() == [str(n) for n in range(1, 10)]
    assert "à 1,9 km" in words(visitor.locator(".near_place").nth(1))
    assert [url for url in asked if "47.2" in url or "1.48" in url] == []
    assert visitor.url == site.url + PAGE

    visitor.context.set_geolocation(HERE | {"latitude": 48.8, "longitude": 2.3, "accuracy": 4200})
    visitor.get_by_role("button", name="Autour de moi").click()
    expect(said).to_contain_text("à 5\u00a0km près")
    expect(said).to_contain_text("Vous êtes loin des endroits où passe la caravane.")


def test_a_refused_position_says_what_to_do_instead(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site, permissions=[])

    visitor.goto(PAGE)
    visitor.get_by_role("button", name="Autour de moi").click()

    expect(visitor.locator("[data-around-said]")).to_have_text(
        "Votre appareil n’a pas donné votre position. Vous pouvez écrire le nom de votre commune."
    )
    assert visitor.locator(".near_place").count() == 9


def test_the_place_that_one_chose_comes_first_on_the_home_page_until_it_is_forgotten(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site)

    visitor.goto("/")
    visitor.get_by_label("Votre commune ou votre résidence").fill("noyé rond")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("button", name=re.compile("C’est mon lieu.*Noyer-Rond")).click()
    expect(visitor.get_by_text("C’est noté, sur cet appareil seulement.")).to_be_visible()
    visitor.goto("/")
    mine = visitor.locator(".my_place")
    place, date = "Votre lieu : Résidence du Noyer-Rond (exemple)", "Prochaine date : mardi 8 décembre 2026"
    assert words(mine).startswith(f"{place} {date}, de 9 h 30 à 12 h 30")

    mine.get_by_role("button", name="Oublier mon lieu").click()
    visitor.reload()

    expect(visitor.locator(".my_place")).to_have_count(0)
    assert visitor.evaluate("localStorage.length") == 0


def test_the_map_is_walked_by_keyboard_and_leads_to_a_place(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site)
    visitor.goto(f"{PAGE}?ou=coueron")

    visitor.locator("a.map__mark").nth(1).focus()
    visitor.keyboard.press("Shift+Tab")
    assert visitor.evaluate("document.activeElement.getAttribute('aria-label')").startswith("1\u00a0: ")
    visitor.keyboard.press("Enter")

    expect(visitor.locator("h1")).to_contain_text("Résidence des Cormiers-Blancs")


def test_without_a_script_one_still_finds_and_no_button_promises_what_needs_one(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site, java_script_enabled=False)

    visitor.goto("/")
    visitor.fill("#ou", "44980")
    visitor.get_by_role("button", name="Voir les dates").click()

    assert words(visitor.locator(".near_place").first).startswith("Numéro 1 Résidence de la Petite-Voile")
    assert visitor.get_by_text("Autour de moi").count() == visitor.get_by_text("C’est mon lieu").count() == 0


def test_the_address_is_copied_by_a_button(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site, permissions=["clipboard-write"])

    visitor.goto("/")
    visitor.get_by_text("D’autres façons d’y aller").click()
    visitor.get_by_role("button", name="Copier l’adresse").click()

    expect(visitor.get_by_text("L’adresse est copiée.")).to_be_visible()


@pytest.fixture
def tiles() -> Iterator[tuple[str, list[dict]]]:
    """Another host: the address of its tiles, and what it has been asked."""
    asked: list[dict] = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({"path": self.path, "from": self.headers.get("Referer")})
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>')

        def log_message(self, *_words) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png", asked
    server.shutdown()
    server.server_close()


def test_the_detailed_map_asks_its_host_only_once_the_button_is_pressed(
    chromium, tiles, tmp_path_factory, monkeypatch
):
    address, asked = tiles
    monkeypatch.setenv("TILES_URL", address)
    monkeypatch.setenv("TILES_ATTRIBUTION", "© OpenStreetMap")
    with running_site(tmp_path_factory.mktemp("tiles")) as site:
        site.set_clock(WORKDAY)
        context = chromium.new_context(base_url=site.url, viewport={"width": 390, "height": 844})
        page, errors = context.new_page(), []
        page.on("console", lambda message: errors.append(message.text))
        loaded = []
        page.on("request", lambda request: loaded.append(request.url))

        page.goto(PAGE)
        host = address.split("/")[2]
        expect(page.get_by_text(f"La carte détaillée vient d’un autre site\u00a0: {host}.")).to_be_visible()
        assert asked == []
        assert not any("leaflet" in url for url in loaded)
        page.get_by_role("button", name="Voir une carte détaillée").click()
        expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()

        assert page.locator(".detailed_map__mark").count() == 9
        assert {one["from"] for one in asked} == {f"{site.url}/"}
        assert errors == []
        context.close()
