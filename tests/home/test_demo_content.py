"""The demo guides, words and collections: their shape, and the plain French that a machine can check."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from home.demo import texts

GUIDES = {guide["slug"]: guide for guide in texts.guides()}
COLLECTIONS = texts.table("collections")
WORDS = texts.table("words")

DEVICES = {"ordinateur", "android", "iphone", "tablette"}
GUIDE_KEYS = {
    *("title", "slug", "collections", "position", "summary", "devices", "minutes", "level", "checked_on"),
    *("check_every", "keywords", "needs", "body", "trouble", "links"),
}
# What stands under each key of a guide: the keys a row must have, and those it may have.
STEP = {"kind", "title", "text", "expect"}, {"tip", "trouble", "variants"}
ROWS: dict[str, tuple[set[str], set[str]]] = {
    "step": STEP,
    "tip": ({"kind", "title", "text"}, set()),
    "warning": ({"kind", "about", "title", "text"}, set()),
    "variant": ({"devices", "text"}, {"expect"}),
    "trouble": ({"problem", "solution"}, set()),
    "link": ({"label", "url", "who"}, set()),
    "collection": ({"slug", "title", "summary", "drawing"}, set()),
    "word": ({"term", "forms", "meaning", "example"}, set()),
}
# Public bodies, and the companies whose tool a guide is about.
OFFICIAL_HOSTS = {
    *("17cyber.gouv.fr", "www.cybermalveillance.gouv.fr", "www.mesdroitssociaux.gouv.fr"),
    *("www.service-public.gouv.fr", "www.impots.gouv.fr", "www.demande-logement-social.gouv.fr"),
    *("www.demandelogement44.fr", "www.caf.fr", "www.francetravail.fr", "www.cnil.fr", "jalerte.arcep.fr"),
    *("www.anil.org", "www.33700.fr", "3018.fr", "www.cdc-habitat.fr"),
    *("support.google.com", "support.microsoft.com", "www.apple.com", "faq.whatsapp.com"),
}
LONGEST_SENTENCE = 20
# Names that nobody spells out, and words that screens show.
NAMES = {"CDC", "OK", "SOS"}
NOT_PLAIN = r"cliquez ici|ci-dessous|ci-dessus|comme sur l’image|\bpour cent\b|%|['_]|\bet/ou\b|\betc\b"
FIGURES_OF_SPEECH = r"\b(clés?|serrures?|coffres?|portes? de votre|réservoirs?)\b"
MISTYPED = r"\w[;?!»]|\w:(?!/)|«\w|\.\.\.| {2}"
NUMBER_WORDS = (
    r"\b(deux|trois|quatre|cinq|six|sept|huit|dix|onze|douze|quinze|vingt|trente|quarante|cent|mille)\b"
)

each_guide = pytest.mark.parametrize("slug", GUIDES)


def steps(guide: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in guide["body"] if row["kind"] == "step"]


def said(guide: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each text a reader meets, in reading order, with the place it stands at."""
    for name in ("title", "summary"):
        yield name, guide[name]
    for need in guide["needs"]:
        yield "needs", need
    for row in guide["body"]:
        place = f"{row['kind']} « {row['title']} »"
        yield from ((place, row[key]) for key in ("title", "text") if key in row)
        for variant in row.get("variants", []):
            where = f"{place}, {', '.join(variant['devices'])}"
            yield from ((where, variant[key]) for key in ("text", "expect") if key in variant)
        yield from ((place, row[key]) for key in ("expect", "tip", "trouble") if key in row)
    for row in guide["trouble"]:
        yield f"trouble « {row['problem']} »", row["problem"]
        yield f"trouble « {row['problem']} »", row["solution"]
    for link in guide["links"]:
        yield "links", link["label"]


def everything() -> Iterator[tuple[str, str, str]]:
    """Each text of the demo: guide or file, place, text."""
    for slug, guide in GUIDES.items():
        yield from ((slug, place, text) for place, text in said(guide))
    for row in COLLECTIONS:
        yield from (("collections", row["slug"], row[key]) for key in ("title", "summary"))
    for row in WORDS:
        yield from (("words", row["term"], row[key]) for key in ("term", "meaning", "example"))


def whole(guide: dict[str, Any]) -> str:
    return "\n".join(text for _, text in said(guide))


