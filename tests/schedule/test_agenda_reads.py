"""What the public schedule is read from: only what is published, always fresh, never broken by one row."""

import logging
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core import stamps
from schedule import agenda
from schedule.actions.change_date import change_date
from schedule.agenda import Agenda, published
from schedule.models import Caravan, Change, Permanence, Session
from schedule.recurrence import WeeklyDates
from schedule.timeline import ChangeKind
from tests import factories
from tests.reading import lake, meadow, sentence

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
FOUR_DAYS = [TUESDAY + timedelta(days=number) for number in range(4)]


def days() -> list[date]:
    return sorted({o.local_day for stay in Agenda().timeline.stays for o in _all(stay)})


def _all(stay):
    return agenda.expand(stay)


def by_hand(sql: str, *values) -> None:
    """What another program, or a bad import, writes."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    stamps.move(stamps.SCHEDULE)


def test_a_published_permanence_is_in_and_a_draft_is_not():
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    factories.stay(date(2026, 12, 1), date(2026, 12, 4), at=place, publish=False)

    assert days() == FOUR_DAYS


def test_a_half_filled_draft_breaks_nothing():
    factories.stay(TUESDAY, FRIDAY, at=lake())
    Permanence.objects.create(live=False)
    Permanence.objects.create(live=False, caravan=Caravan.objects.first())
    Permanence.objects.create(live=False, dates=WeeklyDates(first=TUESDAY))
    permanence = Permanence(live=False)
    permanence.sessions = [Session()]
    permanence.save()

    assert days() == FOUR_DAYS
    assert all(str(permanence) for permanence in Permanence.objects.all())


@pytest.mark.parametrize(
    "lacking",
    [
        {"place": None},
        {"caravan": None},
        {"dates": ""},
        {"dates": WeeklyDates(first=TUESDAY)},
        {"dates": WeeklyDates(first=TUESDAY, last=FRIDAY)},
    ],
    ids=["place", "caravan", "dates", "last day", "weekdays"],
)
def test_a_permanence_that_was_published_half_filled_is_left_out(client, set_clock, lacking):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    complete = {"place": place, "caravan": Caravan.objects.first(), "dates": WeeklyDates(extra={FRIDAY})}
    Permanence.objects.create(live=True, **complete | lacking)
    set_clock("2026-11-24 10:00")

    assert days() == FOUR_DAYS
    assert "ouverte maintenant" in sentence(client.get("/"))


def test_a_permanence_without_hours_is_left_out(client, set_clock):
    place = lake()
    by = factories.caravan()
    Permanence.objects.create(
        live=True, place=place, caravan=by, dates=WeeklyDates(extra=frozenset({TUESDAY}))
    )
    set_clock("2026-11-24 10:00")

    assert days() == []
    assert sentence(client.get("/")) == "Aucune date n’est encore prévue."


@pytest.mark.parametrize(
    "hours", [(None, None), ("14:00", None), ("14:00", "12:00"), ("14:00", "14:00")], ids=str
)
def test_a_session_with_impossible_hours_is_left_out_and_the_other_stays(hours, caplog):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    Session.objects.filter(pk=stay.sessions.last().pk).update(start=hours[0], end=hours[1])

    with caplog.at_level(logging.ERROR):
        found = Agenda().timeline.stays

    assert [len(stay.sessions) for stay in found] == [1]
    assert "left out" in caplog.text


def test_a_place_that_is_not_published_takes_its_permanences_with_it():
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)

    place.unpublish()

    assert Agenda().timeline.stays == ()
    assert Agenda().places == ()


def test_a_town_that_is_not_published_takes_its_places_with_it():
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)

    place.get_parent().specific.unpublish()

    assert Agenda().places == ()
    assert Agenda().timeline.stays == ()


@pytest.mark.parametrize("whose", ["place", "town", "agenda"])
def test_a_private_page_hides_what_is_below_it(client, set_clock, whose):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-24 10:00")
    assert "Résidence du Lac" in sentence(client.get("/"))

    page = {"place": place, "town": place.get_parent(), "agenda": place.get_parent().get_parent()}[whose]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert Agenda().places == ()
    assert sentence(client.get("/")) == "Aucune date n’est encore prévue."


def test_a_day_moved_to_a_place_that_is_gone_is_announced_as_cancelled(caplog):
    stay, new = factories.stay(TUESDAY, FRIDAY, at=lake()), meadow()
    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=new)
    new.unpublish()

    with caplog.at_level(logging.ERROR):
        (found,) = Agenda().timeline.stays

    assert [change.kind for change in found.changes] == [ChangeKind.CANCELLED]
    assert "not published" in caplog.text


BROKEN = [
    "DTSTART:20261124T000000\nRRULE:FREQ=SECONDLY",
    "DTSTART:20261124T000000\nRRULE:FREQ=SECONDLY;INTERVAL=1;COUNT=100000000",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;UNTIL=20261399T000000;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;INTERVAL=0;UNTIL=20261127T000000;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;BYMONTH=13;UNTIL=20261127T000000;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;UNTIL=99991231T000000;BYDAY=TU",
    "DTSTART:00010101T000000",
    "RDATE:99991231T235959Z",
    "EXRULE:FREQ=SECONDLY",
    "n’importe quoi",
    "{}",
    "\x1b\u202e",
    "x" * 30_000,
    "RDATE:" + ",".join(["20261124T000000"] * 1500),
]


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: ascii(text[-40:]))
def test_a_broken_row_is_logged_and_left_out_while_the_rest_goes_on(client, set_clock, caplog, text):
    good = factories.stay(TUESDAY, FRIDAY, at=lake())
    bad = factories.stay(date(2027, 1, 5), date(2027, 1, 8), at=meadow())
    by_hand("UPDATE schedule_permanence SET dates = %s WHERE id = %s", text, bad.pk)
    set_clock("2026-11-24 10:00")

    with caplog.at_level(logging.ERROR):
        page = client.get("/")

    assert "Résidence du Lac" in sentence(page)
    if text.startswith("RDATE:2026"):  # the same day 1,500 times is too long a text, or one day
        return
    assert [stay.id for stay in published().timeline.stays] == [good.pk]
    assert f"Permanence {bad.pk} is left out" in caplog.text
    assert client.get("/permanences/calendrier.ics").status_code == 200
    assert client.get("/permanences/").status_code == 200


def test_a_broken_row_keeps_its_text_when_it_is_saved_again():
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    by_hand("UPDATE schedule_permanence SET dates = %s WHERE id = %s", "FREQ=SECONDLY", stay.pk)

    found = Permanence.objects.get(pk=stay.pk)
    found.note = "Une note"
    found.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT dates FROM schedule_permanence WHERE id = %s", [stay.pk])
        assert cursor.fetchone() == ("FREQ=SECONDLY",)


def test_a_change_of_an_unknown_kind_is_left_out_while_the_rest_goes_on(client, set_clock, caplog):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change_date(stay, FRIDAY, kind=Change.Kind.CANCELLED)
    by_hand("UPDATE schedule_change SET kind = 'exploded'")
    set_clock("2026-11-24 10:00")

    assert client.get("/").status_code == 200


def test_a_caravan_of_an_unknown_zone_breaks_nothing(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    by_hand("UPDATE schedule_caravan SET zone = 'Mars/Olympus'")
    set_clock("2026-11-24 10:00")

    assert client.get("/").status_code == 200


def test_a_change_on_a_day_that_is_no_longer_held_shows_nowhere(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change_date(stay, FRIDAY, kind=Change.Kind.CANCELLED, message="Panne")
    found = Permanence.objects.get(pk=stay.pk)
    found.dates = WeeklyDates(extra=frozenset({TUESDAY}))
    found.save()
    set_clock("2026-11-24 10:00")

    assert days() == [TUESDAY]
    assert "Panne" not in client.get("/permanences/").content.decode()


ACTIONS = {
    "cancelled": lambda stay: change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED),
    "deleted": lambda stay: stay.delete(),
    "unpublished": lambda stay: Permanence.objects.get(pk=stay.pk).unpublish(),
    "place unpublished": lambda stay: stay.place.unpublish(),
    "town unpublished": lambda stay: stay.place.get_parent().specific.unpublish(),
    "session deleted": lambda stay: stay.sessions.first().delete(),
    "place renamed": lambda stay: _rename(stay.place),
    "town renamed": lambda stay: _rename(stay.place.get_parent().specific),
    "place deleted": lambda stay: (stay.delete(), stay.place.delete()),
}


def _rename(page) -> None:
    page.title = "Autre nom"
    page.save_revision().publish()


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_a_change_is_visible_at_the_next_request(client, set_clock, action):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")
    before = client.get("/"), client.get("/permanences/calendrier.ics")

    action(stay)

    assert sentence(client.get("/")) != sentence(before[0])
    assert client.get("/permanences/calendrier.ics")["ETag"] != before[1]["ETag"]


def test_a_caravan_with_a_new_name_shows_it_at_the_next_request(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")
    client.get("/permanences/calendrier.ics")

    stay.caravan.name = "La caravane jaune"
    stay.caravan.save()

    assert "La caravane jaune" in client.get("/permanences/calendrier.ics").content.decode()


def test_what_is_rolled_back_was_never_seen_and_poisons_nothing(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")
    true = sentence(client.get("/"))

    with transaction.atomic():
        change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
        assert sentence(client.get("/")) == "La permanence d’aujourd’hui est annulée."
        transaction.set_rollback(True)

    assert sentence(client.get("/")) == true
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    assert sentence(client.get("/")) == "La permanence d’aujourd’hui est annulée."


def test_asking_again_costs_one_query_and_gives_the_same_copy(django_assert_num_queries):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    first = published()

    with django_assert_num_queries(1):
        again = published()

    assert again is first


def test_loading_costs_the_same_number_of_queries_for_one_and_for_thirty():
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    published()
    stamps.move(stamps.SCHEDULE)
    with CaptureQueriesContext(connection) as for_one:
        assert published().timeline.closures is not None
    for week in range(1, 30):
        first = TUESDAY + timedelta(weeks=week)
        stay = factories.stay(first, first + timedelta(days=3), at=place)
        change_date(stay, next(iter(stay.dates)), kind=Change.Kind.CANCELLED)

    with CaptureQueriesContext(connection) as for_thirty:
        assert published().timeline.closures is not None

    assert len(for_one) == len(for_thirty) <= 10


def test_only_caravans_that_have_dates_are_answered_for(client, set_clock):
    factories.caravan(name="A sans date", slug="sans-date")
    factories.stay(TUESDAY, FRIDAY, at=lake(), by=factories.caravan(name="B en route", slug="en-route"))
    at = set_clock("2026-11-24 10:00")

    assert [caravan.name for caravan, _ in published().by_caravan(at)] == ["B en route"]


def test_two_caravans_are_two_answers_on_the_home_page(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake(), by=factories.caravan(name="La bleue", slug="bleue"))
    factories.stay(TUESDAY, FRIDAY, at=meadow(), by=factories.caravan(name="La rouge", slug="rouge"))
    set_clock("2026-11-24 10:00")

    page = client.get("/").content.decode()

    assert page.index("<h2>La bleue</h2>") < page.index("<h2>La rouge</h2>")
    assert page.count('class="answer__sentence"') == 2
