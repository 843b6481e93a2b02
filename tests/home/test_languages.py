"""The public pages in English and Arabic: no French is left of the interface, and no link leads out of it."""

import re
from datetime import date

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core import languages, translations
from core.models import Translation
from core.translations import digest
from home.demo import texts
from home.models import HomePage, StandardPage
from home.translating.keeping import keep_translations
from home.translating.subjects import subjects
from tests.conftest import ROOT
from tests.reading import soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

PLACE = "/permanences/nantes/residence-des-trois-tilleuls/"
KEY_PAGES = [
    "/",
    "/permanences/",
    "/permanences/?vue=mois",
    "/permanences/coueron/",
    PLACE,
    "/permanences/s-abonner/",
    "/permanences/s-abonner/?pour=coueron",
    "/le-service/",
]
OTHER_PAGES = [
    "/guides/",
    "/guides/payer-son-loyer-en-ligne/",
    "/guides/payer-mon-loyer/",
    "/qui-peut-m-aider/",
    "/partenaires/",
    "/recherche/",
    "/recherche/?q=zzzz",
    "/recherche/?q=loyer",
    "/plan-du-site/",
    "/permanences/pres-de-chez-moi/?ou=nantes",
    "/permanences/coueron/affiche/",
    "/hors-ligne/",
    "/rien/",
]
OTHERS = ["en", "ar"]
CALENDAR_NAME = "Caravane numérique"  # in every language: it is what the calendar application shows
FEEDS = ["/permanences/calendrier.ics", "/permanences/changements.atom", f"{PLACE}calendrier.ics"]


@pytest.fixture(autouse=True)
def _demo(demo, set_clock):
    """As it is on the next morning, while the caravan is open."""
    set_clock("2026-11-24 10:00")


def interface_in_french() -> set[str]:
    """What the French catalogue says, where Arabic says something else; short words may be names."""
    french = {e.msgid: e.msgstr for e in polib.pofile(str(ROOT / "site/locale/fr/LC_MESSAGES/django.po"))}
    public = polib.pofile(str(ROOT / "site/locale/ar/LC_MESSAGES/django.po"))
    pairs = [(entry.msgid, french.get(entry.msgid, "")) for entry in public]
    found = {text for english, text in pairs if text not in english}  # « Armistice » Day
    return {text for text in found if len(text) > 6 and "%" not in text} - {CALENDAR_NAME}


def without_french(page) -> str:
    """The words of a page but for those that are marked as French, and the addresses to copy."""
    for element in page.select("[lang=fr], [translate=no], script, input, pre, textarea"):
        element.decompose()
    return words(page)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("address", [*KEY_PAGES, *OTHER_PAGES])
