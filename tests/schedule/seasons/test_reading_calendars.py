"""Calendars as other programs make them, and those of this site. No database."""

import time

import pytest

from schedule.feeds import series
from schedule.seasons import ics_format
from schedule.seasons.lines import Line, Reading
from tests.schedule import plans
from tests.schedule.seasons.seasons import AFTERNOON, KNOWN, MORNING, a_line

PARIS_SERIES = """\
UID:a
SUMMARY:La caravane – Résidence des Tilleuls
LOCATION:Résidence des Tilleuls\\, 3 rue du Lac\\, 44220 Couëron
DTSTART;TZID=Europe/Paris:20261124T093000
DTEND;TZID=Europe/Paris:20261124T123000
RRULE:FREQ=WEEKLY;UNTIL=20261211T225959Z;BYDAY=TU,WE,TH,FR;WKST=MO
"""
IN_THE_MORNING = a_line(hours=(MORNING,))


def calendar(*events: str) -> bytes:
    inside = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{inside}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*events: str) -> Reading:
    return ics_format.read(calendar(*events), KNOWN)


def lines(*events: str) -> tuple[Line, ...]:
    reading = read(*events)
    assert (reading.problem, reading.refused) == ("", ())
    return reading.lines


def event(start: str, end: str, uid: str = "b", more: str = "", where: str = "Résidence des Tilleuls") -> str:
    return f"UID:{uid}\nSUMMARY:La caravane – {where}\nDTSTART:{start}\nDTEND:{end}\n{more}"


def test_a_weekly_series():
    assert lines(PARIS_SERIES) == (IN_THE_MORNING,)


def test_morning_and_afternoon_of_the_same_days_are_one_line():
    afternoon = PARIS_SERIES.replace("T0930", "T1400").replace("T1230", "T1700").replace("UID:a", "UID:b")

    assert lines(PARIS_SERIES, afternoon) == (a_line(hours=(MORNING, AFTERNOON)),)


def test_single_dates_near_each_other_are_one_line_and_others_another():
    found = lines(
        event("20261124T083000Z", "20261124T113000Z"),
        event("20261125T083000Z", "20261125T113000Z"),
        event("20270706T073000Z", "20270706T103000Z"),
    )

    assert found == (
        a_line(plans.only("2026-11-24", "2026-11-25"), hours=(MORNING,)),
        a_line(plans.only("2027-07-06"), hours=(MORNING,)),
    )


def test_a_single_date_beside_a_series_is_an_extra_date_of_it():
    (line,) = lines(PARIS_SERIES, event("20261214T093000", "20261214T123000"))

    assert line.dates == plans.weekly("2026-11-24", "2026-12-11", "TU WE TH FR", extra="2026-12-14")


def test_dates_left_out_and_dates_replaced():
    other = event("20261125T140000", "20261125T170000", "a", "RECURRENCE-ID:20261125T083000Z\n")
    cancelled = event(
        "20261126T093000",
        "20261126T123000",
        "a",
        "RECURRENCE-ID;TZID=Europe/Paris:20261126T093000\nSTATUS:CANCELLED\n",
    )
    without = PARIS_SERIES + "EXDATE;TZID=Europe/Paris:20261124T093000,20261127T093000\n"

    assert lines(without, other, cancelled) == (
        a_line(
            plans.weekly(
                "2026-11-24",
                "2026-12-11",
                "TU WE TH FR",
                without="2026-11-24 2026-11-25 2026-11-26 2026-11-27",
            ),
            hours=(MORNING,),
        ),
        a_line(plans.only("2026-11-25"), hours=(AFTERNOON,)),
    )


@pytest.mark.parametrize(
    "until",
    [
        "UNTIL=20261211T225959Z",
        "UNTIL=20261211",
        "COUNT=12",
        "UNTIL=20261212T082959Z",
        "UNTIL=20261211T093000",
    ],
)
def test_the_last_day_however_it_is_given(until):
    assert lines(PARIS_SERIES.replace("UNTIL=20261211T225959Z", until)) == (IN_THE_MORNING,)


def test_a_duration_instead_of_an_end():
    text = PARIS_SERIES.replace("DTEND;TZID=Europe/Paris:20261124T123000", "DURATION:PT3H")

    assert lines(text) == (IN_THE_MORNING,)


def test_a_name_counts_when_it_is_a_whole_part():
    (line,) = lines(event("20261124T083000Z", "20261124T113000Z", where="Résidence des Tilleuls Nord"))

    assert (line.place, line.commune) == ("La caravane – Résidence des Tilleuls Nord", "")


def test_the_files_of_this_site_are_read():
    dates = plans.weekly("2026-11-24", "2026-12-11", "TU WE", extra="2026-12-14")
    stay = plans.a_stay(dates)

    reading = ics_format.read(series.build(stay, {}), KNOWN)

    hours = tuple((session.start, session.end) for session in stay.sessions)
    expected = plans.weekly("2026-11-24", "2026-12-09", "TU WE", extra="2026-12-14")
    assert reading == Reading((a_line(expected, hours=hours),))


def test_cancelled_events_are_left_out_and_said():
    reading = read(PARIS_SERIES, event("20261124T083000Z", "20261124T113000Z", more="STATUS:CANCELLED\n"))

    assert reading == Reading((IN_THE_MORNING,), remarks=("1 événement annulé est laissé de côté.",))


