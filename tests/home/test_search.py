"""The search page, as a visitor meets it."""

from datetime import date

import pytest
from django.db import DatabaseError
from wagtail.models import PageViewRestriction, Site

from core import first_look
from home.models import MissedSearch, SearchWords, SiteSettings, StandardPage
from home.searching.index import MAX_QUERY
from schedule.actions.change_date import change_date
from tests import factories
from tests.reading import NBSP, lake, link_names, main, soup, text

pytestmark = pytest.mark.django_db
SEARCH = "/recherche/"
OUR_SCRIPTS = [(None, first_look.SCRIPT), ("/static/js/site.js", "")]  # of every page


def scripts(page) -> list[tuple[str | None, str]]:
    return [(script.get("src"), script.text) for script in soup(page).select("script")]


def titles(page) -> list[str]:
    return [link.get_text() for link in soup(page).select(".results a")]


def test_guides_places_and_pages_are_found(client):
    factories.guide("Payer son loyer", keywords="quittance")
    lake(address="3 rue du Débarcadère")

    for query, title in (
        ("quittances", "Payer son loyer"),
        ("debarcadere", "Résidence du Lac"),
        ("coueron", "Couëron"),
        ("accessibilité", "Déclaration d’accessibilité"),
    ):
        page = client.get(SEARCH, {"q": query})
        assert title in [link.get_text() for link in soup(page).select(".results a")], query


def test_a_result_leads_to_a_page_that_answers(client):
    factories.guide("Payer son loyer", keywords="quittance")

    page = client.get(SEARCH, {"q": "quittance"})

    address = soup(page).select_one(".results a")["href"]
    assert client.get(address).status_code == 200
    assert "Fiche pratique" in main(page)
    assert "1 page trouvée." in main(page)


def test_the_words_inside_a_guide_are_found(client):
    body = [("step", {"title": "Allumez la machine", "text": "<p>Le bouton clignote.</p>", "expect": ""})]
    factories.guide("Démarrer", body=body)

    assert "Démarrer" in main(client.get(SEARCH, {"q": "clignoter"}))


def test_names_of_tags_are_not_words_of_the_text(client):
    body = [("step", {"title": "Allumez", "text": "<p><strong>Oui</strong></p>", "expect": ""})]
    factories.guide("Démarrer", body=body)

    assert "Démarrer" not in main(client.get(SEARCH, {"q": "strong"}))


@pytest.mark.parametrize("query", ["introuvable", "<b>", "🚐🚐", "zq xk"])
def test_an_empty_result_helps(client, query):
    factories.guide("Payer son loyer", collections=[factories.collection("mon-logement")])

    page = client.get(SEARCH, {"q": query})

    assert page.status_code == 200
    assert "Nous n’avons rien trouvé pour" in text(page)
    assert query in text(page)
    assert "Vous pouvez aussi essayer avec un seul mot." in text(page)
    assert {"/permanences/", "/guides/mon-logement/"} <= set(link_names(page))


def test_an_empty_result_says_where_and_when_somebody_helps_and_the_number_to_call(client, set_clock):
    set_clock("2026-11-24 08:00")
    SiteSettings.objects.create(site=Site.objects.get(), phone="02 61 91 00 00")
    stay = factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    change_date(stay, date(2026, 11, 24), kind="cancelled")

    page = client.get(SEARCH, {"q": "introuvable"})

    said = main(page).replace(NBSP, " ")
    assert (
        "La prochaine date de la caravane : mercredi 25 novembre 2026 , de 9 h 30 à 12 h 30, "
        "Résidence du Lac, Couëron" in said
    )
    assert "Appelez-nous : 02 61 91 00 00" in said
    assert {"tel:0261910000", "/permanences/coueron/residence-du-lac/"} <= set(link_names(page))


def test_an_empty_result_while_the_caravan_is_open_says_so(client, set_clock):
    set_clock("2026-11-24 10:00")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    page = client.get(SEARCH, {"q": "introuvable"})

    assert "La caravane est ouverte en ce moment : mardi 24 novembre 2026" in main(page).replace(NBSP, " ")
    assert "s-maxage=300" in page.headers["Cache-Control"]


def test_an_empty_result_without_any_date_still_leads_to_the_dates(client):
    page = client.get(SEARCH, {"q": "introuvable"})

    assert "date de la caravane" not in main(page)
    assert {"/permanences/", "/qui-peut-m-aider/"} <= set(link_names(page))


def test_no_query_yet_shows_the_form_and_the_collections(client):
    factories.guide("Payer son loyer", collections=[factories.collection("mon-logement")])

    page = client.get(SEARCH)

    assert "rien trouvé" not in text(page)
    assert soup(page).select_one("label[for=q]").get_text() == f"Que cherchez-vous{NBSP}?"
    assert "/guides/mon-logement/" in link_names(page)