def test_no_sentence_of_the_interface_is_left_in_french(client, code, address):
    page = soup(client.get(f"/{code}{address}"))

    left = without_french(page)
    found = (text for text in interface_in_french() if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", left))
    assert list(found) == []


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("address", KEY_PAGES)
def test_the_key_pages_of_the_demo_are_translated_throughout(client, code, address):
    page = soup(client.get(f"/{code}{address}"))

    assert [words(element) for element in page.main.select(".in_french, .in_french__note")] == []
    assert page.html["lang"] == code
    assert page.html["dir"] == {"en": "ltr", "ar": "rtl"}[code]


@pytest.mark.parametrize("address", [*KEY_PAGES, *OTHER_PAGES])
def test_no_link_leaves_the_language_but_to_choose_another_one(client, address):
    page = soup(client.get(f"/ar{address}"))
    switch = page.select_one(".language_switch")
    chosen = {link["hreflang"]: link["href"] for link in switch.select("a")}
    switch.decompose()

    assert chosen == {"fr": address, "en": f"/en{address}", "ar": f"/ar{address}"}
    links = [link["href"] for link in page.select("a[href^='/']")]
    ours = [*links, *(form["action"] for form in page.select("form[action^='/']"))]
    assert [url for url in ours if not url.startswith("/ar/") and languages.is_spoken(url)] == []


def test_what_is_french_says_so_and_one_note_says_it_for_a_page_of_french(client):
    partly = soup(client.get("/en/plan-du-site/")).main
    wholly = soup(client.get("/en/guides/payer-son-loyer-en-ligne/")).main

    assert (
        words(partly.select_one(".in_french__note")) == "What is marked FR on this page is still in French."
    )
    assert words(partly.select_one(".in_french")).startswith("FR In French: ")
    assert words(wholly.select_one(".in_french__note")) == "The text of this page is in French only."
    assert wholly.select(".in_french__sign") == []
    assert words(wholly.select_one("h1 [lang=fr]")) == "Payer son loyer en ligne"


def test_a_page_with_one_translated_text_does_not_say_that_it_is_in_french_only(client):
    """The title is not translated, a paragraph is; then the title alone."""
    address = "/guides/payer-son-loyer-en-ligne/"
    guide = next(one for one in subjects() if one.url == address)
    read = words(soup(client.get(address)).main).replace("\u00a0", " ")
    title = guide.title
    step = max((text for text in guide.texts if text in read and text != title), key=len)

    def notes(translated: str) -> tuple[str, int]:
        Translation.objects.filter(digest__in=[digest(text) for text in guide.texts]).delete()
        keep_translations("en", {translated: "Said in English"})
        main = soup(client.get(f"/en{address}")).main
        return words(main.select_one(".in_french__note")), len(main.select(".in_french__sign"))

    said = {text: notes(text) for text in (title, step)}

    assert {note for note, _ in said.values()} <= {
        "What is marked FR on this page is still in French.",
        "Most of the text of this page is still in French.",
    }


@pytest.mark.parametrize(
    ("french", "translated", "said", "signs"),
    [
        (1, 0, "The text of this page is in French only.", 0),
        (40, 0, "The text of this page is in French only.", 0),
        (1, 1, "What is marked FR on this page is still in French.", 1),
        (40, 1, "Most of the text of this page is still in French.", 0),
        (40, 40, "What is marked FR on this page is still in French.", 40),
        (0, 3, None, 0),
    ],
)
def test_the_note_goes_by_the_share_that_is_in_french(french, translated, said, signs):
    request = RequestFactory().get("/")
    keep_translations("en", {f"Phrase {number}": f"Sentence {number}" for number in range(translated)})
    keep_translations("en", {"Au pied": "At the foot"})

    with translation.override("en"), translations.reading(request) as reading:
        translations.page_is_translated(False)
        known = [translations.shown(f"Phrase {number}") for number in range(translated)]
        unknown = [translations.shown(f"Inconnue {number}") for number in range(french)]
        foot = translations.shown("Au pied")
        body = "".join([*known, *unknown])
        page = reading.finished(f"<main>{translations.NOTE}{body}</main><footer>{foot}</footer>")

    note = BeautifulSoup(page, "html.parser").select_one(".in_french__note")
    assert (words(note) if note else None) == said
    assert page.count('"in_french__sign"') == signs


def test_what_the_desk_proposes_is_translated_as_long_as_nobody_edits_it(client):
    from schedule import ready_made

    with translation.override("fr"):
        proposed = [str(sentence) for sentence in ready_made.sentences()]

    for code in OTHERS:
        with translation.override(code), translations.reading(RequestFactory().get("/")):
            shown = [translations.shown(sentence) for sentence in proposed]
            edited = translations.shown(f"{proposed[0]} À demain.")
        assert [text for text in shown if "in_french" in text] == []
        assert len(set(shown)) == len(proposed)
        assert "in_french" in edited


def test_a_cancellation_announced_as_proposed_is_read_in_arabic_without_any_french(client):
    from schedule.agenda import published
    from schedule.models import Change, Reason
    from schedule.ready_made import CANCELLED

    message = str(CANCELLED[Reason.RAIN])
    words_of_it = {"kind": Change.Kind.CANCELLED, "reason": Reason.RAIN, "message": message}
    for stay in published().timeline.stays:
        Change.objects.create(permanence_id=stay.id, date=date(2026, 11, 24), **words_of_it)

    page = words(soup(client.get("/ar/")).main)

    assert "الطقس لا يسمح لنا بالفتح. نعتذر منكم." in page
    assert message not in page


def test_a_change_of_the_french_text_takes_its_translation_away(client):
    from schedule.pages import PlacePage

    place = PlacePage.objects.get(slug="residence-des-trois-tilleuls")
    place.access = "La caravane est dans la cour."
    place.save()

    page = soup(client.get(f"/ar{PLACE}"))

    marked = [words(element) for element in page.main.select(".in_french")]
    assert marked == ["FR بالفرنسية: La caravane est dans la cour."]


def test_canonical_addresses_and_alternates(client):
    def heads(address: str) -> tuple[str, list[str]]:
        page = soup(client.get(address))
        alternates = [link["hreflang"] for link in page.select("link[rel=alternate][hreflang]")]
        return page.select_one("link[rel=canonical]")["href"].removeprefix("http://testserver"), alternates

    every = ["fr", "ar", "en", "x-default"]
    assert heads("/permanences/") == ("/permanences/", every)
    assert heads("/ar/permanences/") == ("/ar/permanences/", every)
    assert heads("/ar/le-service/") == ("/ar/le-service/", every)
    assert heads("/ar/mentions-legales/") == ("/mentions-legales/", [])


def test_files_screens_and_french_itself_stand_at_the_bare_address(client):
    def moved(address: str) -> tuple[int, str]:
        response = client.get(address)
        return response.status_code, response.headers.get("Location", "")

    assert moved("/fr/permanences/?commune=coueron") == (308, "/permanences/?commune=coueron")
    assert moved("/en/permanences/calendrier.ics") == (308, "/permanences/calendrier.ics")
    assert moved("/ar/admin/") == (308, "/admin/")
    assert moved("/ar") == (308, "/ar/")
    assert moved("/ar/permanences") == (301, "/ar/permanences/")
    assert moved("/ar/guides/?theme=payer-mon-loyer") == (302, "/ar/guides/payer-mon-loyer/")
    assert client.get("/xx/permanences/").status_code == 404
    assert client.get("/ar//evil.example/").status_code == 404


def test_a_page_in_arabic_is_compared_and_compressed_like_any_other(client):
    first = client.get("/ar/permanences/", headers={"accept-encoding": "gzip"})
    again = client.get("/ar/permanences/", headers={"if-none-match": first["ETag"]})

    assert (first["Content-Language"], first["Content-Encoding"]) == ("ar", "gzip")
    assert again.status_code == 304
    assert client.get("/permanences/")["Content-Language"] == "fr"
    assert "Set-Cookie" not in first.headers


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_the_same_whatever_was_asked_before(client, address):
    french = client.get(address).content

    for code in OTHERS:
        client.get(f"/{code}/permanences/")
        caches["default"].clear()

        assert client.get(address).content == french


@pytest.mark.parametrize("address", [*KEY_PAGES, *OTHER_PAGES])
def test_no_language_stays_from_the_page_before(client, address):
    asked = [address, f"/en{address}", f"/ar{address}"]
    alone = [client.get(url).content for url in asked]

    for order in ([2, 0, 1], [1, 2, 0]):
        for number in order:
            assert client.get(asked[number]).content == alone[number]
    assert translation.get_language() == "fr"


@pytest.mark.parametrize("address", [*KEY_PAGES, "/guides/payer-son-loyer-en-ligne/", "/recherche/?q=zz"])
def test_a_page_in_another_language_asks_at_most_one_thing_more(client, address):
    client.get(address), client.get(f"/ar{address}")  # what is kept is there

    with CaptureQueriesContext(
        connection,
    ) as french:
        client.get(address)
    with CaptureQueriesContext(connection) as arabic:
        client.get(f"/ar{address}")

    assert len(arabic) == len(french) <= 8


def test_phone_numbers_keep_their_order_in_arabic(client):
    page = soup(client.get("/ar/"))

    link = page.select_one(".answer a[href^='tel:']")
    assert re.search("\u206802\u00a061\u00a091\u00a000\u00a000\u2069", link.get_text())


@pytest.mark.parametrize("address", ["/ar/", f"/ar{PLACE}", "/ar/permanences/pres-de-chez-moi/?ou=Nantes"])
def test_a_whole_address_keeps_its_order_in_arabic(client, address):
    found = soup(client.get(address)).select('bdi[lang="fr"][dir="ltr"]')

    assert any(re.search(r"\b44\d{3}\u00a0\w", part.get_text()) for part in found)


def test_what_is_french_of_a_guide_is_said_with_a_french_voice(client):
    page = soup(client.get("/ar/guides/payer-son-loyer-en-ligne/"))

    assert {image.get("lang") for image in page.select(".picture img")} == {"fr"}
    assert page.select_one(".guide__checked bdi[lang=fr]")


def test_the_demo_holds_no_translation_of_what_it_no_longer_says():
    said = {digest(text) for one in subjects() for text in one.texts}

    rows = Translation.objects.exclude(digest__in=said).values_list("source", flat=True)
    assert sorted(set(rows)) == []
    assert {file.stem for file in (texts.CONTENT / "translations").glob("*.toml")} == set(OTHERS)


@pytest.mark.parametrize("slug", ["ar", "en", "fr"])
def test_no_page_takes_the_address_of_a_language(slug):
    with pytest.raises(ValidationError, match="Cette adresse"):
        HomePage.objects.get().add_child(instance=StandardPage(title="Une page", slug=slug))
