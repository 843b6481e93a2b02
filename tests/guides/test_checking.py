"""Guides are checked again in time: one click, a report, and readers told when it was long ago."""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from core import clock
from guides.models import Check, GuidePage, OpinionCount
from schedule.backoffice.history.entries import entries, found
from tests import factories
from tests.reading import NBSP, soup, text, words

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
REPORT = "/admin/fiches/a-reverifier/"
BODY = [
    ("step", {"title": "Ouvrez la page"}),
    ("warning", {"title": "Votre code", "text": "<p>Gardez-le.</p>", "about": "arnaque"}),
    ("step", {"title": "Fermez la page"}),
]


@pytest.fixture(autouse=True)
def _day(set_clock):
    set_clock("2026-11-24 10:00")


@pytest.fixture
def mediator(client):
    person = factories.user()
    person.first_name, person.last_name = "Camille", "Exemple"
    person.save()
    client.force_login(person)
    return person


@pytest.fixture
def guide() -> GuidePage:
    return factories.guide("Payer son loyer", slug="payer", body=BODY, check_every=6)


def opinion(guide: GuidePage, outcome: str, number: int, step: str = "", day: date = DAY) -> None:
    OpinionCount.objects.create(guide=guide, outcome=outcome, number=number, step=step, day=day)


def mark(client, guide, **said):
    return client.post(f"/admin/fiches/{guide.pk}/verifiee/", said, follow=True)


def message(response) -> str:
    return words(soup(response).select_one(".messages"))


# What readers read


def test_readers_see_when_and_by_whom_it_was_checked(client, guide):
    factories.check(guide, date(2026, 11, 1), by="l’équipe de la caravane")

    page = soup(client.get(guide.url))

    said = words(page.select_one(".guide__checked"))
    assert f"1er{NBSP}novembre 2026" in said
    assert "l’équipe de la caravane" in said
    assert page.main.select(".notice") == []


@pytest.mark.parametrize(("checked", "is_told"), [("2025-11-24", False), ("2025-11-23", True)])
def test_a_guide_not_checked_for_more_than_a_year_says_so(client, guide, checked, is_told):
    factories.check(guide, date.fromisoformat(checked))

    notices = [words(notice) for notice in soup(client.get(guide.url)).main.select(".notice")]

    assert len(notices) == is_told
    if is_told:
        assert f"23{NBSP}novembre 2025" in notices[0]


def test_the_notice_goes_as_soon_as_the_guide_is_checked(client, mediator, guide):
    factories.check(guide, date(2024, 1, 10))
    client.get(guide.url)

    mark(client, guide)

    page = client.get(guide.url)
    assert soup(page).main.select(".notice") == []
    said = words(soup(page).select_one(".guide__checked"))
    assert f"24{NBSP}novembre 2026" in said
    assert "l’équipe de la caravane" in said
    assert "Camille" not in text(page)


# One click


def test_one_click_marks_a_guide_as_checked_and_says_when_it_is_due_again(client, mediator, guide):
    page = mark(client, guide)

    assert page.redirect_chain[-1][0] == f"/admin/pages/{guide.pk}/edit/"
    assert message(page).startswith(
        f"«{NBSP}Payer son loyer{NBSP}»{NBSP}: fiche vérifiée aujourd’hui. "
        f"Prochaine vérification{NBSP}: 24{NBSP}mai 2027."
    )
    check = Check.objects.get()
    assert (check.guide_id, check.day, check.by, check.user) == (
        guide.pk,
        DAY,
        "l’équipe de la caravane",
        mediator,
    )


def test_twice_is_once_and_says_so(client, mediator, guide):
    mark(client, guide)
    page = mark(client, guide)

    assert "fiche déjà vérifiée aujourd’hui" in message(page)
    assert soup(page).select("button[form=guide-verifie]") == []
    assert soup(page).select(".undo_check") == []
    assert Check.objects.count() == 1
    assert PageLogEntry.objects.filter(action="guides.check").count() == 1


def test_a_draft_is_neither_published_nor_lost(client, mediator, guide):
    guide.title = "Brouillon"
    guide.save_revision()

    mark(client, guide)

    guide.refresh_from_db()
    assert (guide.title, guide.get_latest_revision_as_object().title) == ("Payer son loyer", "Brouillon")


def test_a_slip_is_undone_from_the_message(client, mediator, guide):
    factories.check(guide, date(2026, 3, 2))
    form = soup(mark(client, guide, next=REPORT)).select_one(".undo_check")
    fields = {field["name"]: field["value"] for field in form.select("input")}

    page = client.post(form["action"], fields, follow=True)

    assert words(form.button) == "Annuler"
    assert page.redirect_chain[-1][0] == REPORT
    assert "la vérification d’aujourd’hui est annulée" in message(page)
    assert [check.day for check in Check.objects.all()] == [date(2026, 3, 2)]
    assert f"2{NBSP}mars 2026" in words(soup(client.get(guide.url)).select_one(".guide__checked"))