def test_a_guide_comes_before_a_page_that_is_as_good(client):
    home = StandardPage.objects.first().get_parent().specific
    home.add_child(instance=StandardPage(title="Le loyer", slug="le-loyer"))
    factories.guide("Un loyer")

    page = client.get(SEARCH, {"q": "loyer"})

    kinds = [kind.get_text() for kind in soup(page).select(".results__kind")]
    assert list(zip(titles(page), kinds, strict=True))[:2] == [
        ("Un loyer", "Fiche pratique"),
        ("Le loyer", "Page d’information"),
    ]


def test_words_that_editors_call_the_same_are_found_at_the_next_request(client):
    factories.guide("Créer son compte ameli")
    assert titles(client.get(SEARCH, {"q": "sécu"})) == []

    SearchWords.objects.create(words="ameli, sécu, carte vitale")

    assert titles(client.get(SEARCH, {"q": "ma carte vital"})) == ["Créer son compte ameli"]


@pytest.mark.parametrize(
    "query",
    [
        "x" * 5000,
        "le la de du des",
        "'; DROP TABLE home_missedsearch; --",
        "🙂 🙂 🙂",
        "\u202eرحلة",
        "العربية",
        "\x00\x00",
        "a" * 99 + "é",
        " ".join("abcdefghijklmnopqrstuvwxyz"),
        "\ud83d",
    ],
)
def test_strange_queries_are_answered(client, query):
    page = client.get(SEARCH, {"q": query.encode("utf-8", "surrogatepass")})

    assert page.status_code == 200


def test_a_query_of_ten_thousand_characters_is_cut_and_says_so(client):
    factories.guide("Payer son loyer")

    page = client.get(SEARCH, {"q": "loyer " * 1700})

    assert page.status_code == 200
    assert "nous avons cherché seulement le début" in text(page)
    assert len(soup(page).select_one("#q")["value"]) <= MAX_QUERY
    assert "Payer son loyer" in main(page)


@pytest.mark.parametrize(
    "raw", ["%00", "loyer%00", "%ff%fe", "%ED%A0%80", "%E2%80%AE", "q[]=1", "%0d%0aSet-Cookie:x=1"]
)
def test_bytes_that_are_no_text_break_nothing(client, raw):
    page = client.get(f"{SEARCH}?q={raw}")

    assert page.status_code == 200
    assert not page.cookies


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onfocus=alert(1) autofocus='",
        "{{ settings.SECRET_KEY }}{% debug %}",
        "</title><script>1</script>",
    ],
)
def test_what_was_typed_is_shown_as_text_and_never_as_markup(client, hostile):
    page = client.get(SEARCH, {"q": hostile})

    assert scripts(page) == OUR_SCRIPTS
    assert soup(page).select("img[src=x]") == []
    field = soup(page).select_one("#q")
    assert field["value"] == hostile
    assert not {"onfocus", "autofocus", "onerror"} & set(field.attrs)


def test_a_title_with_markup_is_shown_as_text(client):
    factories.guide("Loyer <script>alert(1)</script>", slug="loyer")

    page = client.get(SEARCH, {"q": "loyer"})

    assert scripts(page) == OUR_SCRIPTS
    assert "<script>" in main(page)


def test_drafts_are_never_found(client):
    published = factories.guide("Payer son loyer")
    published.summary = "Mot secretissime"
    published.save_revision()
    other = factories.guide("Brouillon invisible")
    other.unpublish()

    assert "rien trouvé" in text(client.get(SEARCH, {"q": "secretissime"}))
    assert "rien trouvé" in text(client.get(SEARCH, {"q": "brouillon"}))


def test_private_pages_and_those_below_them_are_never_found(client):
    place = lake()
    assert "Résidence du Lac" in main(client.get(SEARCH, {"q": "residence lac"}))

    PageViewRestriction.objects.create(
        page=place.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )

    assert "Résidence du Lac" not in main(client.get(SEARCH, {"q": "residence lac"}))
    assert "Couëron" not in main(client.get(SEARCH, {"q": "couëron postcode"}))


def test_what_is_published_is_found_at_the_next_request(client):
    assert "rien trouvé" in text(client.get(SEARCH, {"q": "nouveauté"}))

    factories.guide("Une nouveauté")

    assert "Une nouveauté" in main(client.get(SEARCH, {"q": "nouveautés"}))


def test_results_are_not_for_search_engines(client):
    page = client.get(SEARCH, {"q": "loyer"})

    assert soup(page).select_one("meta[name=robots]")["content"] == "noindex"


