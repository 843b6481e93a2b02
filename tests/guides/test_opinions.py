"""« Cette fiche vous a-t-elle aidé ? »: counted for everybody, by nobody's name."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core import limits as core_limits
from core.models import DayCount, DaySalt
from guides.models import GuidePage, OpinionCount
from guides.opinions import limits
from home.models import SiteSettings
from tests import factories
from tests.reading import NBSP, lake, link_names, main, soup, words

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
BODY = [
    ("step", {"title": "Ouvrez la page"}),
    ("tip", {"title": "Le soir", "text": "<p>C’est plus calme.</p>"}),
    ("step", {"title": "Fermez la page"}),
]
ADDRESS, THANKS = "/guides/payer/avis/", "/guides/payer/merci/"


@pytest.fixture(autouse=True)
def _day(set_clock):
    set_clock("2026-11-24 10:00")


@pytest.fixture
def guide() -> GuidePage:
    return factories.guide("Payer son loyer", slug="payer", body=BODY)


def step_ids(guide: GuidePage) -> list[str]:
    return [block.id for block in guide.body if block.block_type == "step"]


def counted() -> list[tuple]:
    rows = OpinionCount.objects.order_by("day", "outcome", "step")
    return list(rows.values_list("outcome", "step", "day", "number"))


def answer(client, said: dict, ip: str = "203.0.113.7", **headers):
    return client.post(ADDRESS, said, REMOTE_ADDR=ip, headers=headers)


def test_the_guide_asks_with_one_form_and_every_step_has_its_button(client, guide):
    page = soup(client.get(guide.url))

    form = page.select_one("form#avis")
    assert (form["method"], form["action"]) == ("post", ADDRESS)
    assert [(b["name"], b["value"], words(b)) for b in form.select("button")] == [
        ("aide", "oui", "Oui"),
        ("aide", "non", "Non"),
    ]
    stuck = page.select("button[form=avis]")
    assert [(b["name"], b["value"]) for b in stuck] == [("bloque", step) for step in step_ids(guide)]
    assert {words(b) for b in stuck} == {"Je n’arrive pas à faire cette étape"}
    assert all(b.find_parent(class_="no_print") for b in stuck)


@pytest.mark.parametrize(
    ("said", "where", "row"),
    [
        ({"aide": "oui"}, f"{THANKS}?avis=oui", ("oui", "", DAY, 1)),
        ({"aide": "non"}, f"{THANKS}?avis=non", ("non", "", DAY, 1)),
    ],
)
def test_an_answer_is_counted_and_thanked_without_a_cookie(client, guide, said, where, row):
    response = answer(client, said)

    assert (response.status_code, response["Location"]) == (303, where)
    assert counted() == [row]
    assert not response.cookies
    assert not client.get(where).cookies


def test_the_same_answers_of_a_day_are_one_row_and_the_next_day_is_another(client, guide, set_clock):
    second = step_ids(guide)[1]
    for _ in range(3):
        answer(client, {"bloque": second})
    set_clock("2026-11-25 00:30")  # 23:30 in UTC the day before: the day is that of Paris
    answer(client, {"bloque": second})

    assert counted() == [("bloque", second, DAY, 3), ("bloque", second, date(2026, 11, 25), 1)]


def test_who_is_stuck_is_offered_a_person_and_the_way_back_to_the_same_step(client, guide):
    SiteSettings.objects.update_or_create(
        site_id=GuidePage.objects.first().get_site().pk, defaults={"phone": "02 40 00 00 00"}
    )
    factories.stay(DAY, date(2026, 11, 27), at=lake())

    page = client.get(answer(client, {"bloque": step_ids(guide)[1]})["Location"])

    assert words(soup(page).h1) == f"Merci de nous l’avoir dit{NBSP}: nous rendrons cette fiche plus claire."
    links = link_names(page)
    assert links[f"{guide.url}#etape-2"] == f"Revenir à l’étape 2 de «{NBSP}Payer son loyer{NBSP}»"
    assert links["tel:0240000000"] == f"Appeler le 02{NBSP}40{NBSP}00{NBSP}00{NBSP}00"
    assert "mardi 24\u00a0novembre 2026" in main(page)


def test_choosing_a_town_on_the_thanks_page_keeps_the_answer(client, guide):
    factories.commune("Couëron", slug="coueron")
    page = soup(client.get(f"{THANKS}?avis=bloque&etape=2"))

    fields = {field["name"]: field["value"] for field in page.select(".near__form input[type=hidden]")}

    again = client.get(THANKS, fields | {"commune": "coueron"})
    assert f"{guide.url}#etape-2" in link_names(again)


def test_the_thanks_page_is_kept_nowhere_and_counts_nothing(client, guide):
    page = client.get(f"{THANKS}?avis=oui")

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert soup(page).select_one("meta[name=robots]")["content"] == "noindex"
    assert words(soup(page).h1) == "Merci, votre réponse nous aide."
    assert counted() == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "avis=peut-etre",
        "avis=bloque&etape=0",
        "avis=bloque&etape=-1",
        "avis=bloque&etape=99",
        "avis=bloque&etape=%C2%B2",
        f"avis=bloque&etape={'9' * 5000}",
        "avis=%00",
        "etape=2",
        "commune=%00",
    ],
)
def test_a_mistyped_thanks_address_still_thanks(client, guide, query):
    page = client.get(f"{THANKS}?{query}")

    assert page.status_code == 200
    assert words(soup(page).h1).startswith("Merci")
    assert guide.url in link_names(page)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"aide": "peut-être"},
        {"aide": "bloque"},
        {"bloque": ""},
        {"bloque": "f" * 5000},
        {"bloque": "\x00"},
        {"bloque": "6b7d7b4e-0000-4000-8000-000000000000"},
        {"autre": "oui"},
    ],
)
def test_what_is_no_answer_to_this_guide_is_said_in_words(client, guide, said):
    page = answer(client, said)

    assert page.status_code == 400
    assert words(soup(page).h1) == "Nous n’avons pas compté votre réponse"
    assert link_names(page)[guide.url] == f"Ouvrir la fiche «{NBSP}Payer son loyer{NBSP}»"
    assert counted() == []


def test_a_tip_or_a_removed_step_is_no_step_to_be_stuck_at(client, guide):
    tip = next(block.id for block in guide.body if block.block_type == "tip")
    removed = step_ids(guide)[1]
    del guide.body[2]
    guide.save_revision().publish()

    found = [answer(client, {"bloque": step}).status_code for step in (tip, removed)]

    assert (found, counted()) == ([400, 400], [])


def test_a_step_that_is_only_in_a_draft_does_not_count(client, guide):
    guide.body.append(("step", {"title": "Plus tard"}))
    guide.save_revision()
    draft = guide.get_latest_revision_as_object()
    # Reading what is stored gives the new block its id.
    added = [block["id"] for block in draft.body.raw_data][-1]

    assert answer(client, {"bloque": added}).status_code == 400


def test_only_public_guides_are_answered(client, guide):
    hidden = factories.guide("Cachée", slug="cachee")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    guide.unpublish()

    addresses = [ADDRESS, THANKS, "/guides/cachee/avis/", "/guides/cachee/merci/", "/guides/rien/avis/"]

    assert [client.post(a, {"aide": "oui"}).status_code for a in addresses[::2]] == [404, 404, 404]
    assert [client.get(a).status_code for a in addresses] == [404] * 5
    assert counted() == []


def test_the_address_of_the_answers_leads_back_to_the_guide(client, guide):
    page = client.get(ADDRESS)

    assert (page.status_code, page["Location"]) == (302, guide.url)


OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        (OURS, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver.example.org"}, 403),
        ({"Origin": "http://[::1"}, 403),
    ],
)
def test_a_form_of_another_site_does_not_count(client, guide, headers, status):
    page = answer(client, {"aide": "oui"}, **headers)

    assert page.status_code == status
    assert len(counted()) == (status == 303)
    if status == 403:
        assert "Elle ne vient pas de notre site." in main(page)


def test_a_browser_needs_no_token(guide):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(ADDRESS, {"aide": "oui"}).status_code == 303


def test_who_fills_the_field_that_nobody_sees_is_thanked_and_not_counted(client, guide):
    trap = soup(client.get(guide.url)).select_one("#avis input")

    page = answer(client, {"aide": "oui", trap["name"]: "https://example.org"})

    assert trap.find_parent("p").has_attr("hidden")
    assert (page.status_code, counted()) == (303, [])


# Limits


def test_one_address_counts_ten_times_for_a_guide_and_is_thanked_beyond(client, guide):
    statuses = {answer(client, {"aide": "oui"}).status_code for _ in range(limits.OF_ONE_GUIDE + 3)}
    answer(client, {"aide": "oui"}, ip="203.0.113.8")

    assert statuses == {303}
    assert counted() == [("oui", "", DAY, limits.OF_ONE_GUIDE + 1)]


def test_one_address_counts_sixty_times_for_all_guides(client, monkeypatch, guide):
    monkeypatch.setattr(limits, "OF_ALL_GUIDES", 4)
    other = factories.guide("Autre", slug="autre")
    for _ in range(3):
        answer(client, {"aide": "oui"})
        client.post(f"{other.url}avis/", {"aide": "non"}, REMOTE_ADDR="203.0.113.7")

    assert sum(row[-1] for row in counted()) == 4


def test_one_guide_counts_so_many_times_a_day_whoever_answers(client, monkeypatch, guide):
    monkeypatch.setattr(limits, "CEILING", 5)
    for number in range(9):
        answer(client, {"aide": "oui"}, ip=f"203.0.113.{number}")

    assert counted() == [("oui", "", DAY, 5)]


def test_the_next_day_all_count_again_and_nothing_is_left_of_the_day_before(client, guide, set_clock):
    for _ in range(limits.OF_ONE_GUIDE + 1):
        answer(client, {"aide": "oui"})
    salt = DaySalt.objects.get().salt
    set_clock("2026-11-25 10:00")
    answer(client, {"aide": "oui"})

    assert [row[-1] for row in counted()] == [limits.OF_ONE_GUIDE, 1]
    assert [kept.salt != salt for kept in DaySalt.objects.all()] == [True]
    assert set(DayCount.objects.values_list("day", "number")) == {(date(2026, 11, 25), 1)}


def test_no_address_is_written_anywhere(client, guide):
    with CaptureQueriesContext(connection) as queries:
        answer(client, {"aide": "oui"}, ip="198.51.100.23")

    assert [query["sql"] for query in queries if "198.51.100" in query["sql"]] == []


def test_what_is_kept_of_an_address_says_nothing_without_the_secret_of_the_site(guide):
    keys = []
    for secret in ("un", "deux"):
        with override_settings(SECRET_KEY=secret):
            keys.append(core_limits._key("sel", "198.51.100.23"))

    assert keys[0] != keys[1]


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_has_seen(client, guide):
    for number in range(limits.OF_ONE_GUIDE + 2):
        forged = f"198.51.100.{number}, 203.0.113.7"
        client.post(ADDRESS, {"aide": "oui"}, headers={"X-Forwarded-For": forged})

    assert counted() == [("oui", "", DAY, limits.OF_ONE_GUIDE)]


def test_answers_and_thanks_ask_few_queries_however_much_was_said(client, guide):
    for number in range(40):
        factories.guide(f"Fiche {number}", slug=f"fiche-{number}")
    for number in range(30):
        answer(client, {"aide": "oui"}, ip=f"203.0.113.{number}")
    client.get(THANKS)

    with CaptureQueriesContext(connection) as thanks:
        client.get(f"{THANKS}?avis=non")

    assert len(thanks) <= 8
