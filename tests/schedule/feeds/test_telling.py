"""From a change to what subscribers read of it, through the database."""

from datetime import date, time
from email.utils import parsedate_to_datetime
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from schedule.actions.change_date import change_date
from schedule.models import Change, News
from tests import factories
from tests.engines.readers import icalendar_reads
from tests.reading import lake, meadow, unfolded

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
EVERYWHERE = "/permanences/calendrier.ics"
LAKE = "/permanences/coueron/residence-du-lac/calendrier.ics"


def seen(client, address: str = EVERYWHERE) -> list[str]:
    """« 24 08:30 ANNULÉ » per event: day and hour in UTC, and what stands before the usual title."""
    return sorted(
        f"{one.start:%d %H:%M}–{one.end:%H:%M} {one.summary.partition('Caravane')[0]}".strip("\u00a0: ")
        for one in icalendar_reads(client.get(address).content)
    )


def busy(client) -> list[bool]:
    return sorted(line == "TRANSP:OPAQUE" for line in unfolded(client) if line.startswith("TRANSP"))


def news(client) -> list[str]:
    client.get("/permanences/changements.atom")
    return [item.title.split("\u00a0")[0] for item in News.objects.order_by("at", "pk")]


def test_hours_for_the_whole_day_are_those_of_the_sessions_that_they_cover(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    set_clock("2026-11-20 08:00")
    assert seen(client) == ["24 08:30–11:30", "24 13:00–16:00"]
    set_clock("2026-11-20 09:00")

    change = change_date(stay, TUESDAY, kind=Change.Kind.HOURS, start=time(10), end=time(16))

    assert seen(client) == seen(client, LAKE) == ["24 09:00–15:00", "24 09:00–15:00 Autres heures"]
    assert busy(client) == [False, True]
    assert "Annulé" not in news(client)
    change.delete()
    assert seen(client) == seen(client, LAKE) == ["24 08:30–11:30", "24 13:00–16:00"]


def test_a_session_that_goes_while_another_goes_on_in_its_hours_gives_those_hours(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake(), hours=((time(9), time(12)), (time(10), time(11))))
    set_clock("2026-11-20 08:00")
    assert seen(client) == ["24 08:00–11:00", "24 09:00–10:00"]

    stay.sessions.last().delete()

    assert seen(client) == seen(client, LAKE) == ["24 08:00–11:00"] * 2


def test_hours_for_the_whole_day_that_leave_a_session_out_cancel_it(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    set_clock("2026-11-20 08:00")
    seen(client)

    change_date(stay, TUESDAY, kind=Change.Kind.HOURS, start=time(10), end=time(12))

    assert seen(client) == ["24 09:00–11:00 Autres heures", "24 13:00–16:00 ANNULÉ"]


def test_a_place_that_hours_for_the_whole_day_do_not_reach_still_reads_that_it_is_cancelled(
    client, set_clock
):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    set_clock("2026-11-20 08:00")
    afternoon = stay.sessions.last()
    change = change_date(stay, TUESDAY, session=afternoon, kind=Change.Kind.MOVED, place=meadow())
    there = "/permanences/treillieres/residence-du-pre/calendrier.ics"
    assert seen(client, there) == ["24 13:00–16:00 Exceptionnellement"]

    change.delete()
    change_date(stay, TUESDAY, kind=Change.Kind.HOURS, start=time(10), end=time(16))

    assert seen(client, there) == ["24 13:00–16:00 ANNULÉ"]


def test_what_is_over_is_no_news(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    client.get(EVERYWHERE)
    set_clock("2026-11-25 13:00")
    before = news(client)

    for day in (TUESDAY, date(2026, 11, 25)):
        change_date(stay, day, session=stay.sessions.first(), kind=Change.Kind.CANCELLED)

    assert seen(client).count("24 08:30–11:30 ANNULÉ") == 1
    assert news(client) == before == ["Nouvelles dates"]


def test_a_new_note_reaches_calendars_and_is_no_news(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    before = news(client)

    stay.note = "Entrée par la cour."
    stay.save_revision().publish()

    assert "Entrée par la cour." in "".join(unfolded(client))
    assert news(client) == before


def test_a_file_to_import_has_the_numbers_of_the_feed_even_when_it_is_asked_for_first(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    set_clock("2026-11-20 08:00")
    client.get(EVERYWHERE)
    set_clock("2026-11-20 09:00")
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    name = f"/permanences/coueron/residence-du-lac/{stay.pk}"

    files = [client.get(f"{name}{end}").content for end in (".ics", "-20261124-0930.ics")]

    assert [numbers(file)[0] for file in files] == numbers(client.get(EVERYWHERE).content)[:1] * 2


def numbers(file: bytes) -> list[bytes]:
    return [line for line in file.split(b"\r\n") if line.startswith(b"SEQUENCE")]


def test_a_stay_that_is_planned_anew_does_not_stand_beside_its_own_cancellation(client, set_clock):
    place = lake()
    stay = factories.stay(TUESDAY, TUESDAY, at=place)
    set_clock("2026-11-20 08:00")
    seen(client)

    stay.delete()
    factories.stay(TUESDAY, TUESDAY, at=place)

    assert seen(client) == ["24 08:30–11:30"] * 2 + ["24 13:00–16:00"] * 2
    assert busy(client) == [False, False, True, True]


def test_a_withdrawn_session_keeps_the_reason_that_was_given(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake(), hours=(factories.MORNING,))
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED, message="La médiatrice est malade.")
    set_clock("2026-11-20 08:00")
    seen(client)

    stay.delete()

    assert seen(client) == ["24 08:30–11:30 ANNULÉ"]
    assert "La médiatrice est malade." in "".join(unfolded(client))


def test_a_place_made_private_is_not_named_to_those_who_were_told_of_it_elsewhere(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake(), hours=(factories.MORNING,))
    set_clock("2026-11-20 08:00")
    seen(client)
    stay.place = meadow()
    stay.save_revision().publish()
    assert "Pré" in "".join(unfolded(client, LAKE))

    PageViewRestriction.objects.create(page=stay.place, restriction_type=PageViewRestriction.LOGIN)

    assert seen(client, LAKE) == ["24 08:30–11:30 ANNULÉ"]
    assert "Pré" not in "".join(unfolded(client, LAKE))


def test_a_feed_answers_with_what_was_told_last_when_telling_fails(client, set_clock, monkeypatch, caplog):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake(), hours=(factories.MORNING,))
    set_clock("2026-11-20 08:00")
    before = seen(client)
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    monkeypatch.setattr("schedule.feeds.building.announce", lambda: 1 / 0)

    assert seen(client) == before
    assert "Subscribers could not be told what changed" in caplog.text
    monkeypatch.undo()
    set_clock("2026-11-20 08:00")
    assert seen(client) == ["24 08:30–11:30 ANNULÉ"]


def test_a_town_without_places_for_a_while_keeps_its_calendar(client, set_clock):
    place = lake()
    set_clock("2026-11-20 08:00")
    town = "/permanences/coueron/calendrier.ics"
    seen(client, town)

    place.unpublish()

    assert "Ce calendrier est terminé" not in "".join(unfolded(client, town))
    assert "Ce calendrier est terminé" in "".join(unfolded(client, LAKE))


def test_after_an_old_copy_of_the_database_all_that_is_to_come_is_a_new_version(client, set_clock):
    factories.stay(date(2026, 11, 17), TUESDAY, at=lake(), hours=(factories.MORNING,))
    set_clock("2026-11-20 08:00")
    before = client.get(EVERYWHERE)
    set_clock("2026-11-20 09:00")

    call_command("announce_again", stdout=StringIO())
    after = client.get(EVERYWHERE)

    def numbers(response) -> list[int]:
        lines = response.content.decode().split("\r\n")
        return [int(line.partition(":")[2]) for line in lines if line.startswith("SEQUENCE")]

    pairs = list(zip(numbers(before), numbers(after), strict=True))
    assert [new > old for old, new in pairs] == [False] * 3 + [True] * (len(pairs) - 3)
    assert after["ETag"] != before["ETag"]
    assert parsedate_to_datetime(after["Last-Modified"]) > parsedate_to_datetime(before["Last-Modified"])
