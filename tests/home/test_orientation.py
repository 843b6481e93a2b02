"""« Qui peut m’aider ? »: whom to call, by need and by town, and what is said when nobody is known."""

from datetime import date
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from home.models import Need, OrientationPage, Service, SiteSettings
from home.searching.finding import find
from schedule.pages import CommunePage
from tests import factories
from tests.reading import NBSP, lake, link_names, main, soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

ADDRESS = "/qui-peut-m-aider/"
DESK = "/admin/"


@pytest.fixture(autouse=True)
def _november(set_clock):
    set_clock("2026-11-24 10:00")


def plain(element) -> str:
    return words(element).replace(NBSP, " ")


def answers(page) -> dict[str, list[str]]:
    """Heading → names, of the groups of services."""
    return {
        plain(section.h2): [words(name) for name in section.select(".service_card__name")]
        for section in soup(page).main.select("section:has(.service_card)")
    }


def notices(page) -> list[str]:
    return [plain(one) for one in soup(page).main.select(".notice[role=status]")]


def chosen(page) -> dict[str, str]:
    return {
        select["name"]: (select.select_one("[selected]") or {"value": None})["value"]
        for select in soup(page).select("select")
    }


# One service


def test_a_service_says_its_number_first_then_what_it_does_and_where_that_comes_from(client):
    factories.service(
        "Info Escroqueries",
        summary="Des policiers vous répondent.",
        phone="0 805 805 817",
        is_free_call=True,
        phone_note="Du lundi au vendredi, de 9 h à 18 h 30.",
        address="1 rue de la Paix",
        url="https://site.example/",
        source_url="https://source.example/page",
        checked_on=date(2026, 11, 1),
    )

    page = client.get(ADDRESS)

    card = soup(page).select_one(".service_card")
    assert plain(card) == (
        "Info Escroqueries Appeler le 0 805 805 817 : Info Escroqueries Appel gratuit "
        "Des policiers vous répondent. Du lundi au vendredi, de 9 h à 18 h 30. 1 rue de la Paix "
        "Site : Info Escroqueries Vérifié le 1er novembre 2026. Page officielle : Info Escroqueries"
    )
    assert [link["href"] for link in card.select("a")] == [
        "tel:0805805817",
        "https://site.example/",
        "https://source.example/page",
    ]


def test_a_call_that_costs_is_not_called_free(client):
    factories.service(phone="3230")

    assert "Appel gratuit" not in main(client.get(ADDRESS))


def test_a_service_without_number_is_shown_with_its_site(client):
    factories.service("France services", phone="", is_free_call=True, url="https://site.example/")

    card = soup(client.get(ADDRESS)).select_one(".service_card")

    assert "Appel" not in plain(card)
    assert card.select_one("a")["href"] == "https://site.example/"


@pytest.mark.parametrize(("now", "is_old"), [("2027-11-01 12:00", False), ("2027-11-02 00:30", True)])
def test_what_was_checked_more_than_a_year_ago_is_told_to_be_old(client, set_clock, now, is_old):
    factories.service(checked_on=date(2026, 11, 1))
    set_clock(now)

    assert ("Ces informations ont plus d’un an." in main(client.get(ADDRESS)).replace(NBSP, " ")) is is_old


# Choosing


@pytest.fixture
def world():
    """Couëron and Nantes, two needs, and services of every kind."""
    coueron = factories.commune("Couëron", slug="coueron")
    nantes = factories.commune("Nantes", slug="nantes", postcode="44000", insee_code="44109")
    rent, scam = factories.need(position=1), factories.need("On m’a arnaqué", "arnaque", position=2)
    factories.service("Tout besoin, partout", position=0)
    factories.service("Loyer, partout", needs=[rent], position=3)
    factories.service("Loyer, à Nantes", needs=[rent], communes=[nantes], position=4)
    factories.service("Tout besoin, à Nantes", communes=[nantes], position=1)
    factories.service("Arnaque, partout", needs=[scam], position=2)
    return {"coueron": coueron, "nantes": nantes}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "",
            {
                "Qui peut vous aider": [
                    "Tout besoin, partout",
                    "Tout besoin, à Nantes",
                    "Arnaque, partout",
                    "Loyer, partout",
                    "Loyer, à Nantes",
                ]
            },
        ),
        (
            "?besoin=loyer",
            {
                "Qui peut vous aider": [
                    "Loyer, partout",
                    "Loyer, à Nantes",
                    "Tout besoin, partout",
                    "Tout besoin, à Nantes",
                ]
            },
        ),
        (
            "?besoin=loyer&commune=nantes",
            {
                "Pour les habitants de cette commune : Nantes": [
                    "Loyer, à Nantes",
                    "Tout besoin, à Nantes",
                ],
                "Pour tout le monde": ["Loyer, partout", "Tout besoin, partout"],
            },
        ),
        (
            "?besoin=loyer&commune=coueron",
            {"Pour tout le monde": ["Loyer, partout", "Tout besoin, partout"]},
        ),
        (
            "?besoin=&commune=coueron",
            {"Pour tout le monde": ["Tout besoin, partout", "Arnaque, partout", "Loyer, partout"]},
        ),
    ],
)
def test_services_of_the_town_come_first_and_those_for_the_very_need(client, world, query, expected):
    assert answers(client.get(f"{ADDRESS}{query}")) == expected


