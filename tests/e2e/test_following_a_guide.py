"""Following a guide: step by step, aloud, on one's own device, and without any script at all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.devices import VOICE
from tests.e2e.looking import CUT_TEXTS, SMALL_TARGETS, violations

WORKDAY = "2026-11-24 10:00"
RENT, VIDEO = "/guides/payer-son-loyer-en-ligne/", "/guides/faire-un-appel-video/"


@pytest.fixture
def open_guide(site, new_visitor):
    """`open_guide(RENT)`: somebody on a phone reads this guide on a Tuesday morning."""
    site.set_clock(WORKDAY)

    def open_(address: str = RENT, **options) -> Page:
        page = new_visitor(site, **options)
        page.goto(address)
        return page

    return open_


def shown_steps(page: Page) -> list[str]:
    return [re.sub(r"\s+", " ", title) for title in page.locator(".step__title:visible").all_inner_texts()]


def titles(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "main :is(h1, h2, h3)",
        "all => all.filter(e => e.checkVisibility()).map(e => e.innerText.replace(/\\s+/g, ' ').trim())",
    )


class TestStepByStep:
    def test_one_step_after_the_other_to_the_end(self, open_guide):
        page = open_guide()
        steps = shown_steps(page)

        page.get_by_role("button", name="Suivre étape par étape").click()
        seen = []
        for number in range(1, len(steps) + 1):
            expect(page.get_by_text(f"Étape {number} sur {len(steps)}")).to_be_visible()
            seen += shown_steps(page)
            assert (
                page.evaluate("document.activeElement.innerText")
                .replace("\n", " ")
                .endswith(seen[-1].removeprefix(f"Étape {number} "))
            )
            page.get_by_role("button", name="Étape suivante").click()

        assert seen == steps
        expect(page.get_by_role("heading", name="C’est la fin de la fiche.")).to_be_focused()
        assert titles(page) == [
            "Payer son loyer en ligne",
            "C’est la fin de la fiche.",
            "Si ça ne marche pas",
            "Le paiement est refusé",
            "Le loyer apparaît encore comme impayé",
            "Vous ne pouvez pas payer toute la somme",
            "Vous n’avez pas de carte bancaire",
            "Sites officiels",
            "Vous n’y arrivez pas ? Venez nous voir.",
            "Cette fiche vous a-t-elle aidé ?",
            "Fiches à lire aussi",
            "Cette fiche répond à ces besoins",
        ]
        expect(page.locator(".guide__checked")).to_be_visible()
        expect(page.get_by_role("button", name="Étape suivante")).to_be_hidden()

    def test_a_warning_goes_with_its_step(self, open_guide):
        page = open_guide()

        page.get_by_role("button", name="Suivre étape par étape").click()
        expect(page.get_by_text("Un message annonce un nouveau RIB")).to_be_hidden()
        page.get_by_role("button", name="Étape suivante").click()

        expect(page.get_by_text("Un message annonce un nouveau RIB")).to_be_visible()

    def test_the_back_button_of_the_phone_goes_one_step_back(self, open_guide):
        page = open_guide()
        whole = shown_steps(page)
        page.get_by_role("button", name="Suivre étape par étape").click()
        page.get_by_role("button", name="Étape suivante").click()

        page.go_back()
        assert shown_steps(page) == whole[:1]
        page.go_back()

        assert shown_steps(page) == whole

    def test_the_place_is_remembered_on_this_device(self, open_guide):
        page = open_guide()
        page.get_by_role("button", name="Suivre étape par étape").click()
        page.get_by_role("button", name="Étape suivante").click()
        page.get_by_role("button", name="Étape suivante").click()

        page.goto("/")
        page.goto(RENT)
        page.get_by_role("button", name="Reprendre à l’étape 3").click()

        assert shown_steps(page)[0].startswith("Étape 3 ")
        page.get_by_role("button", name="Voir toute la fiche").click()
        assert len(shown_steps(page)) == 7

    @pytest.mark.parametrize(
        ("link", "part"), [("Ça ne marche pas ?", "depannage"), ("Sites officiels", "sites-officiels")]
    )
    def test_each_step_leads_to_what_helps_and_back(self, open_guide, link, part):
        page = open_guide()
        page.get_by_role("button", name="Suivre étape par étape").click()

        page.get_by_role("link", name=link, exact=True).click()
        expect(page.locator(f"#{part}")).to_be_in_viewport()
        assert len(shown_steps(page)) == 7
        page.go_back()

        assert len(shown_steps(page)) == 1

    def test_who_is_stuck_comes_back_to_the_same_step_alone_on_the_same_device(self, open_guide):
        page = open_guide()
        page.get_by_role("link", name="iPhone").click()
        page.get_by_role("button", name="Suivre étape par étape").click()
        page.get_by_role("button", name="Étape suivante").click()

        page.get_by_role("button", name="Je n’arrive pas à faire cette étape").click()
        page.get_by_role("link", name="Revenir à l’étape 2").click()

        page.wait_for_url("**/?appareil=iphone")
        expect(page.get_by_text("Étape 2 sur 7")).to_be_in_viewport(ratio=1)
        assert [title[:8] for title in shown_steps(page)] == ["Étape 2 "]

    def test_who_reads_the_whole_guide_comes_back_to_it(self, open_guide):
        page = open_guide()
        page.get_by_role("button", name="Je n’arrive pas à faire cette étape").nth(1).click()
        page.get_by_role("link", name="Revenir à l’étape 2").click()

        expect(page.locator("#etape-2")).to_be_in_viewport()
        assert len(shown_steps(page)) == 7

    @pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
    def test_the_first_screen_offers_to_begin_and_a_step_says_where_it_is(self, open_guide, width, height):
        page = open_guide(width=width, height=height)

        begin = page.get_by_role("button", name="Suivre étape par étape")
        expect(begin).to_be_in_viewport(ratio=1)
        begin.click()

        said = page.get_by_text("Étape 1 sur 7")
        expect(said).to_be_in_viewport(ratio=1)
        assert said.bounding_box()["y"] < page.locator(".step__title:visible").bounding_box()["y"]

    def test_every_state_is_accessible(self, open_guide):
        page = open_guide("about:blank")
        page.add_init_script("window.slow = true;" + VOICE)
        page.goto(RENT)
        states = {}
        page.get_by_role("button", name="Suivre étape par étape").click()
        states["first step"] = violations(page)
        page.set_viewport_size(PHONE)
        page.locator("a.word:visible").first.click()
        states["a word is open"] = violations(page)
        page.get_by_role("button", name="Écouter cette étape").click()
        states["a step is read"] = violations(page)
        for _ in range(7):
            page.get_by_role("button", name="Étape suivante").click()
        states["the end"] = violations(page)

        page.set_viewport_size({"width": 320, "height": 256})

        assert states == {name: {390: [], 1280: []} for name in states}
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.evaluate(CUT_TEXTS) == []
        assert page.evaluate(SMALL_TARGETS) == []

    def test_all_steps_are_printed_even_while_one_is_shown(self, open_guide):
        page = open_guide()
        page.get_by_role("button", name="Suivre étape par étape").click()

        page.emulate_media(media="print")

        assert len(shown_steps(page)) == 7
        expect(page.get_by_role("button", name="Étape suivante")).to_be_hidden()
        expect(page.locator(".near__dates")).to_contain_text("(exemple)")
        expect(page.locator(".printed")).to_contain_text(page.url)
        said = page.locator(".step p").first.bounding_box()
        shown = page.locator(".step .picture").first.bounding_box()
        assert said["x"] + said["width"] <= shown["x"]


class TestListening:
    def test_without_a_voice_nothing_offers_to_listen(self, open_guide):
        expect(open_guide().get_by_role("button", name="Écouter")).to_be_hidden()

    def test_a_guide_is_read_in_the_order_of_the_page_and_each_step_is_marked(self, open_guide, chromium):
        page = open_guide("about:blank")
        page.add_init_script(VOICE)
        page.goto(RENT)
        expected = titles(page)

        page.get_by_role("button", name="Écouter").click()
        page.wait_for_function("() => window.said.length")
        expect(page.get_by_role("button", name="Écouter")).to_be_visible()  # it ends by itself
        said = page.evaluate("window.said")

        read = [words for words in said if words in expected]
        order = [title for title in expected if title in read]
        assert read == order
        assert [words for words in said if words.startswith("Étape ")] == [
            title for title in expected if title.startswith("Étape ")
        ]
        assert not [words for words in said if "Fermer" in words or "Voir l’image" in words]

    def test_a_step_alone_is_read_and_the_next_one_stops_the_reading(self, open_guide):
        page = open_guide("about:blank")
        page.add_init_script("window.slow = true;" + VOICE)
        page.goto(RENT)
        page.get_by_role("button", name="Écouter").click()
        page.wait_for_function("() => window.said.length")
        page.get_by_role("button", name="Suivre étape par étape").click()
        expect(page.get_by_role("button", name="Arrêter la lecture")).to_be_hidden()

        page.evaluate("window.said = []; window.slow = false")
        page.get_by_role("button", name="Écouter cette étape").click()
        page.wait_for_function(
            "() => window.said.length"
        )  # it has begun: the button has made room for the bar
        expect(page.get_by_role("button", name="Écouter cette étape")).to_be_focused()
        said = page.evaluate("window.said")
        page.evaluate("window.slow = true")
        page.get_by_role("button", name="Écouter cette étape").click()
        page.get_by_role("button", name="Étape suivante").click()

        assert said[0] == "Étape 1 Lisez votre avis d’échéance"
        assert said[-1].startswith("Ce que vous voyez")
        assert len(said) == 4
        expect(page.get_by_role("button", name="Arrêter la lecture")).to_be_hidden()
        assert page.locator(".is_read").count() == 0

    def test_magnified_four_times_the_bar_leaves_room_to_what_is_read(self, open_guide):
        page = open_guide("about:blank", width=320, height=256)
        page.add_init_script("window.slow = true;" + VOICE)
        page.goto(RENT)

        page.get_by_role("button", name="Écouter").click()
        page.wait_for_function("() => window.said.length")
        bar = page.locator("[data-listen-bar]").bounding_box()
        hidden = []
        for _ in range(12):
            block = page.locator(".is_read_now").bounding_box()
            if block["y"] < -1 or block["y"] + block["height"] > bar["y"] + 1:
                hidden.append(block)
            page.evaluate("window.current.onend()")

        assert bar["height"] < 256 / 4
        assert [block for block in hidden if block["height"] < bar["y"]] == []

    def test_a_pause_keeps_the_place_and_stopping_leaves_no_mark(self, open_guide):
        page = open_guide("about:blank")
        page.add_init_script("window.slow = true;" + VOICE)
        page.goto(RENT)

        page.get_by_role("button", name="Écouter").click()
        page.wait_for_function("() => window.said.length")
        page.evaluate("window.current.onend()")
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Continuer").click()
        said = page.evaluate("window.said")
        marked = page.locator(".is_read_now").inner_text()
        states = violations(page)
        page.get_by_role("button", name="Arrêter la lecture").click()

        assert said[1] == said[2] == marked
        assert states == {390: [], 1280: []}
        assert page.locator(".is_read, .is_read_now").count() == 0
        expect(page.get_by_role("button", name="Écouter")).to_be_focused()


class TestWords:
    def test_a_word_opens_where_it_stands_by_touch_and_by_keyboard(self, open_guide):
        page = open_guide()
        word = page.get_by_role("button", name="avis d’échéance").first

        word.click()
        note = page.locator(".word_note")
        expect(note).to_contain_text("Le papier qui annonce le loyer à payer.")
        assert word.get_attribute("aria-expanded") == "true"
        note.get_by_role("button", name="Fermer").click()

        expect(note).to_have_count(0)
        expect(word).to_be_focused()
        page.keyboard.press("Enter")
        expect(note).to_be_visible()
        page.keyboard.press("Escape")
        expect(note).to_have_count(0)

    def test_without_a_script_a_word_leads_to_its_explanation(self, open_guide):
        page = open_guide(java_script_enabled=False)

        page.get_by_role("link", name="avis d’échéance").first.click()

        assert page.url.endswith("#mot-avis-d-echeance")
        expect(page.locator("#mot-avis-d-echeance")).to_be_in_viewport()


class TestChoices:
    def test_the_device_is_chosen_once_for_all_guides(self, open_guide):
        page = open_guide(VIDEO)
        page.get_by_role("link", name="iPhone").click()
        expect(page.locator(".variant__devices", has_text="Android")).to_have_count(0)

        page.goto("/guides/se-connecter-au-wi-fi/")
        page.wait_for_url("**/?appareil=iphone")
        page.get_by_role("link", name="Montrer tous les appareils").click()
        page.goto(VIDEO)

        expect(page.locator(".variant__devices", has_text="Android").first).to_be_visible()

    def test_the_town_is_chosen_once_for_all_pages_without_leaving_the_step(self, open_guide):
        page = open_guide()
        page.get_by_role("button", name="Suivre étape par étape").click()
        for _ in range(7):
            page.get_by_role("button", name="Étape suivante").click()
        page.get_by_label("Votre commune").select_option("nantes")
        page.get_by_role("button", name="Voir les dates").click()

        expect(page.locator(".near__dates")).to_contain_text("Trois-Tilleuls")
        expect(page.locator("[data-near-said]")).to_have_text("Voici les dates pour : Nantes")
        expect(page.get_by_role("heading", name="C’est la fin de la fiche.")).to_be_visible()
        assert page.url.endswith("?commune=nantes")
        states = violations(page)
        page.get_by_role("button", name="Non").click()
        expect(page.locator(".near__dates")).to_contain_text("Trois-Tilleuls")
        page.goto(VIDEO)
        expect(page.locator(".near__dates")).to_contain_text("Trois-Tilleuls")
        expect(page.get_by_label("Votre commune")).to_have_value("nantes")
        page.goto("/qui-peut-m-aider/")

        assert page.locator("select[name=commune]").input_value() == "nantes"
        assert "commune" not in page.url
        assert states == {390: [], 1280: []}

    def test_the_town_chosen_to_find_who_helps_is_the_one_of_guides(self, open_guide):
        page = open_guide("/qui-peut-m-aider/")
        page.locator("select[name=commune]").select_option("nantes")
        page.get_by_role("button", name="Voir qui peut m’aider").click()

        page.goto(RENT)

        expect(page.locator(".near__dates")).to_contain_text("Trois-Tilleuls")

    def test_without_a_network_the_page_stays_and_says_so(self, chromium, site):
        site.set_clock(WORKDAY)
        context = chromium.new_context(base_url=site.url)
        page = context.new_page()
        page.goto(RENT)
        context.set_offline(True)

        page.get_by_role("button", name="Voir les dates").click()

        expect(page.get_by_text("Les dates ne sont pas arrivées.")).to_be_visible()
        expect(page.locator(".near__dates li").first).to_be_visible()
        context.close()

    def test_a_page_that_opens_at_its_dates_is_there_at_once(self, open_guide):
        page = open_guide("/")
        page.emulate_media(reduced_motion="no-preference")

        page.goto(f"{RENT}?commune=nantes#aide")

        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"

    def test_without_a_script_device_town_and_paper_are_there(self, open_guide):
        page = open_guide(VIDEO, java_script_enabled=False)

        page.get_by_role("link", name="iPhone").click()
        page.get_by_label("Votre commune").select_option("nantes")
        page.get_by_role("button", name="Voir les dates").click()

        assert "appareil=iphone" in page.url
        assert "commune=nantes" in page.url
        assert len(shown_steps(page)) >= 5
        expect(page.get_by_role("button", name="Suivre étape par étape")).to_be_hidden()
        expect(page.get_by_role("link", name="Sur papier (PDF)")).to_be_visible()


def test_a_first_view_without_pictures_weighs_less_than_60_kilobytes(site, new_visitor):
    """What the reader's phone receives, compressed, before it scrolls; pictures apart."""
    site.set_clock(WORKDAY)
    page = new_visitor(site)
    page.goto("/guides/")
    addresses = sorted(
        set(page.eval_on_selector_all(".card h3 a", "all => all.map(a => a.getAttribute('href'))"))
    )
    weights = {}
    for address in addresses:
        answers = []
        reader = new_visitor(site)
        reader.on("response", lambda answer: answers.append(answer))  # noqa: B023
        reader.goto(address, timeout=30_000)
        sizes = {  # what is asked for a second time comes from the cache
            answer.url: answer.request.sizes()
            for answer in answers
            if answer.request.resource_type != "image"
        }
        weights[address] = sum(
            size["responseBodySize"] + size["responseHeadersSize"] for size in sizes.values()
        )

    assert len(addresses) == 12
    assert {address: weight for address, weight in weights.items() if weight >= 60_000} == {}


def test_pictures_come_when_they_are_near_and_in_the_size_of_the_screen(site, new_visitor):
    site.set_clock(WORKDAY)
    page = new_visitor(site, width=360, height=640)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
    page.goto(RENT, wait_until="networkidle")
    at_first = len(asked)

    with page.expect_response(lambda answer: "garder-preuve" in answer.url):
        page.get_by_role("heading", name="Gardez la preuve du paiement").scroll_into_view_if_needed()

    assert at_first < len(asked)
    assert [url for url in asked if "max-480x480" not in url] == []
    sized = page.eval_on_selector_all(
        ".picture img", "all => all.every(i => i.width && i.getAttribute('height') && i.alt.length > 8)"
    )
    assert sized
