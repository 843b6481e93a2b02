"""The clock changes that a file to import carries, against those of the time zone database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from schedule.feeds.zones import vtimezone
from schedule.models.caravan import ZONES

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def half_hours(zone) -> list[timedelta]:
    """How far a zone is from UTC, at each half hour of eleven years on days of interest, and once a day."""
    moments = []
    at = FIRST
    while at < LAST:
        near_a_change = at.month in (3, 10) and at.day > 20
        moments += [at + HALF_AN_HOUR * n for n in range(48)] if near_a_change else [at]
        at += timedelta(days=1)
    return [moment.astimezone(zone).utcoffset() for moment in moments]


@pytest.mark.parametrize("name", ZONES)
def test_an_independent_reader_finds_the_hours_of_the_time_zone_database(name):
    component = icalendar.Timezone.from_ical(vtimezone(name))

    zone = component.to_tz(lookup_tzid=False)

    assert component.tz_name == name
    assert half_hours(zone) == half_hours(ZoneInfo(name))


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_written_in_whole_lines_and_yearly_rules(name):
    text = vtimezone(name).decode("ascii")

    assert text.endswith("END:VTIMEZONE\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert max(map(len, text.split("\r\n"))) <= 75
    assert {line for line in text.split("\r\n") if line.startswith("RRULE")} <= {
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    }


@pytest.mark.parametrize("name", ["America/New_York", "America/Miquelon", "Europe/London"])
def test_a_zone_whose_clock_changes_are_not_known_is_refused_and_never_guessed(name):
    with pytest.raises(ValueError, match=name):
        vtimezone(name)


def test_a_zone_that_does_not_exist_is_refused():
    with pytest.raises(LookupError):
        vtimezone("Europe/Atlantide")
