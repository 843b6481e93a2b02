"""A stay that was public is archived: its coming dates are announced as cancelled, or taken off the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from wagtail.models import ModelLogEntry

from schedule.models import Change, Permanence
from tests import factories
from tests.schedule.backoffice.screens import messages, page

pytestmark = pytest.mark.django_db
# A Tuesday to a Friday: four days, two sessions each.
FIRST, LAST = date(2026, 11, 24), date(2026, 11, 27)
LIST = "/admin/snippets/schedule/permanence/"


@pytest.fixture
def stay():
    return factories.stay(FIRST, LAST, at=factories.place("Résidence du Lac", slug="lac"))


def archive(stay) -> str:
    return f"/admin/permanences/{stay.pk}/archiver/"


def cancelled() -> list[tuple]:
    rows = Change.objects.order_by("date", "session").values_list("date", "session__start", "message")
    return [(day.day, start.hour if start else None, message) for day, start, message in rows]


def listed(client, **asked: str) -> list[str]:
    rows = page(client.get(LIST, asked)).select("td.title, td[class*=title]")
    return [row.get_text(" ", strip=True).split(",")[0] for row in rows]


def test_the_screen_names_every_announced_date_that_is_to_come(mediatrice, stay, set_clock):
    set_clock("2026-11-25 13:00")

    found = page(mediatrice.get(archive(stay)))

    assert found.select_one("#coming").get_text(strip=True) == "3 jours annoncés sont encore à venir"
    assert [row.get_text(strip=True).replace("\xa0", " ") for row in found.select(".archive_days li")] == [
        "mercredi 25 novembre 2026, de 14 h à 17 h",
        "jeudi 26 novembre 2026, de 9 h 30 à 12 h 30 et de 14 h à 17 h",
        "vendredi 27 novembre 2026, de 9 h 30 à 12 h 30 et de 14 h à 17 h",
    ]
    assert found.select_one("[name=fate][checked]")["value"] == "annuler"


def test_announced_as_cancelled_the_dates_stay_on_the_pages(mediatrice, stay, set_clock):
    set_clock("2026-11-25 13:00")

    mediatrice.post(archive(stay), {"fate": "annuler", "message": "La place est en\ntravaux."})

    stay.refresh_from_db()
    public = mediatrice.get("/permanences/coueron/lac/").content.decode()
    calendar = mediatrice.get("/permanences/coueron/lac/calendrier.ics").content.decode()
    # What was held this morning stays held.
    assert cancelled() == [(25, 14, "La place est en travaux.")] + [
        (day, None, "La place est en travaux.") for day in (26, 27)
    ]
    assert stay.live
    assert localtime(stay.archived_at).hour == 13
    assert "La place est en travaux." in public
    assert calendar.count("ANNULÉ") == 5


def test_taken_off_the_pages_the_dates_are_cancelled_in_calendars(mediatrice, stay, set_clock):
    set_clock("2026-11-23 10:00")
    mediatrice.get("/permanences/coueron/lac/calendrier.ics")

    mediatrice.post(archive(stay), {"fate": "retirer", "message": "x"})

    stay.refresh_from_db()
    calendar = mediatrice.get("/permanences/coueron/lac/calendrier.ics").content.decode()
    assert not stay.live
    assert stay.archived_at
    assert not Change.objects.exists()
    assert (
        "novembre 2026"
        not in page(mediatrice.get("/permanences/coueron/lac/")).select_one("#dates").parent.text
    )
    assert calendar.count("ANNULÉ") == 8


def test_a_stay_that_is_over_is_archived_without_a_question(mediatrice, stay, set_clock):
    set_clock("2026-12-10 10:00")

    asked = mediatrice.get(archive(stay)).content.decode()
    mediatrice.post(archive(stay))

    stay.refresh_from_db()
    assert "rien ne change pour les habitants" in asked
    assert 'name="fate"' not in asked
    assert (stay.live, bool(stay.archived_at), cancelled()) == (True, True, [])


def test_archiving_twice_does_nothing_twice(mediatrice, stay, set_clock):
    set_clock("2026-11-23 10:00")

    for _again in range(2):
        mediatrice.post(archive(stay), {"fate": "annuler", "message": ""})

    assert ModelLogEntry.objects.filter(action="schedule.archive").count() == 1
    assert ModelLogEntry.objects.filter(action="schedule.cancel").count() == 4


def test_a_sentence_that_is_too_long_is_told_and_kept(mediatrice, stay, set_clock):
    set_clock("2026-11-23 10:00")

    response = mediatrice.post(archive(stay), {"fate": "annuler", "message": "é" * 301})

    assert "300" in page(response).select_one(".question__error").text
    assert page(response).select_one("[name=message]").text.strip() == "é" * 301
    stay.refresh_from_db()
    assert stay.archived_at is None


@pytest.mark.parametrize("fields", [{}, {"fate": "x"}])
def test_without_an_answer_nothing_happens(mediatrice, stay, set_clock, fields):
    set_clock("2026-11-23 10:00")

    response = mediatrice.post(archive(stay), fields)

    assert response.status_code == 200
    assert page(response).select_one(".question__error")
    assert not Permanence.objects.filter(archived_at__isnull=False).exists()


def test_the_list_shows_current_stays_first_and_finds_the_archived_ones(mediatrice, set_clock):
    set_clock("2026-11-23 10:00")
    for name, first, last in (
        ("Ancienne", date(2027, 3, 2), date(2027, 3, 5)),
        ("Actuelle", FIRST, LAST),
    ):
        factories.stay(first, last, at=factories.place(name))
    old = Permanence.objects.get(place__title="Ancienne")

    mediatrice.post(archive(old), {"fate": "annuler"})

    assert listed(mediatrice) == ["Actuelle", "Ancienne"]
    assert listed(mediatrice, is_archived="true") == ["Ancienne"]
    assert listed(mediatrice, is_archived="false") == ["Actuelle"]


def test_out_of_the_archive_it_is_current_again_and_cancelled_dates_stay_so(mediatrice, stay, set_clock):
    set_clock("2026-11-23 10:00")
    mediatrice.post(archive(stay), {"fate": "annuler"})

    asked = mediatrice.get(f"/admin/permanences/{stay.pk}/desarchiver/")
    mediatrice.post(f"/admin/permanences/{stay.pk}/desarchiver/")

    stay.refresh_from_db()
    assert "Les dates annulées le restent" in asked.content.decode()
    assert (stay.archived_at, Change.objects.count()) == (None, 4)


def test_publishing_again_takes_it_out_of_the_archive(mediatrice, stay, set_clock):
    set_clock("2026-11-23 10:00")
    mediatrice.post(archive(stay), {"fate": "retirer"})
    stay.refresh_from_db()

    stay.save_revision().publish()

    stay.refresh_from_db()
    assert (stay.live, stay.archived_at) == (True, None)


def test_a_draft_saved_later_does_not_take_it_out(mediatrice, stay, set_clock):
    set_clock("2026-11-23 10:00")
    draft = Permanence.objects.get(pk=stay.pk)
    draft.note = "Brouillon"
    draft.save_revision()
    mediatrice.post(archive(stay), {"fate": "annuler"})

    stay.refresh_from_db()

    assert stay.get_latest_revision_as_object().archived_at == stay.archived_at


def test_a_publication_planned_for_later_is_called_off(mediatrice, stay, set_clock):
    at = set_clock("2026-11-23 10:00")
    stay.save_revision(approved_go_live_at=at)

    mediatrice.post(archive(stay), {"fate": "annuler"})

    assert not stay.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_edit_screen_offers_archiving_and_neither_deleting_nor_unpublishing(mediatrice, stay):
    html = mediatrice.get(f"{LIST}edit/{stay.pk}/").content.decode()

    assert archive(stay) in html
    assert f"{LIST}delete/{stay.pk}/" not in html
    assert f"{LIST}unpublish/{stay.pk}/" not in html


def test_contributors_do_not_archive(client, stay):
    client.force_login(factories.user("contributrice", factories.CONTRIBUTORS))

    response = client.post(archive(stay), {"fate": "annuler"}, follow=True)

    assert "autorisation" in messages(response)
    assert not Permanence.objects.filter(archived_at__isnull=False).exists()


@pytest.mark.parametrize("number", [1, 12])
def test_asking_costs_at_most_ten_queries(mediatrice, stay, number):
    for _each in range(number):
        factories.stay(date(2027, 3, 2), date(2027, 3, 5), at=factories.place(), by=factories.caravan())
    mediatrice.get(archive(stay))

    with CaptureQueriesContext(connection) as queries:
        mediatrice.get(archive(stay))

    assert len(queries) <= 10, [query["sql"][:90] for query in queries]