def test_a_check_of_another_day_is_not_undone(client, mediator, guide):
    check = factories.check(guide, date(2026, 11, 23))

    page = client.post(f"/admin/fiches/verification/{check.pk}/annuler/", follow=True)

    assert "elle n’est pas d’aujourd’hui" in message(page)
    assert Check.objects.count() == 1


def test_opening_the_addresses_changes_nothing(client, mediator, guide):
    check = factories.check(guide, DAY)

    addresses = [f"/admin/fiches/{guide.pk}/verifiee/", f"/admin/fiches/verification/{check.pk}/annuler/"]

    assert [client.get(a)["Location"] for a in addresses] == [f"/admin/pages/{guide.pk}/edit/"] * 2
    assert Check.objects.count() == 1


def test_the_button_never_sends_to_another_site(client, mediator, guide):
    page = mark(client, guide, next="https://example.org/")

    assert page.redirect_chain[-1][0] == f"/admin/pages/{guide.pk}/edit/"


def test_a_contributor_may_not(client, guide):
    client.force_login(factories.user("contributrice", factories.CONTRIBUTORS))
    check = factories.check(guide, DAY)

    page = client.get(f"/admin/pages/{guide.pk}/edit/")
    refused = [
        client.post(f"/admin/fiches/{guide.pk}/verifiee/"),
        client.post(f"/admin/fiches/verification/{check.pk}/annuler/"),
    ]

    assert soup(page).select("button[form=guide-verifie]") == []
    assert [response.status_code for response in refused] == [302, 302]
    assert list(Check.objects.all()) == [check]


def test_the_history_tells_who_checked_which_guide(client, mediator, guide):
    form = soup(mark(client, guide)).select_one(".undo_check")
    client.post(form["action"])

    told = [(entry.who, entry.what) for entry in entries(found({})[:2])]

    assert told == [
        ("Camille Exemple", f"a annulé la vérification du jour de la fiche «{NBSP}Payer son loyer{NBSP}»"),
        ("Camille Exemple", f"a vérifié la fiche «{NBSP}Payer son loyer{NBSP}»{NBSP}: elle est à jour"),
    ]


# What editors read


def panel(client, guide) -> str:
    return words(soup(client.get(f"/admin/pages/{guide.pk}/edit/")).select_one(".readers"))


def test_editors_read_what_readers_say_step_by_step(client, mediator, guide):
    first, second = (block.id for block in guide.body if block.block_type == "step")
    factories.check(guide, date(2026, 5, 20), by="l’équipe de la caravane")
    opinion(guide, "oui", 12)
    opinion(guide, "non", 3)
    opinion(guide, "bloque", 1, first)
    opinion(guide, "bloque", 4, second)
    opinion(guide, "bloque", 1, second, date(2026, 8, 27))
    opinion(guide, "bloque", 50, second, date(2026, 8, 26))  # 90 days ago: no longer counted
    opinion(guide, "bloque", 2, "6b7d7b4e-0000-4000-8000-000000000000")
    opinion(factories.guide("Autre", slug="autre"), "non", 9)

    assert panel(client, guide) == (
        f"Vérifiée le 20{NBSP}mai 2026 par l’équipe de la caravane. "
        f"À revérifier depuis le 20{NBSP}novembre 2026. "
        "Vérifiée aujourd’hui "
        f"Sur les 90 derniers jours{NBSP}: 12 oui, 3 non, 8 personnes bloquées à une étape "
        f"Étapes où des personnes sont bloquées{NBSP}: "
        f"Étape 1, «{NBSP}Ouvrez la page{NBSP}»{NBSP}: 1 personne "
        f"Étape 2, «{NBSP}Fermez la page{NBSP}»{NBSP}: 5 personnes "
        f"Étapes retirées{NBSP}: 2 personnes"
    )


def test_a_guide_about_which_nothing_was_said_says_that(client, mediator, guide):
    assert panel(client, guide) == (
        "Cette fiche n’a jamais été vérifiée. À vérifier maintenant. Vérifiée aujourd’hui "
        "Personne n’a donné d’avis ces 90 derniers jours."
    )


def test_a_guide_that_is_not_public_yet_has_no_panel(client, mediator, guide):
    guide.unpublish()
    shelf = guide.get_parent().pk

    pages = [f"/admin/pages/{guide.pk}/edit/", f"/admin/pages/add/guides/guidepage/{shelf}/"]

    assert [soup(client.get(page)).select(".readers") for page in pages] == [[], []]


# The report


def rows(page) -> list[str]:
    return [words(link) for link in soup(page).select(".to_check tbody .title")]


@pytest.fixture
def four(guide):
    """Payer: due, read and disliked. Ancienne: due, nothing said. Jamais: due. Fraîche: not due."""
    old, fresh = (factories.guide(t, slug=s) for t, s in (("Ancienne", "ancienne"), ("Fraîche", "fraiche")))
    factories.guide("Jamais", slug="jamais")
    factories.check(guide, date(2026, 5, 1), by="l’équipe de la caravane")
    factories.check(old, date(2026, 1, 1))
    factories.check(fresh, date(2026, 11, 1))
    opinion(guide, "non", 2)
    opinion(guide, "bloque", 1, "x")
    opinion(fresh, "non", 200)
    return guide


