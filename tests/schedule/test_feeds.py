"""The calendars that people subscribe to: what they show is what will happen."""

from datetime import UTC, date, datetime, time

import icalendar
import pytest
import recurring_ical_events
from django.db import connection
from wagtail.models import PageViewRestriction

from core import stamps
from schedule.actions.change_date import change_date
from schedule.agenda import published
from schedule.models import Caravan, Change, Permanence
from schedule.timeline import EVERYTHING, Scope, ScopeKind
from tests import factories
from tests.reading import lake, meadow, unfolded

pytestmark = pytest.mark.django_db

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
EVERYWHERE = "/permanences/calendrier.ics"
PLACE = "/permanences/coueron/residence-du-lac/calendrier.ics"


def events(client, address: str = EVERYWHERE) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")


def by_uid(client, address: str = EVERYWHERE) -> dict[str, icalendar.Event]:
    return {str(event["UID"]): event for event in events(client, address)}


def grown(before: dict[str, icalendar.Event], after: dict[str, icalendar.Event]) -> set[str]:
    """Those with a higher SEQUENCE. None may fall."""
    assert all(after[uid]["SEQUENCE"] >= before[uid]["SEQUENCE"] for uid in after)
    return {uid for uid in after if after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]}


def spans(client, address: str) -> list[tuple[datetime, datetime, str]]:
    """What a calendar application shows, as an independent reader understands the file."""
    calendar = icalendar.Calendar.from_ical(client.get(address).content)
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2028, 1, 1))
    return sorted((event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"])) for event in found)


@pytest.fixture
def tour(set_clock):
    """Two places and two caravans, across the clock change and Christmas, with one change of each kind."""
    home, away = lake(), meadow()
    first, second = (
        Caravan.objects.create(name="La bleue", slug="bleue"),
        Caravan.objects.create(name="La rouge", slug="rouge"),
    )
    stay = factories.stay(date(2026, 10, 20), date(2026, 12, 31), at=home, by=first)
    factories.stay(date(2027, 3, 23), date(2027, 4, 2), at=away, by=second)
    morning, afternoon = stay.sessions.all()
    change_date(stay, date(2026, 11, 24), kind=Change.Kind.CANCELLED)
    change_date(stay, date(2026, 11, 25), session=afternoon, kind=Change.Kind.MOVED, place=away)
    change_date(
        stay,
        date(2026, 11, 26),
        session=morning,
        kind=Change.Kind.HOURS,
        start=time(10, 30),
        end=time(11, 45),
    )
    set_clock("2026-10-20 08:00")
    return {"stay": stay, "lake": home, "meadow": away, "blue": first, "red": second}


def scopes(tour) -> dict[str, Scope]:
    commune = tour["lake"].get_parent().pk
    return {
        EVERYWHERE: EVERYTHING,
        "/permanences/coueron/calendrier.ics": Scope(ScopeKind.COMMUNE, commune),
        PLACE: Scope(ScopeKind.PLACE, tour["lake"].pk),
        "/permanences/treillieres/calendrier.ics": Scope(ScopeKind.COMMUNE, tour["meadow"].get_parent().pk),
        "/permanences/caravane/bleue/calendrier.ics": Scope(ScopeKind.CARAVAN, tour["blue"].pk),
        "/permanences/caravane/rouge/calendrier.ics": Scope(ScopeKind.CARAVAN, tour["red"].pk),
    }


def test_every_feed_shows_exactly_the_timeline_of_its_scope(client, tour):
    timeline = published().timeline

    for address, scope in scopes(tour).items():
        expected = sorted((o.start, o.end, o.is_cancelled) for o in timeline.scoped(scope).occurrences)
        shown = [(start, end, summary.startswith("ANNULÉ")) for start, end, summary in spans(client, address)]
        assert shown == expected, address
        assert len(shown) > 10, address


def test_nobody_reads_a_session_on_christmas_day(client, tour):
    assert date(2026, 12, 25) not in {start.date() for start, _, _ in spans(client, EVERYWHERE)}


def test_local_hours_stay_the_same_across_the_clock_changes(client, tour):
    starts = {event["DTSTART"].dt for event in events(client)}

    assert datetime(2026, 10, 23, 7, 30, tzinfo=UTC) in starts
    assert datetime(2026, 10, 27, 8, 30, tzinfo=UTC) in starts
    assert datetime(2027, 3, 26, 8, 30, tzinfo=UTC) in starts
    assert datetime(2027, 3, 30, 7, 30, tzinfo=UTC) in starts


def test_all_times_are_written_in_utc_and_nothing_recurs(client, tour):
    lines = unfolded(client)
    names = {line.split(":")[0].split(";")[0] for line in lines if line}

    assert names.isdisjoint({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TZID"})
    assert "BEGIN:VTIMEZONE" not in lines
    starts = [line for line in lines if line.startswith(("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"))]
    assert all(line.endswith("Z") for line in starts)
    assert all(";" not in line for line in starts)


def test_a_cancelled_session_stays_readable_and_blocks_nobodys_day(client, tour):
    cancelled = [event for event in events(client) if "ANNULÉ" in str(event["SUMMARY"])]

    assert len(cancelled) == 2
    for event in cancelled:
        assert str(event["SUMMARY"]) == "ANNULÉ\xa0: La bleue – Résidence du Lac"
        assert event["STATUS"] == "CONFIRMED"
        assert event["TRANSP"] == "TRANSPARENT"
    assert {str(e["TRANSP"]) for e in events(client) if "ANNULÉ" not in str(e["SUMMARY"])} == {"OPAQUE"}


def test_a_moved_session_gives_the_new_place_to_those_who_follow_the_old_one(client, tour):
    moved = [event for event in events(client, PLACE) if "Treillières" in str(event["LOCATION"])]

    assert [str(event["LOCATION"]) for event in moved] == ["Résidence du Pré, 44119 Treillières"]
    assert "au lieu de" in str(moved[0]["DESCRIPTION"])
    assert str(moved[0]["URL"]) == "http://testserver/permanences/treillieres/residence-du-pre/"


def test_every_event_has_its_own_uid_and_they_are_the_same_in_all_feeds(client, tour):
    everywhere = [str(event["UID"]) for event in events(client)]

    assert len(everywhere) == len(set(everywhere))
    for address in scopes(tour):
        assert {str(event["UID"]) for event in events(client, address)} <= set(everywhere)


def test_uids_outlive_moving_cancelling_and_renaming(client, set_clock):
    place = lake()
    stay = factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-20 08:00")
    before = list(by_uid(client))

    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=meadow())
    change_date(stay, FRIDAY, kind=Change.Kind.CANCELLED)
    place.title, place.slug = "Résidence de l’Île", "residence-de-l-ile"
    place.save_revision().publish()
    town = place.get_parent().specific
    town.slug = "coueron-sur-loire"
    town.save_revision().publish()
    session = stay.sessions.first()
    session.start = time(10)
    session.save()

    assert list(by_uid(client)) == before


def test_uids_outlive_another_address_of_the_site(client, set_clock, settings):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    before = list(by_uid(client))

    settings.BASE_URL = "https://elsewhere.example"
    Caravan.objects.first().save()

    assert list(by_uid(client)) == before


def test_a_subscription_survives_a_new_name_of_the_place(client, set_clock):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-20 08:00")
    assert client.get(PLACE).status_code == 200

    place.title = "Résidence de l’Île"
    place.save_revision().publish()

    assert "X-WR-CALNAME:Caravane numérique – Résidence de l’Île" in unfolded(client, PLACE)


def test_the_stamp_of_an_event_is_its_last_change_and_never_the_present(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    before = {uid: event["DTSTAMP"].dt for uid, event in by_uid(client).items()}
    set_clock("2026-11-20 17:00")

    assert {uid: event["DTSTAMP"].dt for uid, event in by_uid(client).items()} == before
    stay.refresh_from_db()
    assert set(before.values()) == {stay.last_published_at.replace(microsecond=0)}


def test_a_change_makes_sequence_and_stamp_of_its_event_grow_and_of_no_other(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    before = by_uid(client)

    change_date(stay, TUESDAY, session=stay.sessions.first(), kind=Change.Kind.CANCELLED)
    after = by_uid(client)

    grown = [uid for uid in after if after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]]
    assert len(grown) == 1
    assert "ANNULÉ" in str(after[grown[0]]["SUMMARY"])
    assert after[grown[0]]["DTSTAMP"].dt > before[grown[0]]["DTSTAMP"].dt
    assert all(after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] for uid in after if uid not in grown)


def test_undoing_a_cancellation_never_makes_the_sequence_fall(client, set_clock):
    """An application that has seen a higher SEQUENCE keeps « ANNULÉ » and ignores the good news."""
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change = change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    set_clock("2026-11-20 08:00")
    cancelled = by_uid(client)

    change.delete()
    after = by_uid(client)

    assert grown(cancelled, after) == {uid for uid in after if "-20261124@" in uid}
    assert all(after[uid]["DTSTAMP"].dt >= cancelled[uid]["DTSTAMP"].dt for uid in after)


@pytest.mark.parametrize("later", ["2026-11-20 08:00:01", "2026-11-20 17:59", "2026-11-20 23:59:59"])
def test_two_requests_at_different_times_give_the_same_bytes_and_etag(client, set_clock, later):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    first = client.get(EVERYWHERE)
    set_clock(later)
    stamps.move(stamps.SCHEDULE)  # everything is loaded and written anew, as in another process

    second = client.get(EVERYWHERE)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_an_unchanged_feed_costs_a_304_without_a_body(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    etag = client.get(EVERYWHERE)["ETag"]

    again = client.get(EVERYWHERE, headers={"if-none-match": etag})
    weak = client.get(EVERYWHERE, headers={"if-none-match": f'"other", W/{etag}'})
    other = client.get(EVERYWHERE, headers={"if-none-match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag
    assert weak.status_code == 304
    assert other.status_code == 200


def test_a_compressed_feed_is_recognised_again(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    compressed = client.get(EVERYWHERE, headers={"accept-encoding": "gzip"})

    again = client.get(EVERYWHERE, headers={"accept-encoding": "gzip", "if-none-match": compressed["ETag"]})

    assert compressed["Content-Encoding"] == "gzip"
    assert again.status_code == 304


def test_after_a_change_the_old_etag_fetches_the_new_feed(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    etag = client.get(EVERYWHERE)["ETag"]

    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    response = client.get(EVERYWHERE, headers={"if-none-match": etag})

    assert response.status_code == 200
    assert "ANNULÉ" in response.content.decode()


def test_head_says_the_same_as_get_without_the_body(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")

    get, head = client.get(EVERYWHERE), client.head(EVERYWHERE)

    assert dict(head.headers) == dict(get.headers)
    assert head["Content-Length"] == str(len(get.content))
    assert head.content == b""


def test_the_headers_are_those_that_calendar_applications_expect(client, tour):
    for address in scopes(tour):
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"].startswith('inline; filename="permanences')
        assert response["Content-Disposition"].endswith('.ics"')
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "no-store" not in response["Cache-Control"]
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies


def test_only_reading_is_possible(client):
    assert client.post(EVERYWHERE).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/permanences/atlantide/calendrier.ics",
        "/permanences/coueron/atlantide/calendrier.ics",
        "/permanences/treillieres/residence-du-lac/calendrier.ics",
        "/permanences/caravane/atlantide/calendrier.ics",
    ],
)
def test_an_unknown_calendar_is_a_404_in_plain_text_that_helps(client, set_clock, address):
    lake(), meadow()
    set_clock("2026-11-20 08:00")

    response = client.get(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "S’abonner" in response.content.decode()


def test_a_place_that_was_never_public_has_no_calendar(client, set_clock):
    place = lake()
    PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)
    draft = factories.place("Résidence du Port", slug="residence-du-port")
    draft.unpublish()
    set_clock("2026-11-20 08:00")

    assert client.get(PLACE).status_code == 404
    assert client.get(f"{draft.get_parent().url}residence-du-port/calendrier.ics").status_code == 404


def test_a_retired_place_keeps_its_calendar_which_says_so(client, set_clock):
    place = lake()
    factories.stay(date(2026, 11, 17), FRIDAY, at=place)
    set_clock("2026-11-20 13:00")
    client.get(PLACE)

    place.unpublish()
    shown = events(client, PLACE)

    held = f"{Caravan.objects.get().name} – Résidence du Lac"
    assert [str(event["SUMMARY"]) for event in shown] == [
        *[held] * 7,  # what took place stays as it was
        *[f"ANNULÉ\xa0: {held}"] * 9,
        "Ce calendrier est terminé\xa0: Résidence du Lac",
    ]


def test_a_place_made_private_keeps_an_address_that_tells_nothing_of_it(client, set_clock):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-20 08:00")
    client.get(PLACE)

    PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)

    for address in (
        PLACE,
        EVERYWHERE,
        "/permanences/coueron/calendrier.ics",
        "/permanences/changements.atom",
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert "Lac" not in response.content.decode(), address


def test_a_calendar_without_dates_is_still_a_calendar(client, set_clock):
    lake()
    set_clock("2026-11-20 08:00")

    calendar = icalendar.Calendar.from_ical(client.get(PLACE).content)

    assert calendar.walk("VEVENT") == []
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]


def test_lines_are_folded_at_75_octets_between_characters_and_end_in_crlf(client, set_clock):
    place = lake(access="é" * 500 + "🚐" * 20, address="Allée des Châtaigniers")
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-20 08:00")

    body = client.get(EVERYWHERE).content

    assert body.endswith(b"END:VCALENDAR\r\n")
    assert body.count(b"\n") == body.count(b"\r\n") == body.count(b"\r")
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # raises when a character is cut in two
    assert "é" * 500 + "🚐" * 20 in "".join(unfolded(client))


def test_control_characters_and_direction_marks_never_reach_a_calendar(client, set_clock):
    nul = "\x00" if connection.vendor == "sqlite" else ""  # PostgreSQL cannot even hold it
    place = lake(access=f"Sonnez{nul} à\x1b[31m la\x7f porte\u202e.\r\nBEGIN:VEVENT\r\nEND:VEVENT")
    factories.stay(TUESDAY, TUESDAY, at=place)
    set_clock("2026-11-20 08:00")

    body = client.get(EVERYWHERE).content

    assert len(events(client)) == 2
    assert not [c for c in body.decode().replace("\r\n", "") if ord(c) < 32 or ord(c) == 127]
    assert "\u202e" not in body.decode()
    assert "Sonnez à[31m la porte.\nBEGIN:VEVENT\nEND:VEVENT" in str(events(client)[0]["DESCRIPTION"])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps to the length of a column")
def test_a_note_of_ten_thousand_characters_written_by_another_program_breaks_nothing(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake())
    note = "Une très longue note ; avec, des \\ signes : « à part ». " * 180
    Permanence.objects.filter(pk=stay.pk).update(note=note)
    set_clock("2026-11-20 08:00")
    stamps.move(stamps.SCHEDULE)

    assert note.strip() in str(events(client)[0]["DESCRIPTION"])
    assert max(len(line) for line in client.get(EVERYWHERE).content.split(b"\r\n")) <= 75


def test_commas_semicolons_and_backslashes_come_back_as_they_were(client, set_clock):
    title = "Tour A, B; C\\D : « Étang »"
    town = factories.commune("Couëron", slug="coueron")
    factories.stay(TUESDAY, TUESDAY, at=factories.place(title, town, slug="tour"))
    set_clock("2026-11-20 08:00")

    assert str(events(client)[0]["SUMMARY"]).endswith(f" – {title}")
    assert str(events(client)[0]["LOCATION"]) == f"{title}, 44220 Couëron"


def test_nothing_says_none(client, set_clock):
    place = lake()
    type(place).objects.update(address="", access="", bring="")
    factories.stay(TUESDAY, TUESDAY, at=place)
    set_clock("2026-11-20 08:00")

    assert "None" not in client.get(EVERYWHERE).content.decode()
    assert "GEO" not in client.get(EVERYWHERE).content.decode()


def test_coordinates_are_given_as_latitude_then_longitude(client, set_clock):
    factories.stay(TUESDAY, TUESDAY, at=lake(latitude=47.2137, longitude=-1.7234))
    set_clock("2026-11-20 08:00")

    assert "GEO:47.2137;-1.7234" in unfolded(client)


def test_three_months_of_past_stay_and_the_rest_goes(client, set_clock):
    factories.stay(date(2026, 6, 2), date(2026, 11, 27), at=lake())
    set_clock("2026-11-20 08:00")

    first = min(event["DTSTART"].dt for event in events(client)).date()

    assert first == date(2026, 8, 20)


def test_the_calendar_tells_applications_its_name_and_when_to_ask_again(client, tour):
    lines = unfolded(client, PLACE)

    assert "METHOD:PUBLISH" in lines
    assert "X-WR-CALNAME:Caravane numérique – Résidence du Lac" in lines
    assert "X-WR-TIMEZONE:Europe/Paris" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "X-PUBLISHED-TTL:PT1H" in lines
    assert f"SOURCE;VALUE=URI:http://testserver{PLACE}" in lines


def test_a_draft_permanence_never_shows_in_a_feed(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake(), publish=False)
    set_clock("2026-11-20 08:00")

    assert events(client) == []


def test_an_edited_draft_of_a_published_permanence_does_not_show_before_it_is_published(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    etag = client.get(EVERYWHERE)["ETag"]

    stay.note = "Brouillon"
    stay.save_revision()

    assert client.get(EVERYWHERE)["ETag"] == etag
    stay.get_latest_revision().publish()
    assert "Brouillon" in client.get(EVERYWHERE).content.decode()


def test_a_feed_of_a_whole_year_asks_one_query_when_nothing_changed(
    client, set_clock, django_assert_num_queries
):
    factories.stay(date(2026, 1, 6), date(2026, 12, 31), at=lake())
    set_clock("2026-11-20 08:00")
    client.get(EVERYWHERE)

    with django_assert_num_queries(1):
        client.get(EVERYWHERE)


def test_a_poll_of_an_unchanged_feed_never_writes_to_the_database(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-20 08:00")
    client.get(EVERYWHERE)
    seen = []

    def note(execute, sql, params, many, context):
        seen.append(sql.split()[0].upper())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(EVERYWHERE)

    assert seen == ["SELECT"]


def test_a_change_that_is_moved_to_another_day_lets_no_sequence_fall(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change = change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED)
    set_clock("2026-11-20 08:00")
    cancelled = by_uid(client)

    change.date = FRIDAY
    change.save()
    after = by_uid(client)

    assert grown(cancelled, after) == {uid for uid in after if "-20261124@" in uid or "-20261127@" in uid}
