"""The accessibility statement, point by point: all the points, and every test that they name exists.

Below, tests that hold points of the RGAA 4.1.2 which no other test holds; the comment names the point.
"""

import re
from collections import Counter

import pytest

from home.accessibility.criteria import Status, count, themes
from tests.conftest import ROOT
from tests.reading import soup, words

pytestmark = pytest.mark.appearance
# How many points each theme of the RGAA 4.1.2 has (accessibilite.numerique.gouv.fr).
SIZES = {1: 9, 2: 2, 3: 3, 4: 13, 5: 8, 6: 2, 7: 5, 8: 10, 9: 4, 10: 14, 11: 13, 12: 11, 13: 12}
EVERY = [criterion for theme in themes() for criterion in theme.criteria]
PAGES = [
    "/",
    "/permanences/",
    "/permanences/?vue=mois",
    "/permanences/coueron/",
    "/permanences/s-abonner/",
    "/permanences/s-abonner/?pour=coueron",
    "/guides/",
    "/guides/les-mots/",
    "/guides/payer-mon-loyer/",
    "/guides/payer-son-loyer-en-ligne/",
    "/partenaires/",
    "/qui-peut-m-aider/",
    "/recherche/?q=loyer",
    "/le-service/",
    "/accessibilite/",
    "/accessibilite/criteres/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/plan-du-site/",
]
SCRIPTS = sorted((ROOT / "site/static/js").glob("*.js"))
STYLES = sorted((ROOT / "site/styles").rglob("*.css"))


# The list itself


def test_the_106_points_stand_there_each_once_in_their_order():
    expected = [f"{theme}.{number}" for theme, size in SIZES.items() for number in range(1, size + 1)]

    assert [criterion.number for criterion in EVERY] == expected
    assert len(EVERY) == 106
    assert [theme.number for theme in themes()] == list(SIZES)


def test_every_test_that_a_point_names_exists():
    missing = [
        f"{criterion.number} : {test}"
        for criterion in EVERY
        for test in criterion.tests
        if not re.search(rf"^\s*def {test.rpartition('::')[2]}\(", file_of(test), re.MULTILINE)
    ]

    assert missing == []


def file_of(test: str) -> str:
    file = ROOT / "tests" / test.partition("::")[0]
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_only_what_a_test_holds_is_said_to_be_good():
    assert [one.number for one in EVERY if one.status is Status.PASSES and not one.tests] == []


def test_no_two_points_say_the_same():
    assert [subject for subject, times in Counter(one.subject for one in EVERY).items() if times > 1] == []


@pytest.mark.django_db
def test_the_page_tells_every_point_and_counts_them(client):
    page = soup(client.get("/accessibilite/criteres/"))

    told = [words(number) for number in page.select(".criterion__number")]
    first = [words(line) for line in page.select_one(".criteria").select("li")]
    assert told == [criterion.number for criterion in EVERY]
    assert [int(line.rpartition(" ")[2]) for line in first] == list(count(EVERY).values())
    assert "Elle a 106 points." in words(page.main)
    assert "Ce n’est pas un audit" in words(page.main)
    assert {code["lang"] for code in page.select("code")} == {"en"}


@pytest.mark.django_db
def test_the_statement_and_the_site_map_lead_to_it_and_it_leads_back(client):
    for address in ("/accessibilite/", "/plan-du-site/"):
        assert "/accessibilite/criteres/" in [
            link["href"] for link in soup(client.get(address)).select("a[href]")
        ]
    above = soup(client.get("/accessibilite/criteres/")).select(".breadcrumb a")

    assert [link["href"] for link in above] == ["/", "/accessibilite/"]


# Points that these tests hold


@pytest.fixture(scope="module")
def kept(demo) -> dict:
    """Every page is asked for once: the tests only read them."""
    return {}


@pytest.fixture
def pages(client, kept, set_clock) -> dict:
    """Address → page, at ten on a Tuesday."""
    set_clock("2026-11-24 10:00")
    if not kept:
        kept |= {address: soup(client.get(address)) for address in PAGES}
    return kept


def found(pages, selector: str) -> list[str]:
    return [f"{address} : {part.name}" for address, page in pages.items() for part in page.select(selector)]


@pytest.mark.django_db
def test_no_page_holds_what_the_list_says_is_absent(pages):
    """4.1 to 4.7, 4.10, 4.11, 9.4."""
    absent = "video, audio, track, object, embed, iframe, blockquote, q, meta[http-equiv=refresh]"

    assert found(pages, absent) == []


@pytest.mark.django_db
def test_the_only_table_is_the_month_and_its_columns_are_named(pages):
    """5.1 to 5.8."""
    tables = {address: page.select("table") for address, page in pages.items() if page.select("table")}

    assert list(tables) == ["/permanences/?vue=mois"]
    (table,) = tables["/permanences/?vue=mois"]
    assert words(table.caption) == "Les jours de novembre 2026"
    assert [th["scope"] for th in table.select("th")] == ["col"] * 7