def test_the_text_of_a_plain_page_is_found(client):
    home = StandardPage.objects.first().get_parent().specific
    page = StandardPage(title="Le matériel", body=[("paragraph", "<p>Une imprimante 3D.</p>")])
    home.add_child(instance=page)
    page.save_revision().publish()

    assert "Le matériel" in main(client.get(SEARCH, {"q": "imprimantes"}))


# Where one searches from


@pytest.mark.parametrize("address", ["/", "/guides/", SEARCH])
def test_a_field_to_search_stands_on_the_page_and_leads_to_what_is_found(client, address):
    factories.guide("Payer son loyer", collections=[factories.collection("mon-logement")])

    form = soup(client.get(address)).select_one("form.search_form")

    assert (form["action"], form["method"]) == (SEARCH, "get")
    label, field = form.select_one("label"), form.select_one("input[type=search]")
    assert (label["for"], label.get_text()) == (field["id"], f"Que cherchez-vous{NBSP}?")
    assert titles(client.get(form["action"], {field["name"]: "loyé"})) == ["Payer son loyer"]


def test_an_empty_result_names_the_next_date_of_the_chosen_commune_and_keeps_it(client, set_clock):
    set_clock("2026-11-24 08:00")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    other = factories.place("Résidence de l’Erdre", factories.commune("Nantes", slug="nantes"))
    factories.stay(date(2026, 12, 1), date(2026, 12, 4), at=other)

    page = client.get(SEARCH, {"q": "introuvable", "commune": "nantes"})

    assert "Résidence de l’Erdre, Nantes" in main(page)
    assert "Résidence du Lac" not in main(page)
    assert soup(page).select_one("[name=commune]")["value"] == "nantes"


def test_an_empty_result_says_when_nothing_is_planned_in_the_chosen_commune(client, set_clock):
    set_clock("2026-11-24 08:00")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())
    factories.place("Résidence de l’Erdre", factories.commune("Nantes", slug="nantes"))

    page = client.get(SEARCH, {"q": "introuvable", "commune": "nantes"})

    assert "Aucune date n’est prévue à Nantes pour l’instant." in main(page)
    assert "Résidence du Lac, Couëron" in main(page)


@pytest.mark.parametrize("commune", ["", "ailleurs", "<b>", "\x00", "x" * 5000])
def test_an_unknown_commune_is_no_failure(client, set_clock, commune):
    set_clock("2026-11-24 08:00")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    assert "Résidence du Lac, Couëron" in main(client.get(SEARCH, {"q": "introuvable", "commune": commune}))


# What is counted


def missed() -> list[tuple]:
    return list(MissedSearch.objects.values_list("words", "count", "first_on", "last_on"))


def test_what_finds_nothing_is_counted_by_day(client, set_clock):
    set_clock("2026-11-24 10:00")
    client.get(SEARCH, {"q": "comment tricoter une Écharpe en laine ?"})
    set_clock("2026-11-26 23:30")

    client.get(SEARCH, {"q": "TRICOTER ECHARPE LAINE"})
    client.get(SEARCH, {"q": "yoga"})

    assert missed() == [
        ("tricoter echarpe laine", 2, date(2026, 11, 24), date(2026, 11, 26)),
        ("yoga", 1, date(2026, 11, 26), date(2026, 11, 26)),
    ]


def test_what_finds_something_is_not_counted(client):
    factories.guide("Payer son loyer")

    client.get(SEARCH, {"q": "loyer"})
    client.get(SEARCH)

    assert missed() == []


def test_neither_the_team_nor_machines_that_ask_for_headers_are_counted(client):
    client.head(SEARCH, {"q": "yoga"})
    client.force_login(factories.user())

    client.get(SEARCH, {"q": "yoga"})

    assert missed() == []


def test_a_page_is_shown_even_when_nothing_can_be_written(client, monkeypatch, caplog):
    def fail(*_args):
        raise DatabaseError("database is locked")

    monkeypatch.setattr("home.searching.missed._count", fail)

    page = client.get(SEARCH, {"q": "yoga"})

    assert page.status_code == 200
    assert "yoga" not in caplog.text
    assert "could not be counted" in caplog.text


def test_counting_costs_few_queries_and_hardly_any_beyond_the_limits(client, django_assert_max_num_queries):
    """What is written is written at most so many times a day (missed.CEILING)."""
    client.get(SEARCH, {"q": "yoga"})

    with django_assert_max_num_queries(16):
        client.get(SEARCH, {"q": "tricot"})
    with django_assert_max_num_queries(8):
        client.get(SEARCH, {"q": "tricot"})