def test_the_report_begins_with_those_due_then_the_readers_then_the_oldest(client, mediator, four):
    page = client.get(REPORT)

    assert rows(page) == ["Payer son loyer", "Jamais", "Ancienne", "Fraîche"]
    first = soup(page).select_one(".to_check tbody tr")
    assert words(first) == (
        f"Payer son loyer Vérifiée le 1er{NBSP}mai 2026 par l’équipe de la caravane. "
        f"À revérifier depuis le 1er{NBSP}novembre 2026. "
        "0 oui, 2 non, 1 personne bloquée à une étape "
        f"Vérifiée aujourd’hui : Payer son loyer"
    )


def test_only_those_to_be_checked_now_can_be_shown(client, mediator, four):
    assert rows(client.get(REPORT, {"show": "maintenant"})) == ["Payer son loyer", "Jamais", "Ancienne"]
    assert rows(client.get(f"{REPORT}resultats/", {"show": "maintenant"})) == rows(
        client.get(REPORT, {"show": "maintenant"})
    )
    assert len(rows(client.get(REPORT, {"show": "n’importe"}))) == 4


def test_the_button_of_a_row_comes_back_to_the_report(client, mediator, four):
    form = soup(client.get(REPORT, {"show": "maintenant"})).select_one(".to_check tbody form")
    fields = {field["name"]: field["value"] for field in form.select("input")}

    page = client.post(form["action"], fields, follow=True)

    assert page.redirect_chain[-1][0] == f"{REPORT}?show=maintenant"
    assert rows(page) == ["Jamais", "Ancienne"]


def test_drafts_are_not_in_the_report(client, mediator, four):
    four.unpublish()

    assert "Payer son loyer" not in rows(client.get(REPORT))


def test_the_report_goes_into_a_spreadsheet(client, mediator, four):
    text_file = b"".join(client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    workbook = b"".join(client.get(REPORT, {"export": "xlsx"}).streaming_content)

    lines = list(csv.reader(StringIO(text_file)))
    assert lines[:3] == [
        [
            "Fiche",
            "Dernière vérification",
            "vérifiée par",
            "Prochaine vérification",
            "Elle a aidé",
            "Elle n’a pas aidé",
            "Bloqué à une étape",
        ],
        ["Payer son loyer", "2026-05-01", "l’équipe de la caravane", "2026-11-01", "0", "2", "1"],
        ["Jamais", "", "", "", "0", "0", "0"],
    ]
    sheet = openpyxl.load_workbook(BytesIO(workbook)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [line[0] for line in lines[1:]]


def test_an_empty_report_says_so(client, mediator):
    assert client.get(REPORT).status_code == 200


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_the_report_asks_as_few_queries_for_a_hundred_guides_as_for_one(client, mediator, guide):
    opinion(guide, "non", 1)
    for_one = queries(client, REPORT)
    for number in range(99):
        other = factories.guide(f"Fiche {number}", slug=f"fiche-{number}")
        factories.check(other, DAY)
        opinion(other, "oui", number + 1)

    assert queries(client, REPORT) == for_one
    assert for_one <= 10


def test_the_menu_leads_to_the_report_for_those_who_may_publish(client, mediator):
    def leads(page) -> bool:
        return REPORT in page.content.decode()

    of_a_mediator = leads(client.get("/admin/account/"))
    client.force_login(factories.user("contributrice", factories.CONTRIBUTORS))

    assert (of_a_mediator, leads(client.get("/admin/account/"))) == (True, False)


def test_who_did_not_make_a_check_does_not_undo_it_but_the_coordination_may(client):
    guide = factories.guide()
    made = factories.check(guide, clock.local_day(clock.now()), user=factories.user("autre"))
    undo = reverse("guides_undo_check", args=[made.pk])

    client.force_login(factories.user("mediatrice"))
    refused = client.post(undo, follow=True)
    assert "elle seule peut l’annuler" in refused.content.decode()
    assert Check.objects.filter(pk=made.pk).exists()

    client.force_login(factories.user("coordination", factories.COORDINATION))
    client.post(undo)
    assert not Check.objects.filter(pk=made.pk).exists()


def test_a_draft_is_published_before_it_is_checked(client):
    guide = factories.guide()
    guide.unpublish()
    client.force_login(factories.user())

    answer = client.post(reverse("guides_mark_checked", args=[guide.pk]), follow=True)

    assert "n’est pas encore publique" in answer.content.decode()
    assert not Check.objects.exists()


def test_a_title_that_looks_like_a_formula_stays_text_in_a_spreadsheet(client):
    factories.guide('=HYPERLINK("http://x","y")', slug="formule")
    client.force_login(factories.user())

    exported = b"".join(client.get(reverse("guides_to_check"), {"export": "csv"}).streaming_content).decode()

    assert "'=HYPERLINK" in exported