@pytest.mark.django_db
def test_every_page_begins_with_its_document_type(client, demo, set_clock):
    """8.1."""
    set_clock("2026-11-24 10:00")

    wrong = [
        address
        for address in PAGES
        if not client.get(address).content.lstrip().startswith(b"<!DOCTYPE html>")
    ]

    assert wrong == []


@pytest.mark.django_db
def test_no_two_pages_have_the_same_title(pages):
    """8.6. A view of a page keeps its title: the month, the calendar of one town."""
    titles = Counter(words(page.title) for address, page in pages.items() if "?" not in address)

    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.django_db
def test_looks_come_from_the_stylesheet_alone(pages):
    """8.9, 10.1."""
    looks = "font, center, big, u, tt, strike, marquee, blink, [align], [bgcolor], [border], [valign]"

    assert found(pages, looks) == []


def test_no_style_hides_or_shows_at_the_passage_of_a_pointer():
    """10.13, 10.14."""
    rules = [
        f"{file.name} : {rule}"
        for file in STYLES
        for rule in re.findall(r"[^{}]*:hover[^{}]*\{[^}]*\}", file.read_text(encoding="utf-8"))
    ]

    assert rules
    assert [
        r for r in rules if re.search(r"display|visibility|opacity|content:|clip|transform|inset", r)
    ] == []


@pytest.mark.django_db
def test_every_field_has_its_label_and_every_button_its_name(pages):
    """11.1, 11.6, 11.9. The field that nobody sees, which catches robots, needs none."""
    nameless = []
    for address, page in pages.items():
        for field in page.select("input:not([type=hidden]):not([type=submit]), select, textarea"):
            label = page.find("label", attrs={"for": field.get("id")}) or field.find_parent("label")
            if (
                not (label and words(label))
                and not field.get("aria-label")
                and not field.get("aria-labelledby")
            ):
                nameless.append(f"{address} : {field}")
        nameless += [
            f"{address} : {b}" for b in page.select("button") if not words(b) and not b.get("aria-label")
        ]
        nameless += [
            f"{address} : {g}" for g in page.select("fieldset") if not (g.legend and words(g.legend))
        ]

    assert nameless == []


@pytest.mark.django_db
def test_public_forms_ask_nothing_about_the_person(pages):
    """11.12, 11.13: no field that a browser could fill with what it knows of somebody."""
    personal = "[type=password], [type=tel], [type=email], [autocomplete*=name], [autocomplete*=address]"

    assert found(pages, f":is(input, select, textarea):is({personal})") == []


@pytest.mark.django_db
def test_menu_search_and_site_map_stand_at_the_same_place_on_every_page(pages):
    """12.1, 12.2, 12.4, 12.5."""
    menus = {
        tuple(a["href"] for a in page.header.select(".site_header__menu a[href]")) for page in pages.values()
    }
    searches = {
        len(page.header.select("form[action='/recherche/'], a[href='/recherche/']"))
        for page in pages.values()
    }
    feet = {tuple(a["href"] for a in page.footer.select("nav a[href]")) for page in pages.values()}

    assert (len(menus), len(feet)) == (1, 1)
    assert 0 not in searches
    assert "/plan-du-site/" in feet.pop()


@pytest.mark.django_db
def test_nothing_happens_without_a_press_that_can_be_taken_back(pages):
    """7.4, 12.10, 13.2, 13.10, 13.11, 13.12: no script acts when a list changes, when a finger comes down or
    glides, when the telephone moves or when one letter is typed, and none opens a window."""
    acts = re.compile(
        r"\"(?:touchstart|touchmove|mousedown|pointerdown|pointermove|devicemotion|deviceorientation|keypress)\""
        r"|window\.open|\.key === \"[a-zA-Z0-9?/]\""
    )
    sends = re.compile(r"\"(?:change|input)\"[^\n]*(?:submit|location)")
    texts = {file.name: file.read_text(encoding="utf-8") for file in SCRIPTS}

    assert {name: acts.findall(text) for name, text in texts.items() if acts.search(text)} == {}
    assert [name for name, text in texts.items() if sends.search(text)] == []
    assert found(pages, "[target=_blank], [accesskey], [onchange], [oninput]") == []


def test_nothing_moves_by_itself():
    """13.7, 13.8, 13.9: no animation, nothing tied to how the screen is held."""
    moving = re.compile(r"@keyframes|animation(?:-name)?:|orientation:|screen\.orientation|\.animate\(")

    texts = [file.read_text(encoding="utf-8") for file in (*STYLES, *SCRIPTS)]
    assert [text[:60] for text in texts if moving.search(text)] == []