ONLY_WEEKLY = "Seules des dates qui reviennent chaque semaine sont possibles. Choisissez-les de nouveau."


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("FREQ=WEEKLY", "FREQ=MONTHLY", ONLY_WEEKLY),
        ("FREQ=WEEKLY", "FREQ=SECONDLY", ONLY_WEEKLY),
        ("BYDAY=", "BYSETPOS=1;BYDAY=", ONLY_WEEKLY),
        ("UNTIL=20261211T225959Z;", "", "Cette série n’a pas de fin. Donnez le jour de la dernière date."),
        ("UNTIL=20261211", "UNTIL=20961211", "Une permanence dure un an au plus. Faites-en deux."),
        ("UNTIL=20261211T225959Z", "COUNT=999999999", ONLY_WEEKLY),
        ("UNTIL=20261211T225959Z", "INTERVAL=0;UNTIL=20261211T225959Z", ONLY_WEEKLY),
        ("FREQ=WEEKLY", "FREQ=FOO", "Ses dates ou ses horaires ne sont pas lisibles."),
        (
            "BYDAY=TU,WE",
            "BYDAY=WE",
            "Son premier jour n’est pas un des jours de la semaine où il revient.",
        ),
        (
            ";TZID=Europe/Paris:20261124T093000",
            ";VALUE=DATE:20261124",
            "Cet événement dure toute la journée\u00a0: il faut des horaires.",
        ),
        (
            "DTEND;TZID=Europe/Paris:20261124T123000\n",
            "",
            "Cet événement ne dit pas quand il finit.",
        ),
        (
            "DTEND;TZID=Europe/Paris:20261124",
            "DTEND;TZID=Europe/Paris:20261125",
            "Cet événement ne finit pas le jour où il commence.",
        ),
        (
            "DTSTART;TZID=Europe/Paris",
            "DTSTART;TZID=Lune/Tycho",
            "Son fuseau horaire n’est pas connu\u00a0: «\u00a0Lune/Tycho\u00a0».",
        ),
        (
            "T093000\nDTEND;TZID=Europe/Paris:20261124T123000\nRRULE:FREQ=WEEKLY;UNTIL=20261211T225959Z",
            "T083000\nDTEND;TZID=Europe/Paris:20261124T123000\nRRULE:FREQ=WEEKLY;UNTIL=20261211",
            None,
        ),
    ],
)
def test_what_is_not_weekly_names_the_event_and_the_reason(written, instead, reason):
    assert written in PARIS_SERIES

    (refused, *_others) = read(PARIS_SERIES.replace(written, instead)).refused or [None]

    expected = (1, "La caravane – Résidence des Tilleuls", (reason,)) if reason else None
    assert (refused and (refused.number, refused.what, refused.reasons)) == expected


def test_a_series_in_utc_that_crosses_a_clock_change_is_refused():
    text = event("20261020T073000Z", "20261020T103000Z", more="RRULE:FREQ=WEEKLY;UNTIL=20261103T120000Z\n")

    (refused,) = read(text).refused

    assert refused.reasons == (
        "Ses horaires sont ceux d’un autre fuseau. Écrivez la série à l’heure de la caravane.",
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"BEGIN:VCALENDAR", "Ce fichier de calendrier n’est pas lisible."),
        (calendar(), "Il n’y a aucun événement dans ce calendrier."),
        (calendar(*[PARIS_SERIES] * 2001), "Ce calendrier a trop d’événements\u00a0: 2000 au plus."),
        (b"BEGIN:VCALENDAR" + b"\r\n" * 600_000, "Ce fichier est trop lourd\u00a0: 1\u00a0Mo au plus."),
    ],
)
def test_a_file_that_is_no_calendar_says_so(content, problem):
    assert ics_format.read(content, KNOWN) == Reading(problem=problem)


BOMBS = {
    "nested": b"BEGIN:VEVENT\r\n" * 60_000,
    "nested and closed": b"BEGIN:VEVENT\r\n" * 20_000 + b"END:VEVENT\r\n" * 20_000,
    "a zone without end": b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"RRULE:FREQ=SECONDLY;UNTIL=20991231T000000Z\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
    b"END:VTIMEZONE\r\n",
    "many exceptions": b"BEGIN:VEVENT\r\nDTSTART:20261124T090000Z\r\nDTEND:20261124T100000Z\r\nEXDATE:"
    + b",".join([b"20261124T090000Z"] * 50_000)
    + b"\r\nEND:VEVENT\r\n",
    "many weekdays": PARIS_SERIES.replace("BYDAY=", "BYDAY=" + "MO," * 200_000)
    .join(["BEGIN:VEVENT\n", "END:VEVENT\n"])
    .encode(),
    "parameters": b"X-A" + b";A=B" * 200_000 + b":a\r\n",
    "unclosed zones": b"BEGIN:VTIMEZONE\r\n" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_fast(bomb):
    begun = time.perf_counter()

    reading = ics_format.read(b"BEGIN:VCALENDAR\r\n" + BOMBS[bomb] + b"END:VCALENDAR\r\n", KNOWN)

    assert not reading.lines
    assert reading.problem or reading.refused
    assert time.perf_counter() - begun < 10
