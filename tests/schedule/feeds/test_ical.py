"""The calendar around the events, and how its lines are written (RFC 5545, RFC 7986). No database."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from schedule.feeds import ical
from schedule.feeds.ical import Heading
from tests.engines.readers import Shown, everybody_reads
from tests.schedule.feeds.sayings import MOMENT, a_saying

PAGE = "/permanences/coueron/"
STRANGE = 'Tour A, B; C\\D « Étang » : "bas", C:\\Nord'


def lines(feed: bytes) -> list[str]:
    """Unfolded (RFC 5545 §3.1)."""
    return feed.decode().replace("\r\n ", "").split("\r\n")


def read(feed: bytes) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(feed)


def test_the_head_of_a_feed():
    feed = ical.calendar(ical.feed_heading("Couëron", PAGE, f"{PAGE}calendrier.ics"), [b"events\r\n"])

    said = (
        "Aide gratuite pour l’ordinateur\\, le téléphone et les démarches en ligne. "
        "Dates tenues à jour ici\u00a0: http://testserver/permanences/coueron/"
    )
    assert lines(feed)[0] == "BEGIN:VCALENDAR"
    assert sorted(lines(feed)[1:-3]) == [
        "CALSCALE:GREGORIAN",
        "COLOR:darkgreen",
        f"DESCRIPTION:{said}",
        "METHOD:PUBLISH",
        "NAME:Caravane numérique – Couëron",
        "PRODID:-//e-tinerance//permanences//FR",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SOURCE;VALUE=URI:http://testserver/permanences/coueron/calendrier.ics",
        "URL:http://testserver/permanences/coueron/",
        "VERSION:2.0",
        "X-PUBLISHED-TTL:PT1H",
        f"X-WR-CALDESC:{said}",
        "X-WR-CALNAME:Caravane numérique – Couëron",
        "X-WR-TIMEZONE:Europe/Paris",
    ]
    assert lines(feed)[-3:] == ["events", "END:VCALENDAR", ""]


def test_the_feed_of_everything_bears_the_name_of_the_service_alone():
    feed = ical.calendar(ical.feed_heading("", "/permanences/", "/permanences/calendrier.ics"), [])

    assert "X-WR-CALNAME:Caravane numérique" in lines(feed)


def test_a_file_to_import_promises_no_later_news():
    names = {line.split(":")[0].split(";")[0] for line in lines(ical.calendar(Heading("a", "b", PAGE), []))}

    assert names.isdisjoint({"SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
    assert {"METHOD", "X-WR-CALNAME", "URL"} <= names


def test_the_colour_is_a_name_that_css_knows():
    # A sample of CSS Color 3 §4.3; RFC 7986 §5.9 takes no other form.
    assert ical.COLOR in {"darkgreen", "green", "teal", "navy", "steelblue", "seagreen"}


def test_a_name_with_commas_semicolons_and_backslashes_is_escaped_and_comes_back():
    feed = ical.calendar(Heading(STRANGE, f"{STRANGE}\nDeux lignes", PAGE), [])

    escaped = 'Tour A\\, B\\; C\\\\D « Étang » : "bas"\\, C:\\\\Nord'
    for line in (
        f"NAME:{escaped}",
        f"X-WR-CALNAME:{escaped}",
        f"DESCRIPTION:{escaped}\\nDeux lignes",
        f"X-WR-CALDESC:{escaped}\\nDeux lignes",
    ):
        assert line in lines(feed)
    assert str(read(feed)["DESCRIPTION"]) == f"{STRANGE}\nDeux lignes"


def test_a_calendar_without_events_still_holds_one_component():
    feed = ical.calendar(Heading("a", "b", PAGE), [])

    assert [component.name for component in read(feed).subcomponents] == ["VTIMEZONE"]
    assert [
        component.name for component in read(ical.calendar(Heading("a", "b", PAGE), [b"", ""])).subcomponents
    ] == ["VTIMEZONE"]


@pytest.mark.parametrize("sign", ["é", "€", "🚐", "e\u0301", "\u00a0"])
@pytest.mark.parametrize("shift", range(4))
def test_lines_are_folded_between_characters_at_75_octets(sign, shift):
    title = "x" * shift + sign * 200
    event = ical.event(a_saying(title=title), 1, MOMENT)

    for line in event.split(b"\r\n"):
        line.decode()  # raises when a character is cut in two
        assert len(line) <= 75
    assert f"SUMMARY:{title}" in lines(event)


def test_an_event_says_all_it_knows_in_utc():
    event = ical.event(a_saying(), 213_948_000, MOMENT)

    assert sorted(lines(event)) == sorted(
        [
            "BEGIN:VEVENT",
            "UID:sejour-1-matin-20261124@permanences.e-tinerance.fr",
            "DTSTAMP:20261012T060000Z",
            "LAST-MODIFIED:20261012T060000Z",
            "SEQUENCE:213948000",
            "DTSTART:20261124T083000Z",
            "DTEND:20261124T110000Z",
            "SUMMARY:La caravane – Résidence des Tilleuls",
            "LOCATION:Résidence des Tilleuls\\, Couëron",
            "DESCRIPTION:Mardi 24\u00a0novembre 2026\\, de 9\u00a0h\u00a030 à 12\u00a0h.\\n"
            "http://testserver/permanences/coueron/tilleuls/",
            "URL:http://testserver/permanences/coueron/tilleuls/",
            "CATEGORIES:Permanence numérique",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "END:VEVENT",
            "",
        ]
    )


def test_coordinates_are_latitude_then_longitude_and_both_or_none():
    def geo(**facts) -> list[str]:
        return [line for line in lines(ical.event(a_saying(**facts), 1, MOMENT)) if line.startswith("GEO")]

    assert geo(latitude=47.2137, longitude=-1.7234) == ["GEO:47.2137;-1.7234"]
    assert geo(latitude=0.0, longitude=0.0) == ["GEO:0.0;0.0"]
    assert geo(latitude=47.2137) == geo(longitude=-1.7234) == geo() == []


def test_the_instant_of_a_change_is_written_in_utc_whatever_zone_it_comes_in():
    paris = datetime(2026, 10, 12, 8, 0, tzinfo=a_saying().local_span[0].tzinfo)

    assert ical.event(a_saying(), 1, paris) == ical.event(a_saying(), 1, MOMENT)


def test_the_last_note_stands_on_the_next_day_and_blocks_nothing(js):
    note = ical.last_note("place:7001", STRANGE, date(2026, 11, 5), 3, MOMENT)
    feed = ical.calendar(Heading("a", "b", PAGE), [note])
    noon = datetime(2026, 11, 6, 12, tzinfo=UTC)

    event = read(feed).walk("VEVENT")[0]
    assert str(event["UID"]) == "fin-place-7001@permanences.e-tinerance.fr"
    assert (event.start, event.end) == (noon, noon + timedelta(minutes=15))
    assert str(event["SUMMARY"]) == f"Ce calendrier est terminé\u00a0: {STRANGE}"
    assert str(event["DESCRIPTION"]) == (
        "La caravane ne vient plus ici. Vous pouvez retirer ce calendrier. "
        "Les autres dates\u00a0: http://testserver/permanences/"
    )
    shown = Shown(noon, noon + timedelta(minutes=15), f"Ce calendrier est terminé\u00a0: {STRANGE}", "", True)
    for engine, seen in everybody_reads(feed, js).items():
        assert seen == [shown], engine


def test_the_last_note_of_a_place_that_is_private_now_does_not_name_it():
    note = ical.last_note("place:7001", "", date(2026, 11, 5), 3, MOMENT)

    assert "SUMMARY:Ce calendrier est terminé" in lines(note)
