"""The caravan no longer comes to a place: its page stays, says so, and points on."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry, Revision

from schedule.agenda import Agenda
from schedule.feeds.announcing import announce
from schedule.pages import PlacePage
from tests import factories
from tests.schedule.backoffice.screens import messages, page

pytestmark = pytest.mark.django_db
# Two Tuesdays to Fridays: one is over, the other is to come.
PAST, COMING = (date(2026, 11, 3), date(2026, 11, 6)), (date(2026, 12, 1), date(2026, 12, 4))
LAC, PORT = "/permanences/coueron/lac/", "/permanences/coueron/port/"


@pytest.fixture(autouse=True)
def _now(set_clock):
    set_clock("2026-11-24 10:00")


@pytest.fixture
def port():
    return factories.place("Résidence du Port", slug="port")


@pytest.fixture
def lac():
    """Where the caravan came, and where nothing more is planned."""
    place = factories.place("Résidence du Lac", slug="lac")
    factories.stay(*PAST, at=place)
    announce()
    return place


def archive(place) -> str:
    return f"/admin/lieux/{place.pk}/archiver/"


def words(client, url: str) -> str:
    return page(client.get(url)).select_one("main").get_text(" ", strip=True).replace("\xa0", " ")


def test_its_page_says_so_and_where_to_go(mediatrice, lac, port):
    factories.stay(*COMING, at=port)

    answer = {"note": "La résidence est en travaux.", "successor": port.pk}
    mediatrice.post(archive(lac), answer)

    said = words(mediatrice, LAC)
    links = {link["href"] for link in page(mediatrice.get(LAC)).select("main a")}
    assert "La caravane ne vient plus ici. La résidence est en travaux." in said
    assert "Vous pouvez aller ici : Résidence du Port" in said
    assert "Prochaine date : mardi 1er décembre 2026" in said
    assert {PORT, "/permanences/"} <= links
    assert "calendrier.ics" not in mediatrice.get(LAC).content.decode()


def test_without_a_successor_it_points_to_the_other_places_of_the_town(mediatrice, lac, port):
    factories.place("Ailleurs", factories.commune("Orvault", slug="orvault"))

    mediatrice.post(archive(lac), {})

    said = words(mediatrice, LAC)
    assert "Résidence du Port Aucune date n’est encore prévue." in said
    assert "Ailleurs" not in said


def test_it_leaves_the_lists_and_the_forms(mediatrice, lac, port):
    mediatrice.post(archive(lac), {}, follow=True)

    lists = ["/permanences/coueron/", "/permanences/maintenant.json", "/permanences/s-abonner/"]
    forms = ["schedule/permanence/add/", "schedule/change/add/"]
    shown = [mediatrice.get(url).content.decode() for url in lists]
    for form in forms:
        shown.append(str(page(mediatrice.get(f"/admin/snippets/{form}")).select_one("[name=place]")))

    assert [("Résidence du Lac" in text, "Résidence du Port" in text) for text in shown] == [
        (False, True)
    ] * 5


def test_the_search_says_it(mediatrice, lac):
    mediatrice.post(archive(lac), {})

    assert "La caravane ne vient plus ici." in words(mediatrice, "/recherche/?q=lac")


def test_its_past_stays_in_its_calendar_which_ends_with_a_note(mediatrice, lac):
    mediatrice.post(archive(lac), {})
    announce()

    calendar = mediatrice.get(f"{LAC}calendrier.ics").content.decode()
    assert calendar.count("BEGIN:VEVENT") == 8 + 1
    assert "Ce calendrier est terminé" in calendar
    assert "ANNULÉ" not in calendar
    assert f"URL:http://testserver{LAC}\r\n" in calendar.split("BEGIN:VEVENT")[0]


def test_open_again_everything_is_as_before(mediatrice, lac):
    before = mediatrice.get(f"{LAC}calendrier.ics").content
    mediatrice.post(archive(lac), {"note": "Travaux."})
    announce()

    mediatrice.post(f"/admin/lieux/{lac.pk}/rouvrir/")
    announce()

    lac.refresh_from_db()
    assert (lac.archived_at, lac.archive_note, lac.successor) == (None, "", None)
    assert mediatrice.get(f"{LAC}calendrier.ics").content == before
    assert "ne vient plus" not in words(mediatrice, LAC)


def test_not_while_the_caravan_still_comes(mediatrice, lac):
    stay = factories.stay(*COMING, at=lac)

    asked = page(mediatrice.get(archive(lac)))
    mediatrice.post(archive(lac), {})

    lac.refresh_from_db()
    assert (
        "encore ici pour 8 séances, jusqu’au vendredi 4\xa0décembre 2026"
        in asked.select_one(".question__error").text
    )
    assert asked.select_one(f'a[href="/admin/snippets/schedule/permanence/edit/{stay.pk}/"]')
    assert lac.archived_at is None


def test_cancelled_dates_do_not_stand_in_the_way_and_stay_readable(mediatrice, lac):
    stay = factories.stay(*COMING, at=lac)
    mediatrice.post(f"/admin/permanences/{stay.pk}/archiver/", {"fate": "annuler", "message": "Travaux."})

    mediatrice.post(archive(lac), {})

    said = words(mediatrice, LAC)
    assert "La caravane ne vient plus ici." in said
    assert "Les dates qui étaient annoncées" in said
    assert "Annulé" in said


def test_dates_that_come_all_the_same_win_over_the_archive(mediatrice, lac):
    mediatrice.post(archive(lac), {})

    factories.stay(*COMING, at=lac)

    assert "ne vient plus" not in words(mediatrice, LAC)
    assert "La caravane revient le mardi 1er décembre 2026" in words(mediatrice, LAC)


def test_what_the_page_says_can_be_changed(mediatrice, lac):
    mediatrice.post(archive(lac), {"note": "Travaux."})
    since = PlacePage.objects.get(pk=lac.pk).archived_at

    shown = page(mediatrice.get(archive(lac))).select_one("[name=note]").text.strip()
    mediatrice.post(archive(lac), {"note": "Démolition."})

    lac.refresh_from_db()
    assert (shown, lac.archive_note, lac.archived_at) == ("Travaux.", "Démolition.", since)


def test_publishing_an_older_draft_of_the_page_keeps_it_archived(mediatrice, lac):
    lac.address = "1, rue du Lac"
    draft = lac.save_revision()
    mediatrice.post(archive(lac), {"note": "Travaux."})

    Revision.objects.get(pk=draft.pk).publish()

    lac.refresh_from_db()
    assert (lac.address, lac.is_archived, lac.archive_note) == ("1, rue du Lac", True, "Travaux.")


def test_sending_twice_does_nothing_twice(mediatrice, lac):
    for _again in range(2):
        mediatrice.post(archive(lac), {"note": "Travaux."})

    assert PageLogEntry.objects.filter(action="schedule.archive").count() == 1


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"successor": "999999"}, "successor"),
        ({"note": "é" * 301}, "note"),
        ({"successor": "9" * 40}, "successor"),
    ],
)
def test_bad_answers_are_told_beside_the_field(mediatrice, lac, fields, problem):
    response = mediatrice.post(archive(lac), fields)

    lac.refresh_from_db()
    assert response.context["form"].errors.keys() == {problem}
    assert page(response).select_one(".question__error")
    assert lac.archived_at is None


def test_a_copy_of_an_archived_place_is_open(lac, mediatrice):
    mediatrice.post(archive(lac), {})
    lac.refresh_from_db()

    copy = lac.copy(update_attrs={"slug": "lac-2", "title": "Lac 2"})

    assert not copy.is_archived


def test_its_edit_screen_offers_it(mediatrice, lac):
    offered = archive(lac) in mediatrice.get(f"/admin/pages/{lac.pk}/edit/").content.decode()
    mediatrice.post(archive(lac), {})
    then = mediatrice.get(f"/admin/pages/{lac.pk}/edit/").content.decode()

    assert offered
    assert f"/admin/lieux/{lac.pk}/rouvrir/" in then


def test_contributors_do_not_archive(client, lac):
    client.force_login(factories.user("contributrice", factories.CONTRIBUTORS))

    for url in (archive(lac), f"/admin/lieux/{lac.pk}/rouvrir/"):
        assert "autorisation" in messages(client.post(url, follow=True))
    lac.refresh_from_db()
    assert lac.archived_at is None


def test_the_timeline_keeps_what_was(mediatrice, lac):
    before = len(Agenda().timeline.scoped(lac.scope).occurrences)

    mediatrice.post(archive(lac), {})

    agenda = Agenda()
    assert (before, len(agenda.timeline.scoped(lac.scope).occurrences)) == (8, 8)
    assert [place.name for place in agenda.places] == []


@pytest.mark.parametrize("number", [1, 12])
def test_asking_costs_at_most_ten_queries(mediatrice, lac, number):
    for _each in range(number):
        factories.stay(date(2027, 3, 2), date(2027, 3, 5), at=factories.place(), by=factories.caravan())
    mediatrice.get(archive(lac))

    with CaptureQueriesContext(connection) as queries:
        mediatrice.get(archive(lac))

    assert len(queries) <= 10, [query["sql"][:90] for query in queries]
