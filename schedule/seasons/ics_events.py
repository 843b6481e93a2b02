"""One VEVENT of somebody's calendar as days and hours, when it is a date or a weekly series. No database.

RFC 5545 §3.6.1 and §3.8.5. Nothing is expanded here: `schedule.recurrence` reads the rule, and refuses at
once one that has no end, is not weekly, or reaches further than a year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.utils.translation import gettext as _

from core import dates as words
from schedule.models.fields import PROBLEM_SENTENCES
from schedule.recurrence import MAX_LISTED_DATES, Problem, RecurrenceError, WeeklyDates, parse
from schedule.seasons.lines import Hours, Unclear, tidy

PLAN = "X-ETINERANCE-PLAN"  # the line of the table, in a calendar that we wrote ourselves
_READ = ("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class Event:
    """`replaces` is the day of the series `uid` in whose stead this one stands."""

    number: int
    name: str
    summary: str
    location: str
    uid: str
    plan: str
    dates: WeeklyDates
    hours: Hours
    replaces: date | None = None


def is_off(component: icalendar.Event) -> bool:
    """Cancelled: by its status or, as in our own feeds, by the first word of its summary."""
    status = str(component.get("STATUS", "")).upper()
    return status == "CANCELLED" or _text(component, "SUMMARY").startswith("ANNULÉ")


def name_of(component: icalendar.Event) -> str:
    return _text(component, "SUMMARY") or _text(component, "LOCATION") or _("event without a title")


def replaced_day(component: icalendar.Event, zone: ZoneInfo) -> date | None:
    value = component.get("RECURRENCE-ID")
    if value is None:
        return None
    if value.params.get("RANGE"):
        raise Unclear(_("It changes a whole end of a series. Make a series of its own of it."))
    return _local(value.dt, zone).date()


def event_of(component: icalendar.Event, number: int, zone: ZoneInfo) -> Event:
    """Raises Unclear. `zone` is the one in which the caravan's hours are read."""
    if any(name in _READ for name, _problem in component.errors):
        raise Unclear(_("Its dates or hours cannot be read."))
    first = component.get("DTSTART")
    if isinstance(first, list) or first is None:
        raise Unclear(_("It does not say when it begins."))
    if not isinstance(first.dt, datetime):
        raise Unclear(_("It lasts the whole day: hours are needed."))
    _check_zone(component)
    start, end = _local(first.dt, zone), _end(component, first.dt, zone)
    if end.date() != start.date():
        raise Unclear(_("It does not end on the day on which it begins."))
    return Event(
        number=number,
        name=name_of(component),
        summary=_text(component, "SUMMARY"),
        location=_text(component, "LOCATION"),
        uid=str(component.get("UID", "")),
        plan=str(component.get(PLAN, "")),
        dates=_dates(component, first.dt, start, zone),
        hours=(_clock(start), _clock(end)),
        replaces=replaced_day(component, zone),
    )


def _dates(component: icalendar.Event, first: datetime, start: datetime, zone: ZoneInfo) -> WeeklyDates:
    extra, without = (set(_listed(component, name, zone)) for name in ("RDATE", "EXDATE"))
    rule = component.get("RRULE")
    if isinstance(rule, list):
        raise Unclear(_("It has several rules: only one weekly rule is possible."))
    if rule is None:
        return WeeklyDates(extra=frozenset(extra | {start.date()}), without=frozenset(without))
    try:
        found = parse(f"DTSTART:{start:%Y%m%dT000000}\nRRULE:{_rule(rule, start, zone)}")
        if start.weekday() not in found.weekdays:
            raise Unclear(_("Its first day is not one of the weekdays of its rule."))
        found = WeeklyDates(
            found.first,
            found.last,
            found.weekdays,
            found.interval,
            frozenset(extra),
            frozenset(day for day in without if found.first <= day <= found.last or day in extra),
        )
        found.check()
    except RecurrenceError as error:
        raise Unclear(str(PROBLEM_SENTENCES[error.problem])) from None
    _check_hours_stay(found, first, start, zone)
    return found


def _rule(rule: icalendar.vRecur, start: datetime, zone: ZoneInfo) -> str:
    """The rule as text, UNTIL as the last local day that it allows."""
    if not (rule.get("UNTIL") or rule.get("COUNT")):
        raise Unclear(_("It has no end. Give the day of the last date."))
    if len(rule.get("BYDAY", [])) > 7:
        raise RecurrenceError(Problem.UNSUPPORTED)
    parts = []
    for part in rule.to_ical().decode().split(";"):
        name, _equals, value = part.partition("=")
        if name == "UNTIL":
            until = rule["UNTIL"][0]
            if isinstance(until, datetime):
                local = _local(until, zone)
                is_before = local.time() < start.time()
                until = local.date() - timedelta(days=1) if is_before else local.date()
            value = f"{until:%Y%m%d}"
        parts.append(f"{name}={value}")
    return ";".join(parts)


def _check_hours_stay(found: WeeklyDates, first: datetime, start: datetime, zone: ZoneInfo) -> None:
    """A series in UTC, or in the time of elsewhere, changes its hours when the clocks here change."""
    if first.tzinfo is None or getattr(first.tzinfo, "key", "") == zone.key:
        return
    shift = start.date() - first.date()
    for day in found:
        there = datetime.combine(day - shift, first.time(), first.tzinfo)
        if there.astimezone(zone).time() != start.time() or shift:
            raise Unclear(
                _("Its hours are those of another time zone. Write the series in the time of the caravan.")
            )


def _check_zone(component: icalendar.Event) -> None:
    for name in ("DTSTART", "DTEND"):
        value = component.get(name)
        zone = value.params.get("TZID") if hasattr(value, "params") else None
        if zone and isinstance(value.dt, datetime) and value.dt.tzinfo is None:
            raise Unclear(_("Its time zone is not known: « %(zone)s ».") % {"zone": str(zone)[:60]})


def _listed(component: icalendar.Event, name: str, zone: ZoneInfo) -> Iterator[date]:
    value = component.get(name, [])
    several = value if isinstance(value, list) else [value]
    moments = [one.dt for each in several for one in each.dts]
    if len(moments) > MAX_LISTED_DATES:
        raise Unclear(_("It lists too many dates."))
    for moment in moments:
        if isinstance(moment, datetime):
            yield _local(moment, zone).date()
        elif isinstance(moment, date):
            yield moment
        else:
            raise Unclear(_("It lists periods; only dates are possible."))


def _end(component: icalendar.Event, first: datetime, zone: ZoneInfo) -> datetime:
    if (value := component.get("DTEND")) is not None:
        if isinstance(value, list) or not isinstance(value.dt, datetime):
            raise Unclear(_("It does not say when it ends."))
        return _local(value.dt, zone)
    if (value := component.get("DURATION")) is not None and isinstance(value.dt, timedelta):
        return _local(first, zone) + value.dt
    raise Unclear(_("It does not say when it ends."))


def _local(moment: Any, zone: ZoneInfo) -> datetime:
    """In the zone of the caravan, without a mark of it; floating times are taken as they stand."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)


def _clock(moment: datetime) -> time:
    if moment.second or moment.microsecond:
        raise Unclear(_("Its hours hold seconds: « %(hour)s ».") % {"hour": words.hour(moment.time())})
    return moment.time()


def _text(component: icalendar.Event, name: str) -> str:
    value = component.get(name, "")
    return tidy(str(value[0] if isinstance(value, list) else value))
