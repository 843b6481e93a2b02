"""A season's plan as a calendar file. No database: places and caravans come as values.

Written in the shape of `schedule.feeds.series`, with the line of the table beside it in a property that
other programs pass over: a calendar cannot say that a stay skips public holidays, or what its rule was.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import icalendar
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schedule.holidays import REGIONS, holiday_name
from schedule.seasons.csv_format import COLUMNS, Unreadable, line_of
from schedule.seasons.ics_events import Event, event_of, is_off, name_of, replaced_day
from schedule.seasons.ics_lines import lines_of
from schedule.seasons.ics_writing import summary_and_location
from schedule.seasons.lines import MAX_BYTES, MAX_LINES, Line, Reading, Refused, Unclear
from schedule.seasons.naming import Known

MAX_EVENTS = 2000
PARIS = ZoneInfo("Europe/Paris")
_FOLD = re.compile(rb"\r?\n[ \t]")  # RFC 5545 §3.1


def looks_like_one(content: bytes) -> bool:
    return content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR")


def read(content: bytes, known: Known) -> Reading:
    """Never raises, whatever the bytes."""
    try:
        components = _components(content)
    except Unclear as problem:
        return Reading(problem=str(problem))
    events, refused, off = _events(components, known)
    lines = _lines(_with_replacements(events, off), known)
    if len(lines) > MAX_LINES:
        return Reading(problem=_("This file has too many lines: %(most)s at most.") % {"most": MAX_LINES})
    left_out = len([day for _uid, day in off if day is None])
    remark = ngettext(
        "%(count)s cancelled event is left out.", "%(count)s cancelled events are left out.", left_out
    )
    return Reading(lines, tuple(refused), (remark % {"count": left_out},) if left_out else ())


def _components(content: bytes) -> list[icalendar.Event]:
    if len(content) > MAX_BYTES:
        raise Unclear(_("This file is too big: 1 MB at most."))
    try:
        calendar = icalendar.Calendar.from_ical(_without_zones(content))
        found = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    except Exception:  # the library raises many kinds, whatever the bytes
        raise Unclear(_("This calendar file cannot be read.")) from None
    if not found:
        raise Unclear(_("There is no event in this calendar."))
    if len(found) > MAX_EVENTS:
        raise Unclear(_("This calendar has too many events: %(most)s at most.") % {"most": MAX_EVENTS})
    return found


def _without_zones(content: bytes) -> bytes:
    """Zones are known by their names. What a file says of one is not read: its rules may have no end."""
    kept, is_zone = [], False
    for line in _FOLD.sub(b"", content).splitlines():
        word, _colon, what = line.strip().upper().rpartition(b":")
        is_zone = is_zone or (word.startswith(b"BEGIN") and what == b"VTIMEZONE")
        if not is_zone:
            kept.append(line)
        is_zone = is_zone and not (word.startswith(b"END") and what == b"VTIMEZONE")
    return b"\r\n".join(kept)


def _events(
    components: list[icalendar.Event], known: Known
) -> tuple[list[Event], list[Refused], list[tuple]]:
    """Those that are held, those that cannot be read, and (UID, replaced day) of the cancelled ones."""
    events, refused, off = [], [], []
    for number, component in enumerate(components, 1):
        what = ""
        try:
            what = name_of(component)
            zone = _zone(component, known)
            if is_off(component):
                off.append((str(component.get("UID", "")), replaced_day(component, zone)))
            else:
                events.append(event_of(component, number, zone))
        except Unclear as unclear:
            refused.append(Refused(number, what, (str(unclear),)))
        except Exception:  # values of a kind that the library let through
            refused.append(Refused(number, what, (_("This event cannot be read."),)))
    return events, refused, off


def _zone(component: icalendar.Event, known: Known) -> ZoneInfo:
    _place, _commune, name = known.named_in("", name_of(component))
    fits = [caravan for caravan in known.caravans if caravan.name == name or len(known.caravans) == 1]
    return fits[0].zone if fits else PARIS


def _with_replacements(events: list[Event], off: list[tuple]) -> list[Event]:
    """RFC 5545 §3.8.4.4: an event with RECURRENCE-ID stands in for that day of its series."""
    replaced = defaultdict(set)
    for uid, day in [*((event.uid, event.replaces) for event in events), *off]:
        if day:
            replaced[uid].add(day)
    found = []
    for event in events:
        if event.dates.first and not event.replaces and replaced[event.uid]:
            days = replaced[event.uid] & set(event.dates)
            dates = replace(event.dates, without=event.dates.without | days)
            event = replace(event, dates=dates)
        found.append(event)
    return found


def _lines(events: list[Event], known: Known) -> tuple[Line, ...]:
    by_plan: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_plan["" if event.replaces else event.plan].append(event)
    plain, lines = by_plan.pop("", []), []
    for plan, group in by_plan.items():
        line = _planned(plan, group)
        if line and _is_said_by(group, line):
            lines.append(line)
        else:
            plain += group  # somebody has changed it since: what the calendar shows counts
    return tuple(sorted([*lines, *lines_of(plain, known)], key=lambda line: line.number))


def _planned(plan: str, group: list[Event]) -> Line | None:
    try:
        row = next(csv.reader(io.StringIO(unquote(plan)), delimiter=";"), [])
        return line_of(dict(zip(COLUMNS, row, strict=True)), min(event.number for event in group))
    except (csv.Error, ValueError, Unreadable):
        return None


def _is_said_by(events: Iterable[Event], line: Line) -> bool:
    """Whether these events are that line: its place, its hours, all its days but public holidays."""
    days, told = defaultdict(set), summary_and_location(line)
    for event in events:
        if (event.summary, event.location) != told:
            return False
        days[event.hours] |= set(event.dates)
    planned = set(line.dates)
    return set(days) == set(line.hours) and all(
        held <= planned and all(_may_be_closed(line, day) for day in planned - held) for held in days.values()
    )


def _may_be_closed(line: Line, day) -> bool:
    is_holiday = any(holiday_name(day, region) for region in ("", *REGIONS))
    return is_holiday and not line.open_on_holidays and day not in line.dates.extra
