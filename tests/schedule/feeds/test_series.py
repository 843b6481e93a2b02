"""The file to import: a weekly series in the one shape that proved portable. No database.

What engines make of it stands in test_engines_agree; here is how it is written.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.feeds import series
from schedule.recurrence import WEEKDAY_CODES
from schedule.timeline import Session, Stay
from schedule.timeline.timeline import expand
from tests.schedule import plans
from tests.schedule.feeds.sayings import MOMENT
from tests.schedule.plans import (
    CHABOSSIERE,
    MARTINIQUE_CARAVAN,
    MORNING,
    REUNION_CARAVAN,
    a_stay,
    cancelled,
    moved,
    only,
    other_hours,
    weekly,
)

NOVEMBER = weekly("2026-11-16", "2026-12-04", "TU WE")


def in_the_morning(dates, *changes, **facts) -> Stay:
    return a_stay(dates, *changes, **{"sessions": (MORNING,)} | facts)


def events(stay: Stay, stamps: series.Stamps | None = None) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(series.build(stay, stamps or {})).walk("VEVENT")


def rules(stay: Stay) -> list[icalendar.Event]:
    return [event for event in events(stay) if "RRULE" in event]


def lines(stay: Stay, *names: str) -> list[str]:
    """The lines of these properties, in the order of the file, those of the zone included."""
    return _lines(series.build(stay, {}), names)


def event_lines(stay: Stay, *names: str) -> list[str]:
    return _lines(series.build(stay, {}).partition(b"BEGIN:VEVENT")[2], names)


def _lines(text: bytes, names: tuple[str, ...]) -> list[str]:
    unfolded = text.decode().replace("\r\n ", "").split("\r\n")
    return [line for line in unfolded if line.split(":")[0].split(";")[0] in names]


def single_starts(stay: Stay) -> list[str]:
    return [f"{event.start.astimezone(UTC):%m-%d %H:%M}" for event in events(stay) if "RRULE" not in event]


def test_a_series_is_written_in_local_time_with_its_end_in_utc():
    assert event_lines(in_the_morning(NOVEMBER), "DTSTART", "DTEND", "RRULE", "EXDATE", "UID") == [
        "DTSTART;TZID=Europe/Paris:20261117T093000",
        "DTEND;TZID=Europe/Paris:20261117T120000",
        "UID:sejour-1-matin@permanences.e-tinerance.fr",
        "RRULE:FREQ=WEEKLY;UNTIL=20261202T225959Z;BYDAY=TU,WE;WKST=MO",
    ]


def test_each_session_is_a_series_of_its_own():
    assert [str(event["UID"]).split("@")[0] for event in rules(a_stay(NOVEMBER))] == [
        "sejour-1-matin",
        "sejour-1-apres-midi",
    ]


@pytest.mark.parametrize(
    ("dates", "until"),
    [
        (weekly("2026-10-05", "2026-10-24", "SA"), "20261024T215959Z"),  # the eve of the change
        (weekly("2026-10-05", "2026-10-25", "SU"), "20261025T225959Z"),  # the day itself
        (weekly("2027-03-01", "2027-03-27", "SA"), "20270327T225959Z"),
        (weekly("2027-03-01", "2027-03-28", "SU"), "20270328T215959Z"),
    ],
)
def test_the_end_is_the_last_second_of_the_last_local_day_on_either_side_of_a_clock_change(dates, until):
    (event,) = rules(in_the_morning(dates))

    assert event["RRULE"].to_ical().decode().split(";")[1] == f"UNTIL={until}"


@pytest.mark.parametrize(
    ("caravan", "until"), [(MARTINIQUE_CARAVAN, "20261203T035959Z"), (REUNION_CARAVAN, "20261202T195959Z")]
)
def test_overseas_the_zone_is_that_of_the_caravan(caravan, until):
    stay = in_the_morning(NOVEMBER, caravan=caravan)

    assert lines(stay, "TZID") == [f"TZID:{caravan.zone.key}"]
    assert event_lines(stay, "DTSTART", "RRULE", "EXDATE") == [
        f"DTSTART;TZID={caravan.zone.key}:20261117T093000",
        f"RRULE:FREQ=WEEKLY;UNTIL={until};BYDAY=TU,WE;WKST=MO",
    ]


def test_the_first_date_is_one_that_is_held_even_when_the_first_ones_are_not():
    dates = weekly("2026-11-09", "2026-12-04", "TU WE", without="2026-11-10")  # the 11th is a holiday
    stay = in_the_morning(dates, cancelled("2026-11-17"))

    (event,) = rules(stay)

    assert event.start == plans.at("2026-11-18T09:30")
    assert lines(stay, "EXDATE") == []


def test_the_last_date_is_one_that_is_held():
    stay = in_the_morning(NOVEMBER, cancelled("2026-12-02"), cancelled("2026-12-01"))

    assert "UNTIL=20261125T225959Z" in event_lines(stay, "RRULE")[0]
    assert lines(stay, "EXDATE") == []


def test_dates_left_out_and_holidays_are_exceptions_at_the_exact_start_in_the_same_zone():
    dates = weekly("2026-10-20", "2026-11-18", "TU WE", without="2026-10-27")
    stay = in_the_morning(dates)

    assert lines(stay, "EXDATE") == [
        "EXDATE;TZID=Europe/Paris:20261027T093000",
        "EXDATE;TZID=Europe/Paris:20261111T093000",
    ]
    assert single_starts(stay) == []


def test_a_stay_that_is_held_on_holidays_has_no_exception_for_them():
    dates = weekly("2026-11-03", "2026-11-18", "WE")

    assert lines(in_the_morning(dates, open_on_holidays=True), "EXDATE") == []
    assert lines(in_the_morning(dates), "EXDATE") == ["EXDATE;TZID=Europe/Paris:20261111T093000"]


@pytest.mark.parametrize(
    "change",
    [
        cancelled("2026-11-24"),
        cancelled("2026-11-24", "matin"),
        moved("2026-11-24", CHABOSSIERE),
        other_hours("2026-11-24", "09:30 12:00", "matin"),
    ],
)
def test_a_changed_date_is_an_exception_and_an_event_of_its_own(change):
    stay = in_the_morning(NOVEMBER, change)

    assert lines(stay, "EXDATE") == ["EXDATE;TZID=Europe/Paris:20261124T093000"]
    assert single_starts(stay) == ["11-24 08:30"]
    assert lines(stay, "RECURRENCE-ID", "RDATE") == []


def test_a_change_of_one_session_leaves_the_series_of_the_other_whole():
    stay = a_stay(NOVEMBER, cancelled("2026-11-24", "apres-midi"))

    morning, afternoon = rules(stay)

    assert "EXDATE" not in morning
    assert afternoon["EXDATE"].dts[0].dt == plans.at("2026-11-24T14:00")


def test_hours_for_the_whole_day_make_one_event_and_an_exception_in_each_series():
    stay = a_stay(NOVEMBER, other_hours("2026-11-24", "10:00 16:00"))

    assert lines(stay, "EXDATE") == [
        "EXDATE;TZID=Europe/Paris:20261124T093000",
        "EXDATE;TZID=Europe/Paris:20261124T140000",
    ]
    assert single_starts(stay) == ["11-24 09:00"]


def test_an_extra_date_is_an_event_of_its_own_unless_the_rule_has_it_anyway():
    beside = in_the_morning(weekly("2026-11-16", "2026-12-04", "TU WE", extra="2026-11-28 2026-12-12"))
    within = in_the_morning(weekly("2026-11-16", "2026-12-04", "TU WE", extra="2026-11-24"))

    assert single_starts(beside) == ["11-28 08:30", "12-12 08:30"]
    assert single_starts(within) == []
    assert "UNTIL=20261202T225959Z" in event_lines(beside, "RRULE")[0]


def test_an_extra_date_on_a_holiday_that_the_rule_has_is_held_in_the_series():
    stay = in_the_morning(weekly("2026-11-03", "2026-11-18", "WE", extra="2026-11-11"))

    assert lines(stay, "EXDATE") == []
    assert single_starts(stay) == []


@pytest.mark.parametrize(
    "dates",
    [
        only("2026-11-24"),
        weekly("2026-11-24", "2026-11-24", "TU"),
        weekly("2026-11-10", "2026-11-12", "WE TH"),  # the 11th is a holiday
    ],
)
def test_a_single_date_is_an_event_in_utc_without_rule_or_zone(dates):
    stay = in_the_morning(dates)

    assert len(events(stay)) == 1
    assert lines(stay, "RRULE", "EXDATE", "TZID", "BEGIN")[1:] == ["BEGIN:VEVENT"]
    assert lines(stay, "DTSTART")[0].endswith("Z")


def test_dates_without_a_rule_are_events_in_order():
    stay = a_stay(only("2026-11-24", "2026-11-21"))

    assert single_starts(stay) == ["11-21 08:30", "11-24 08:30", "11-21 13:00", "11-24 13:00"]


@pytest.mark.parametrize("interval", [2, 3, 26])
def test_a_rhythm_of_several_weeks_counts_from_the_monday_of_its_first_week(interval):
    dates = weekly("2026-10-07", "2027-09-30", "MO WE", interval)  # a Wednesday: its Monday is not held
    stay = in_the_morning(dates, cancelled("2026-10-07"))

    (event,) = rules(stay)

    assert event["RRULE"].get("INTERVAL", [1]) == [interval]
    assert event["RRULE"]["WKST"] == ["MO"]
    held = {o.day for o in expand(stay) if not o.change}
    assert event.start.date() == min(held)
    assert (event.start.date() - plans.day("2026-10-05")).days // 7 % interval == 0


def test_weekdays_stand_in_their_order_and_only_real_ones():
    (event,) = rules(in_the_morning(weekly("2026-11-16", "2026-12-04", "FR MO SU")))

    assert event["RRULE"]["BYDAY"] == ["MO", "FR", "SU"]


def test_hours_stay_the_same_across_a_clock_change():
    stay = in_the_morning(weekly("2026-10-20", "2026-10-28", "TU"))

    assert event_lines(stay, "DTSTART") == ["DTSTART;TZID=Europe/Paris:20261020T093000"]


def test_the_zone_is_told_once_however_many_series_there_are():
    assert lines(a_stay(NOVEMBER), "TZID") == ["TZID:Europe/Paris"]


def test_an_event_has_the_number_of_the_feeds_and_a_series_the_highest():
    stay = in_the_morning(NOVEMBER, cancelled("2026-11-24"))
    later = MOMENT + timedelta(days=1)
    stamps = {"sejour-1-matin-20261124": (9, later), "sejour-1-matin-20261125": (7, MOMENT)}

    told = [(int(event["SEQUENCE"]), event.stamp) for event in events(stay, stamps)]

    assert told == [(9, later), (9, later)]


def test_a_stay_that_nobody_was_told_of_has_a_number_all_the_same():
    assert {int(event["SEQUENCE"]) for event in events(a_stay(NOVEMBER))} == {0}


def test_a_series_says_its_hours_but_no_single_day():
    (event,) = rules(in_the_morning(NOVEMBER, note="Entrée libre."))

    assert str(event["DESCRIPTION"]).split("\n") == [
        "De 9\u00a0h\u00a030 à 12\u00a0h.",
        "Entrée libre.",
        "http://testserver/permanences/coueron/tilleuls/",
    ]


def test_the_file_says_that_it_does_not_follow_changes_and_where_to_look():
    (said,) = [line for line in lines(a_stay(NOVEMBER), "DESCRIPTION") if "Ces dates" in line]

    assert said == (
        "DESCRIPTION:Ces dates ne suivent pas les changements. Les dates à jour sont ici\u00a0: "
        "http://testserver/permanences/coueron/tilleuls/"
    )


def test_a_stay_none_of_whose_dates_is_held_is_still_a_calendar():
    stay = a_stay(only("2026-11-11"), sessions=())

    assert events(stay) == []


@st.composite
def long_stays(draw) -> Stay:
    """Up to a year, in any rhythm."""
    dates = draw(plans.complete_dates().filter(bool))
    sessions = (Session("matin", plans.time(9, 30), plans.time(12)),)
    return a_stay(
        dates,
        *draw(plans.some_changes(dates, sessions)),
        sessions=sessions,
        caravan=draw(st.sampled_from(plans.CARAVANS)),
    )


@given(long_stays())
@plans.law(60)
def test_any_series_keeps_to_the_portable_shape(stay):
    """RFC 5545 §3.8.5.3: what is left undefined there is where engines differ."""
    held = {o.start for o in expand(stay) if not o.change}
    zone = stay.caravan.zone.key

    found = events(stay)

    assert len({str(event["UID"]) for event in found}) == len(found)
    for event in found:
        assert not {"RDATE", "EXRULE", "RECURRENCE-ID", "DURATION"} & event.keys()
        if "RRULE" not in event:
            assert event.start.tzname() == "UTC"
            assert "EXDATE" not in event
            continue
        rule = event["RRULE"]
        assert event.start in held
        assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == zone
        assert WEEKDAY_CODES[event.start.weekday()] in rule["BYDAY"]
        (until,) = rule["UNTIL"]
        assert until.tzname() == "UTC"
        last = until.astimezone(ZoneInfo(zone))
        assert f"{last:%H:%M:%S}" == "23:59:59"
        assert last.date() == max(start.date() for start in held if start <= until)
        for exception in _exceptions(event):
            assert exception.params["TZID"] == zone
            moment: datetime = exception.dts[0].dt
            assert moment.time() == event.start.time()
            assert event.start < moment < until
            assert moment not in held


def _exceptions(event: icalendar.Event) -> list:
    found = event.get("EXDATE", [])
    return found if isinstance(found, list) else [found]
