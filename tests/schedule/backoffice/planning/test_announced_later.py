"""A stay that is published at a date: silent until then, announced everywhere from then on."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from schedule.models import Permanence
from tests import factories
from tests.schedule.backoffice.planning.screens import edit_url, panel, send
from tests.schedule.backoffice.screens import errors, messages, page, shown

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 3, 1, 8, 0, tzinfo=ZoneInfo("Europe/Paris"))
DATES = {"dates-first": "2027-03-02", "dates-last": "2027-03-19"}


@pytest.fixture(autouse=True)
def a_month_before(monkeypatch):
    """Wagtail asks Django for the time, and so does the site."""
    monkeypatch.setattr(timezone, "now", lambda: MOMENT.replace(month=2))


@pytest.fixture
def planned(mediatrice):
    factories.caravan()
    place = factories.place("Résidence du Lac")
    return send(mediatrice, place=place.pk, go_live_at="2027-03-01T08:00", **DATES)


@pytest.fixture
def time_passes(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MOMENT.replace(minute=5))


def feed(client) -> int:
    return client.get("/permanences/calendrier.ics").content.count(b"BEGIN:VEVENT")


def test_nothing_is_public_before_its_time(client, planned):
    permanence = Permanence.objects.get()

    call_command("publish_scheduled")

    assert (permanence.live, permanence.go_live_at) == (False, MOMENT)
    assert feed(client) == 0


def test_it_is_announced_when_its_time_has_come(
    client, planned, time_passes, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")

    assert Permanence.objects.get().live
    assert feed(client) == 24


def test_there_is_one_place_to_say_when_and_none_to_expire(mediatrice, planned):
    form = page(mediatrice.get("/admin/snippets/schedule/permanence/add/"))

    assert [field["type"] for field in form.select("[name=go_live_at]")] == ["datetime-local"]
    assert form.select("[name=expire_at], [data-a11y-dialog-show=schedule-publishing-dialog]") == []
    assert "programmée" in messages(planned) or "publication" in messages(planned)


def test_a_published_stay_keeps_what_is_public_until_then(mediatrice):
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 12))

    response = send(mediatrice, edit_url(stay), go_live_at="2027-03-04T08:00", **{"dates-last": "2027-03-05"})

    assert "4 dates annoncées disparaissent." in panel(response, "warned_title")
    assert shown(response, "vanishing") == []  # what will vanish only later is not cancelled now
    assert errors(response) == []


def test_a_moment_that_has_passed_is_not_asked_about_again(mediatrice):
    stay = factories.stay(
        date(2027, 3, 2), date(2027, 3, 12), go_live_at=datetime(2027, 1, 1, tzinfo=MOMENT.tzinfo)
    )

    assert shown(mediatrice.get(edit_url(stay)), "go_live_at") == []


# What is announced later takes its place already


def test_another_stay_may_not_take_its_days_meanwhile(mediatrice, planned):
    elsewhere = factories.place("Résidence du Pré")

    response = send(mediatrice, place=elsewhere.pk, **DATES)

    assert "la caravane est déjà annoncée à un autre endroit\u00a0: Résidence du Lac." in " ".join(
        errors(response)
    )
    assert Permanence.objects.count() == 1


def test_its_place_is_not_archived_under_it(mediatrice, planned):
    place = Permanence.objects.get().place
    url = f"/admin/lieux/{place.pk}/archiver/"

    response = mediatrice.post(url, {"note": "Fini."}, follow=True)

    place.refresh_from_db()
    assert not place.is_archived
    assert "vendredi 19" in page(response).text


def test_the_desk_knows_that_something_is_planned(mediatrice, planned):
    said = page(mediatrice.get("/admin/")).select_one(".desk").text

    assert "rien n’est prévu" not in said


def test_once_it_is_called_off_its_days_are_free_again(mediatrice, planned):
    permanence = Permanence.objects.get()
    revision = permanence.scheduled_revision
    history = f"/admin/snippets/schedule/permanence/history/{permanence.pk}/revisions/{revision.pk}"
    mediatrice.post(f"{history}/unschedule/")

    send(mediatrice, place=factories.place("Résidence du Pré").pk, **DATES)

    assert Permanence.objects.filter(live=True).count() == 1


def test_only_who_publishes_calls_it_off(client, planned):
    permanence = Permanence.objects.get()
    revision = permanence.scheduled_revision
    client.force_login(factories.user("contributrice", "Contributrices et contributeurs"))

    client.post(
        f"/admin/snippets/schedule/permanence/history/{permanence.pk}/revisions/{revision.pk}/unschedule/"
    )

    assert Permanence.objects.get().scheduled_revision == revision