def sentences(text: str) -> list[str]:
    """A blank line ends a sentence too; a stop just before » does not."""
    found = (part for line in text.strip().split("\n\n") for part in re.split(r"(?<=[.?!])\s+(?!»)", line))
    return [" ".join(part.split()) for part in found if part.strip()]


def words_of(sentence: str) -> list[str]:
    return [token for token in sentence.split() if re.search(r"\w", token)]


def holds(text: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE) is not None


def off_screen(text: str) -> str:
    """Without what stands in « »: the words of a screen are what they are."""
    return re.sub(r"«[^»]*»", "«»", text)


def out_of_shape(kind: str, rows: list[dict[str, Any]]) -> list[str]:
    must, may = ROWS[kind]
    return [str(row) for row in rows if not must <= row.keys() <= must | may or not all(row.values())]


def test_a_sentence_ends_at_its_stop_and_not_inside_an_address():
    text = "Tapez www.caf.fr. Par exemple : « Bravo ! » Voici\nla suite"

    assert sentences(text) == ["Tapez www.caf.fr.", "Par exemple : « Bravo ! » Voici la suite"]


@each_guide
def test_a_guide_has_every_key_and_no_other(slug):
    assert GUIDES[slug].keys() == GUIDE_KEYS


@each_guide
def test_the_rows_of_a_guide_have_their_keys_filled_and_no_other(slug):
    guide = GUIDES[slug]
    variants = [variant for step in steps(guide) for variant in step.get("variants", [])]

    assert {row["kind"] for row in guide["body"]} <= {"step", "tip", "warning"}
    assert [odd for row in guide["body"] for odd in out_of_shape(row["kind"], [row])] == []
    assert out_of_shape("variant", variants) == []
    assert out_of_shape("trouble", guide["trouble"]) == []
    assert out_of_shape("link", guide["links"]) == []


@each_guide
def test_the_facts_about_a_guide_are_ones_the_site_knows(slug):
    guide = GUIDES[slug]

    assert guide["slug"] == slug
    assert 1 <= len(guide["collections"]) <= 2
    assert set(guide["collections"]) <= {row["slug"] for row in COLLECTIONS}
    assert guide["summary"].startswith("Vous saurez ")
    assert set(guide["devices"]) <= DEVICES
    assert guide["level"] in ("debutant", "intermediaire")
    assert date(2026, 10, 1) <= guide["checked_on"] <= date(2026, 11, 26)
    assert guide["check_every"] in (3, 6, 12)
    assert max(len(guide["keywords"]), len(guide["summary"])) <= 250


@each_guide
def test_a_guide_has_five_to_nine_steps_and_helps_at_two_of_them(slug):
    found = steps(GUIDES[slug])

    assert 5 <= len(found) <= 9
    assert [step["title"] for step in found if len(step["title"]) > 70 or ":" in step["title"]] == []
    assert sum("trouble" in step for step in found) >= 2
    assert [s["title"] for s in found if "trouble" in s and not 1 <= len(sentences(s["trouble"])) <= 3] == []
    assert [s["title"] for s in found if "tip" in s and not 1 <= len(sentences(s["tip"])) <= 2] == []


@each_guide
def test_a_guide_warns_right_after_a_step(slug):
    guide = GUIDES[slug]
    before = [row["kind"] for row in guide["body"]]
    warnings = [number for number, row in enumerate(guide["body"]) if row["kind"] == "warning"]

    assert {guide["body"][number]["about"] for number in warnings} & {"arnaque", "donnees"}
    assert {guide["body"][number]["about"] for number in warnings} <= {"arnaque", "donnees", "autre"}
    assert [number for number in warnings if number == 0 or before[number - 1] != "step"] == []


@each_guide
def test_the_variants_of_a_step_name_each_device_of_the_guide_once(slug):
    guide = GUIDES[slug]

    for step in steps(guide):
        named = Counter(device for variant in step.get("variants", []) for device in variant["devices"])
        assert set(named.values()) <= {1}, step["title"]
        assert not named or set(named) == set(guide["devices"]), step["title"]


def test_at_least_five_guides_differ_by_device():
    assert sum(any("variants" in step for step in steps(guide)) for guide in GUIDES.values()) >= 5


