"""Who changed what, when and why: one sentence for each thing, for the coordination."""

import csv
import re
from datetime import date, datetime, time
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, PageLogEntry

from schedule.actions.cancel_days import cancel_days
from schedule.actions.change_date import change_date
from schedule.actions.restore_date import restore_date
from schedule.actions.say_notice import say_notice
from schedule.models import Change, Notice
from tests import factories
from tests.schedule.backoffice.screens import page

pytestmark = pytest.mark.django_db
HISTORY = "/admin/permanences/historique/"
FIRST, LAST = date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _now(set_clock):
    set_clock("2026-11-24 10:02")


def noted_at(text: str) -> None:
    """As if everything had been written down at this moment: the log has a clock of its own."""
    at = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))
    for table in (PageLogEntry, ModelLogEntry):
        table.objects.update(timestamp=at)


@pytest.fixture
def lucie():
    found = factories.user("lucie")
    found.first_name, found.last_name = "Lucie", "Martin"
    found.save()
    return found


@pytest.fixture
def stay():
    return factories.stay(FIRST, LAST, at=factories.place("Résidence du Lac", slug="lac"))


@pytest.fixture
def coordination(client):
    client.force_login(factories.user("coordination", factories.COORDINATION))
    return client


def lines(client, **asked: object) -> list[str]:
    found = page(client.get(HISTORY, asked)).select(".history__lines li")
    return [" ".join(line.get_text(" ", strip=True).split()).replace(" .", ".") for line in found]


def afternoon(stay):
    return list(stay.sessions.all())[-1]


def test_it_says_when_who_what_why_and_what_residents_read(coordination, lucie, stay):
    change_date(
        stay,
        FIRST,
        session=afternoon(stay),
        kind=Change.Kind.CANCELLED,
        reason="rain",
        message="Il pleut trop.",
        by=lucie,
    )

    noted_at("2026-11-24 10:02")
    first = lines(coordination, person=lucie.pk)[0]

    assert first == (
        "24 novembre 2026, 10 h 02 Lucie Martin a annulé mardi 24 novembre 2026, de 14 h à 17 h, "
        "Résidence du Lac. Permanence : Résidence du Lac, 24 novembre 2026 – 27 novembre 2026 "
        "Pourquoi ? Le temps (pluie, vent) Les habitants lisent : « Il pleut trop. »"
    )


def test_each_action_has_its_sentence(coordination, lucie, stay):
    port, session = factories.place("Résidence du Port"), afternoon(stay)
    change_date(stay, FIRST, session=session, kind=Change.Kind.MOVED, place=port, by=lucie)
    change_date(stay, FIRST, session=session, kind=Change.Kind.HOURS, start=time(15), end=time(17), by=lucie)
    say_notice(stay, FIRST, session, kind=Notice.Kind.LATE, start=time(15), by=lucie)
    say_notice(stay, FIRST, session, kind=Notice.Kind.ARRIVED, start=time(15), by=lucie)
    restore_date(stay, FIRST, session=session, by=lucie)
    cancel_days(stay, [date(2026, 11, 25)], by=lucie)

    found = [line.split(" Permanence : ")[0].split(" Lucie Martin ")[-1] for line in lines(coordination)[:6]]

    assert found == [
        "a annulé mercredi 25 novembre 2026, toute la journée, Résidence du Lac.",
        "a rétabli mardi 24 novembre 2026, de 14 h à 17 h, Résidence du Lac.",
        "a annoncé l’arrivée de l’équipe mardi 24 novembre 2026, de 14 h à 17 h, Résidence du Lac.",
        "a annoncé un retard mardi 24 novembre 2026, de 14 h à 17 h, Résidence du Lac.",
        "a changé les horaires de mardi 24 novembre 2026, de 14 h à 17 h, Résidence du Lac.",
        "a déplacé mardi 24 novembre 2026, de 14 h à 17 h, vers Résidence du Port.",
    ]


def test_the_general_forms_leave_the_same_lines_also_after_deletion(client, lucie, stay):
    client.force_login(lucie)
    fields = {
        "permanence": stay.pk,
        "date": "2026-11-25",
        "session": afternoon(stay).pk,
        "kind": "cancelled",
        "message": "Panne.",
    }
    client.post("/admin/snippets/schedule/change/add/", fields)
    change = Change.objects.get()
    client.post(f"/admin/snippets/schedule/change/edit/{change.pk}/", fields | {"message": "Grosse panne."})
    client.post(f"/admin/snippets/schedule/change/delete/{change.pk}/")
    client.post("/admin/snippets/schedule/change/add/", fields)
    client.post(f"/admin/bulk/schedule/change/delete/?id={Change.objects.get().pk}", follow=True)
    client.force_login(factories.user("coordination", factories.COORDINATION))

    found = [line.split(" Lucie Martin ")[1] for line in lines(client)[:5]]

    what = "mercredi 25 novembre 2026, de 14 h à 17 h, Résidence du Lac."
    about = " Permanence : Résidence du Lac, 24 novembre 2026 – 27 novembre 2026"
    assert not Change.objects.exists()
    assert found == [
        f"a rétabli {what}{about}",
        f"a annulé {what}{about} Les habitants lisent : « Panne. »",
        f"a rétabli {what}{about}",
        f"a annulé {what}{about} Les habitants lisent : « Grosse panne. »",
        f"a annulé {what}{about} Les habitants lisent : « Panne. »",
    ]