def test_the_form_keeps_what_was_chosen_and_the_drawings_keep_the_town(client, world):
    page = client.get(f"{ADDRESS}?besoin=loyer&commune=nantes")
    of_town = client.get(f"{ADDRESS}?commune=nantes")

    assert chosen(page) == {"besoin": "loyer", "commune": "nantes"}
    assert [tile["href"] for tile in soup(of_town).select(".tile")] == [
        f"{ADDRESS}?besoin=loyer&commune=nantes",
        f"{ADDRESS}?besoin=arnaque&commune=nantes",
    ]


def test_the_lists_hold_the_needs_in_their_order_and_the_published_towns(client, world):
    world["coueron"].unpublish()

    options = [
        [option["value"] for option in select.select("option")]
        for select in soup(client.get(ADDRESS)).select("select")
    ]

    assert options == [["", "loyer", "arnaque"], ["", "nantes"]]


@pytest.mark.parametrize(
    "value", ["rien", "LOYER", "'; DROP", "\x00", "x" * 5000, "<script>alert(1)</script>", "é"]
)
def test_what_is_unknown_is_answered_by_a_sentence_and_by_all_services(client, world, value):
    page = client.get(f"{ADDRESS}?besoin={quote(value)}&commune={quote(value)}")

    assert page.status_code == 200
    assert notices(page) == [
        "Nous ne connaissons pas ce besoin. Vous pouvez en choisir un autre ici.",
        "Nous ne connaissons pas cette commune. Vous pouvez en choisir une autre ici.",
    ]
    assert len(answers(page)["Qui peut vous aider"]) == 5


def test_an_unknown_town_does_not_lose_the_need(client, world):
    page = client.get(f"{ADDRESS}?besoin=loyer&commune=atlantide")

    assert chosen(page)["besoin"] == "loyer"
    assert answers(page)["Qui peut vous aider"][0] == "Loyer, partout"


def test_the_title_of_the_window_says_what_was_chosen(client, world):
    title = soup(client.get(f"{ADDRESS}?besoin=loyer&commune=nantes")).title

    assert plain(title) == "Payer mon loyer, Nantes – Qui peut m’aider ? – e-tinérance"


# Nothing found


@pytest.fixture
def contact():
    SiteSettings.objects.create(site=Site.objects.get(), phone="02 61 91 00 00")


def test_when_nobody_is_known_the_caravan_offers_its_phone_its_next_dates_and_all_services(client, contact):
    nantes = factories.commune("Nantes", slug="nantes", postcode="44000", insee_code="44109")
    factories.need()
    factories.service("À Nantes", communes=[nantes])
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    page = client.get(f"{ADDRESS}?besoin=loyer&commune=coueron")

    assert notices(page)[0].startswith("Nous n’avons pas encore de réponse à cela.")
    assert link_names(page)["tel:0261910000"].replace(NBSP, " ") == "Appeler le 02 61 91 00 00"
    assert [plain(day) for day in soup(page).select(".day_list__date")] == [
        "Aujourd’hui, mardi 24 novembre 2026",
        "mercredi 25 novembre 2026",
        "jeudi 26 novembre 2026",
    ]
    assert answers(page) == {"Qui peut vous aider": ["À Nantes"]}


def test_an_empty_list_is_no_error(client):
    page = client.get(ADDRESS)

    assert notices(page)[0].startswith("Nous n’avons pas encore de réponse à cela.")
    assert answers(page) == {}


# Kept copies


def test_what_changes_shows_at_the_next_request(client, world):
    client.get(ADDRESS)
    service, need = Service.objects.get(name="Loyer, partout"), Need.objects.get(slug="arnaque")

    service.needs.set([need])
    after_needs = answers(client.get(f"{ADDRESS}?besoin=loyer"))
    Service.objects.get(name="Loyer, à Nantes").communes.clear()
    after_towns = answers(client.get(f"{ADDRESS}?commune=coueron"))
    world["nantes"].title = "Nantes-sur-Loire"
    world["nantes"].save_revision().publish()
    service.delete()

    assert "Loyer, partout" not in str(after_needs)
    assert "Loyer, à Nantes" in str(after_towns)
    assert "Pour les habitants de cette commune : Nantes-sur-Loire" in answers(
        client.get(f"{ADDRESS}?commune=nantes")
    )
    assert "Loyer, partout" not in main(client.get(ADDRESS))


def test_a_town_that_goes_leaves_its_services_and_breaks_nothing(client, world):
    CommunePage.objects.get(slug="nantes").delete()

    assert client.get(f"{ADDRESS}?commune=nantes").status_code == 200