def test_the_order_inside_a_collection_leaves_no_doubt():
    for row in COLLECTIONS:
        guides = [guide for guide in GUIDES.values() if row["slug"] in guide["collections"]]
        assert len(guides) >= 2, row["slug"]
        assert len({guide["position"] for guide in guides}) == len(guides), row["slug"]


def test_six_collections_have_a_drawing_each():
    assert out_of_shape("collection", COLLECTIONS) == []
    assert [row["drawing"] for row in COLLECTIONS] == [
        *("loyer", "famille", "arnaques", "demarches", "appareil", "comptes")
    ]
    assert len(GUIDES) == 12


@each_guide
def test_links_are_safe_and_official(slug):
    addresses = [urlsplit(link["url"]) for link in GUIDES[slug]["links"]]

    assert addresses
    assert [a.geturl() for a in addresses if a.scheme != "https" or a.netloc not in OFFICIAL_HOSTS] == []


def test_no_sentence_is_longer_than_twenty_words():
    long = [
        f"{where}, {place} : {len(words_of(sentence))} mots, « {sentence} »"
        for where, place, text in everything()
        for sentence in sentences(text)
        if len(words_of(sentence)) > LONGEST_SENTENCE
    ]

    assert long == []


@pytest.mark.parametrize("pattern", [NOT_PLAIN, FIGURES_OF_SPEECH, MISTYPED, NUMBER_WORDS])
def test_no_text_says_what_is_hard_to_read(pattern):
    found = [
        f"{where}, {place} : {match.group()!r}"
        for where, place, text in everything()
        for match in re.finditer(pattern, off_screen(text), re.IGNORECASE)
    ]

    assert found == []


@each_guide
def test_an_acronym_is_explained_in_its_guide_or_is_a_word_of_the_glossary(slug):
    text, terms = whole(GUIDES[slug]), {row["term"] for row in WORDS}
    acronyms = set(re.findall(r"(?<![\w.])[A-Z]{2,}(?!\w)", off_screen(text))) - terms - NAMES

    assert sorted(a for a in acronyms if f"{a} veut dire" not in text and f"({a})" not in text) == []


def test_forty_words_are_explained_each_once():
    spellings = Counter(spelling.lower() for row in WORDS for spelling in (row["term"], *row["forms"]))

    assert len(WORDS) >= 40
    assert [str(row) for row in WORDS if row.keys() != ROWS["word"][0] or not row["meaning"]] == []
    assert [spelling for spelling, times in spellings.items() if times > 1] == []
    assert [form for row in WORDS for form in row["forms"] if form != form.lower()] == []


def test_a_meaning_is_one_or_two_sentences_and_an_example_one():
    assert [row["term"] for row in WORDS if not 1 <= len(sentences(row["meaning"])) <= 2] == []
    assert [row["term"] for row in WORDS if len(sentences(row["example"])) != 1] == []


def test_every_word_stands_in_a_guide():
    said_anywhere = "\n".join(whole(guide) for guide in GUIDES.values())
    spellings = {row["term"]: [row["term"], *row["forms"]] for row in WORDS}

    assert [t for t, ways in spellings.items() if not any(holds(said_anywhere, way) for way in ways)] == []


def test_a_meaning_uses_no_acronym():
    found = {row["term"]: re.findall(r"\b[A-Z]{2,}\b", row["meaning"]) for row in WORDS}

    assert {term: acronyms for term, acronyms in found.items() if acronyms} == {}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_translation_belongs_to_a_french_text_of_the_demo(language):
    """A French text that was mended leaves its translation behind, and readers get French."""
    rows = tomllib.loads((texts.CONTENT / f"translations/{language}.toml").read_text(encoding="utf-8"))[
        "texts"
    ]
    files = [*texts.CONTENT.glob("*.toml"), *texts.CONTENT.glob("guides/*.toml")]
    said = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    code = [ast.parse(file.read_text(encoding="utf-8")) for file in texts.CONTENT.parent.glob("*.py")]
    french = {" ".join(part.split()) for part in strings([said, *map(constants, code)])}

    assert [row["fr"] for row in rows if " ".join(row["fr"].split()) not in french] == []


def constants(tree: ast.AST) -> list[str]:
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def strings(value: Any) -> Iterator[str]:
    """Every text in rows of rows, whole and by paragraph."""
    if isinstance(value, str):
        yield from (value, *value.split("\n\n"))
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