def test_pages_and_permanences_are_told_too(client, lucie, stay):
    client.force_login(lucie)
    draft = factories.stay(date(2027, 3, 2), date(2027, 3, 5), publish=False)
    client.post(f"/admin/snippets/schedule/permanence/delete/{draft.pk}/")
    client.post(f"/admin/permanences/{stay.pk}/archiver/", {"fate": "retirer"})
    client.post(f"/admin/lieux/{stay.place_id}/archiver/", {"note": "Travaux."})
    client.force_login(factories.user("coordination", factories.COORDINATION))

    found = [re.sub(r"^.*?, \d+ h \d\d ", "", line) for line in lines(client)]

    name = "Résidence du Lac, 24 novembre 2026 – 27 novembre 2026"
    assert found[:4] == [
        "Lucie Martin a archivé le lieu « Résidence du Lac ». Les habitants lisent : « Travaux. »",
        f"Lucie Martin a archivé la permanence « {name} ».",
        f"Lucie Martin a dépublié la permanence « {name} ».",
        "Lucie Martin a supprimé la permanence « Résidence du Lac, 2 mars 2027 – 5 mars 2027 ».",
    ]
    assert f"le site a publié la permanence « {name} »." in found
    assert "le site a publié le lieu « Résidence du Lac »." in found


def test_it_can_be_narrowed(coordination, lucie, stay):
    port = factories.stay(FIRST, LAST, at=factories.place("Résidence du Port"), by=factories.caravan())
    change_date(port, FIRST, kind=Change.Kind.CANCELLED, by=lucie)
    noted_at("2026-11-24 23:30")
    change_date(stay, LAST, kind=Change.Kind.CANCELLED, by=lucie)

    assert len(lines(coordination, person=lucie.pk)) == 2
    assert len(lines(coordination, person="site", place=stay.place_id)) > 1
    assert [("Lac" in line) for line in lines(coordination, person=lucie.pk, place=stay.place_id)] == [True]
    assert [("Port" in line) for line in lines(coordination, person=lucie.pk, until="2026-11-24")] == [True]
    assert [("Lac" in line) for line in lines(coordination, person=lucie.pk, since="2026-11-25")] == [True]
    assert lines(coordination, until="2026-11-23") == []


def test_what_was_moved_to_a_place_is_told_of_that_place(coordination, lucie, stay):
    port = factories.place("Résidence du Port")
    change_date(stay, FIRST, kind=Change.Kind.MOVED, place=port, by=lucie)

    assert len(lines(coordination, person=lucie.pk, place=port.pk)) == 1


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"since": "2026-11-25", "until": "2026-11-24"}, "until"),
        ({"since": "hier"}, "since"),
        ({"person": "9999"}, "person"),
        ({"place": "x"}, "place"),
        ({"place": "9" * 40}, "place"),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ""),
        ({"page": "x"}, ""),
        ({"page": "9999"}, ""),
    ],
)
def test_odd_questions_are_answered(coordination, stay, asked, field):
    response = coordination.get(HISTORY, asked)

    assert response.status_code == 200
    assert [*response.context["form"].errors] == ([field] if field else [])
    assert bool(page(response).select_one(".question__error")) == bool(field)


def test_fifty_lines_a_page(coordination, lucie, stay):
    for _number in range(30):
        change_date(stay, FIRST, kind=Change.Kind.CANCELLED, by=lucie)
        restore_date(stay, FIRST, by=lucie)

    first, second = (lines(coordination, person=lucie.pk, page=number) for number in (1, 2))
    older = page(coordination.get(HISTORY, {"person": lucie.pk})).select_one(".history nav a")

    assert (len(first), len(second)) == (50, 10)
    assert older["href"] == f"?person={lucie.pk}&page=2"


@pytest.mark.parametrize("number", [1, 20])
def test_at_most_ten_queries(coordination, lucie, stay, number):
    for each in range(number):
        change_date(stay, FIRST, kind=Change.Kind.CANCELLED, by=factories.user(f"personne-{each}"))
        factories.place(f"Lieu {each}")
    coordination.get(HISTORY)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        coordination.get(HISTORY)

    assert len(queries) == 10


def test_as_a_table(coordination, lucie, stay):
    change_date(stay, FIRST, kind=Change.Kind.CANCELLED, reason="other", message="=1+1", by=lucie)

    noted_at("2026-11-24 10:02")
    response = coordination.get(HISTORY, {"person": lucie.pk, "format": "csv"})

    text = response.content.decode("utf-8-sig").replace("\xa0", " ")
    assert response["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(StringIO(text), delimiter=";")) == [
        ["Quand", "Qui", "Quoi", "Permanence", "Pourquoi ?", "Phrase pour les habitants"],
        [
            "24 novembre 2026, 10 h 02",
            "Lucie Martin",
            "a annulé mardi 24 novembre 2026, toute la journée, Résidence du Lac",
            "Résidence du Lac, 24 novembre 2026 – 27 novembre 2026",
            "Une autre raison",
            "'=1+1",
        ],
    ]


@pytest.mark.parametrize("group", [factories.MEDIATORS, factories.CONTRIBUTORS])
def test_it_is_for_the_coordination(client, group):
    client.force_login(factories.user("autre", group))

    assert client.get(HISTORY).status_code == 302
    assert client.get(f"{HISTORY}?format=csv").status_code == 302


def test_the_line_of_a_person_whose_account_is_gone_stays(coordination, lucie, stay):
    change_date(stay, FIRST, kind=Change.Kind.CANCELLED, by=lucie)

    lucie.delete()

    assert "une personne dont le compte n’existe plus a annulé" in lines(coordination)[0]


def test_the_own_history_of_a_permanence_speaks_the_same_words(mediatrice, lucie, stay):
    change_date(stay, FIRST, kind=Change.Kind.CANCELLED, reason="rain", message="Averse.", by=lucie)

    said = page(mediatrice.get(f"/admin/snippets/schedule/permanence/history/{stay.pk}/")).get_text(" ")

    assert "a annulé mardi 24\xa0novembre 2026, toute la journée" in said
    assert "Le temps (pluie, vent) – Averse." in said