def test_the_search_finds_the_page_by_what_its_services_are_called():
    factories.need("Mes impôts", "impots")
    factories.service("Caf de Loire-Atlantique")

    assert [[found.url for found in find(word)] for word in ("caf", "impot")] == [[ADDRESS], [ADDRESS]]


def test_without_the_page_nothing_leads_to_it(client):
    OrientationPage.objects.get().unpublish()

    assert ADDRESS not in client.get("/").content.decode()
    assert ADDRESS not in client.get("/partenaires/").content.decode()


# Back office


@pytest.fixture
def mediatrice(client):
    client.force_login(factories.user())
    return client


def test_the_desk_names_what_was_not_checked_for_a_year_the_oldest_first(mediatrice):
    factories.service("Récente")
    factories.service("Ancienne", checked_on=date(2025, 11, 1))
    oldest = factories.service("Très ancienne", checked_on=date(2024, 1, 2))

    page = soup(mediatrice.get(DESK))

    found = [plain(one) for one in page.select("li") if "Qui peut m’aider" in one.get_text()]
    said = [text for text in found if "vérifié pour la dernière fois" in text]
    assert [text.split(" »")[0] for text in said] == ["« Très ancienne", "« Ancienne"]
    assert page.select_one(f'a[href="/admin/snippets/home/service/edit/{oldest.pk}/"]')


def test_a_mediator_writes_a_service_and_readers_see_it(mediatrice, client):
    need = factories.need()

    form = {
        "name": "Caf",
        "summary": "Elle verse les aides.",
        "phone": "3230",
        "needs": [need.pk],
        "source_url": "https://www.caf.fr/",
        "checked_on": "2026-11-24",
        "position": "0",
    }
    mediatrice.post("/admin/snippets/home/service/add/", form)

    assert answers(client.get(f"{ADDRESS}?besoin=loyer")) == {"Qui peut vous aider": ["Caf"]}


def test_a_service_without_source_or_date_or_with_a_false_number_is_refused_and_kept_on_screen(mediatrice):
    answer = mediatrice.post(
        "/admin/snippets/home/service/add/",
        {"name": "Caf", "summary": "Elle verse les aides.", "phone": "trente-deux trente", "position": "0"},
    )

    screen = BeautifulSoup(answer.content, "html.parser")
    assert not Service.objects.exists()
    assert screen.select_one("[name=phone]")["value"] == "trente-deux trente"
    assert "Un numéro de téléphone contient des chiffres" in plain(screen)
    assert [
        bool(screen.select_one(f"[name={name}][aria-invalid=true]")) for name in ("source_url", "checked_on")
    ]


def test_a_service_cannot_have_been_checked_tomorrow(mediatrice):
    form = {"name": "Caf", "summary": "Elle aide.", "source_url": "https://s.example/", "position": "0"}
    door = "/admin/snippets/home/service/add/"

    refused = mediatrice.post(door, form | {"checked_on": "2026-11-25"})
    mediatrice.post(door, form | {"checked_on": "2026-11-24"})

    assert "Ce jour n’est pas encore venu." in plain(soup(refused).body)
    assert [one.checked_on for one in Service.objects.all()] == [date(2026, 11, 24)]


NEW_NEED = {"drawing": "question", "position": "0", "slug": ""}


def test_the_address_of_a_need_is_made_from_its_title(mediatrice):
    factories.need("Autre chose", "l-ecole-de-mes-enfants")

    for title in ("L’école de mes enfants", "L’école de mes enfants, en ville, et " + "encore " * 5, "???"):
        mediatrice.post("/admin/snippets/home/need/add/", NEW_NEED | {"title": title})

    assert list(Need.objects.order_by("pk").values_list("slug", flat=True)) == [
        "l-ecole-de-mes-enfants",
        "l-ecole-de-mes-enfants-2",
        "l-ecole-de-mes-enfants-en-ville-et-encore-enc",
        "besoin",
    ]


def test_two_needs_of_the_same_title_are_refused_whatever_the_accents(mediatrice):
    need = factories.need("Payer mes impôts", "impots")

    refused = mediatrice.post("/admin/snippets/home/need/add/", NEW_NEED | {"title": "payer mes IMPOTS"})
    again = {"title": "Payer mes impôts", "slug": "impots"}
    kept = mediatrice.post(f"/admin/snippets/home/need/edit/{need.pk}/", NEW_NEED | again)

    assert "Un besoin porte déjà ce titre." in plain(soup(refused).body)
    assert kept.status_code == 302
    assert Need.objects.count() == 1


def test_the_history_says_who_wrote_what(client):
    client.force_login(factories.user("coordination", factories.COORDINATION))
    client.post(
        "/admin/snippets/home/need/add/",
        {"title": "Ma retraite", "slug": "retraite", "drawing": "retraite", "position": "0"},
    )

    said = plain(soup(client.get("/admin/permanences/historique/")))

    assert "a créé le besoin « Ma retraite »" in said
