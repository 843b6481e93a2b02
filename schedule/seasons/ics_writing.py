"""The lines of a plan as one calendar file to import. No database.

The portable shape of docs/decisions/0006: TZID with a static VTIMEZONE, DTSTART on a held date, UNTIL at the
end of the last local day in UTC, EXDATE at the exact start, extra dates as events of their own.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import icalendar
from django.utils.translation import gettext as _

from schedule.addresses import AGENDA, absolute
from schedule.feeds import ical
from schedule.feeds.ledger import EPOCH
from schedule.feeds.zones import vtimezone
from schedule.holidays import holiday_name
from schedule.recurrence import WEEKDAY_CODES
from schedule.seasons.csv_format import cells_of
from schedule.seasons.ics_events import PLAN
from schedule.seasons.lines import Hours, Line, tidy
from schedule.timeline import Caravan

END_OF_DAY = time(23, 59, 59)


def write(lines: Iterable[tuple[Line, Caravan]]) -> bytes:
    """The caravan of a line says in which zone it is read, and which public holidays it skips."""
    lines = list(lines)
    zones = sorted({caravan.zone.key for _line, caravan in lines})
    said = _("These dates do not follow the changes. The dates kept up to date: %(url)s")
    heading = ical.Heading(_("The plan of the caravan"), said % {"url": absolute(AGENDA)}, AGENDA)
    events = [event for line, caravan in lines for event in _events(line, caravan)]
    return ical.calendar(heading, [*(vtimezone(zone) for zone in zones), *events])


def held_days(line: Line, region: str) -> list[date]:
    """Its days without the public holidays on which it is closed (as `schedule.timeline` has them)."""
    return [
        day
        for day in line.dates
        if line.open_on_holidays or day in line.dates.extra or not holiday_name(day, region)
    ]


def summary_and_location(line: Line) -> tuple[str, str]:
    """As a calendar gives them back: icalendar reads « C:\\Nord » with the end of a line in it."""
    event = icalendar.Event()
    event.add("SUMMARY", ical.Text(_summary(line)))
    event.add("LOCATION", ical.Text(_location(line)))
    read = icalendar.Event.from_ical(event.to_ical())
    return tidy(str(read["SUMMARY"])), tidy(str(read["LOCATION"]))


def _events(line: Line, caravan: Caravan) -> Iterator[bytes]:
    by_rule = set(replace(line.dates, extra=frozenset(), without=frozenset()))
    held = held_days(line, caravan.holiday_region)
    in_series = [day for day in held if day in by_rule]
    for hours in line.hours:
        alone = [day for day in held if day not in by_rule]
        if len(in_series) > 1:
            yield _series(line, caravan, hours, in_series, by_rule)
        else:
            alone = held
        for day in alone:
            yield _event(line, caravan, hours, day, f"{day:%Y%m%d}").to_ical()


def _series(line: Line, caravan: Caravan, hours: Hours, days: list[date], by_rule: set[date]) -> bytes:
    first, last = days[0], days[-1]
    event = _event(line, caravan, hours, first, "")
    until = datetime.combine(last, END_OF_DAY, caravan.zone).astimezone(UTC)
    rule: dict = {"FREQ": ["WEEKLY"], "UNTIL": [until]}
    if line.dates.interval > 1:
        rule["INTERVAL"] = [line.dates.interval]
    rule["BYDAY"] = [WEEKDAY_CODES[number] for number in sorted(line.dates.weekdays)]
    rule["WKST"] = ["MO"]
    event.add("RRULE", icalendar.vRecur(rule))
    for day in sorted(by_rule - set(days)):
        if first < day < last:
            event.add("EXDATE", datetime.combine(day, hours[0], caravan.zone))
    return event.to_ical()


def _event(line: Line, caravan: Caravan, hours: Hours, day: date, suffix: str) -> icalendar.Event:
    plan = _plan(line)
    event = icalendar.Event()
    name = f"{plan} {hours[0]:%H%M} {suffix}"
    event.add("UID", f"{uuid5(NAMESPACE_URL, name)}@{ical.UID_HOST}")
    event.add("DTSTAMP", EPOCH)
    event.add("SUMMARY", ical.Text(_summary(line)))
    event.add("LOCATION", ical.Text(_location(line)))
    if line.note:
        event.add("DESCRIPTION", ical.Text(line.note))
    event.add(PLAN, plan)
    event.add("DTSTART", datetime.combine(day, hours[0], caravan.zone))
    event.add("DTEND", datetime.combine(day, hours[1], caravan.zone))
    return event


def _summary(line: Line) -> str:
    return f"{line.caravan} – {line.place}" if line.caravan else line.place


def _location(line: Line) -> str:
    return ", ".join(part for part in (line.place, line.commune) if part)


def _plan(line: Line) -> str:
    """The row of the table, in signs that no calendar program changes."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="").writerow(cells_of(line).values())
    return quote(written.getvalue())
