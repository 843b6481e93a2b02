"""One permanence as a file to import: a weekly series per session, in the one shape that proved portable.

TZID with a static VTIMEZONE, DTSTART on a real occurrence, UNTIL at the end of the last local day in UTC,
EXDATE in the same zone at the exact start, extra and changed dates as events of their own
(docs/decisions/0006). RFC 5545 §3.8.5.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import icalendar
from django.utils.translation import gettext as _

from core import dates
from schedule.addresses import absolute
from schedule.feeds import ical
from schedule.feeds.announcing import announce
from schedule.feeds.ical import Heading
from schedule.feeds.ledger import EPOCH
from schedule.feeds.wording import said_of
from schedule.feeds.zones import vtimezone
from schedule.models import Announcement
from schedule.recurrence import WEEKDAY_CODES, WeeklyDates
from schedule.timeline import Occurrence, Session, Stay
from schedule.timeline.timeline import expand

END_OF_DAY = time(23, 59, 59)
Stamps = dict[str, tuple[int, datetime]]
NEVER_TOLD = (0, EPOCH)


def occurrences(stay: Stay) -> list[Occurrence]:
    return list(expand(stay))


def name(occurrence: Occurrence) -> tuple[int, int]:
    """Planned day and hour as numbers, the way addresses write them: (20261124, 930)."""
    start = occurrence.session.start
    return int(f"{occurrence.day:%Y%m%d}"), start.hour * 100 + start.minute


def of_stay(stay: Stay) -> bytes:
    return build(stay, _stamps(stay))


def of_occurrence(occurrence: Occurrence) -> bytes:
    """A file with the one session in it, the same event as in the feeds."""
    event = _single(occurrence, _stamps(occurrence.stay))
    return ical.calendar(_heading(occurrence.stay), [event])


def build(stay: Stay, stamps: Stamps) -> bytes:
    """The file of a stay. `stamps` gives SEQUENCE and the instant of the last change, by uid. Pure."""
    events: list[bytes] = []
    zone = b""
    for session in stay.sessions:
        of_session = [o for o in expand(stay) if o.session == session]
        in_series, alone = _split(stay.dates, of_session)
        if len(in_series) > 1:
            zone = vtimezone(stay.caravan.zone.key)
            events.append(_series(session, in_series, stamps))
        else:
            alone = sorted([*in_series, *alone], key=lambda o: o.start)
        events += [_single(occurrence, stamps) for occurrence in alone]
    return ical.calendar(_heading(stay), [zone, *events])


def _split(planned: WeeklyDates, of_session: list[Occurrence]) -> tuple[list[Occurrence], list[Occurrence]]:
    """Those held as the rule says, and those that need an event of their own."""
    by_rule = set(_rule_days(planned))
    in_series = [o for o in of_session if o.day in by_rule and o.is_as_planned]
    return in_series, [o for o in of_session if o.day not in by_rule or not o.is_as_planned]


def _rule_days(planned: WeeklyDates) -> Iterable[date]:
    """What the weekly rule alone comes to: no date added, none left out."""
    return replace(planned, extra=frozenset(), without=frozenset())


def _series(session: Session, in_series: list[Occurrence], stamps: Stamps) -> bytes:
    first, last = in_series[0], in_series[-1]
    stay, zone = first.stay, first.caravan.zone
    said = said_of(first)
    hours = f"{dates.hours(session.start, session.end).capitalize()}."
    description = "\n".join(part for part in (hours, said.details) if part)
    sequence, changed_at = max(stamps.values(), default=NEVER_TOLD)
    found = ical.described(said, f"{stay.key}-{session.key}", sequence, changed_at, description)
    found.add("DTSTART", first.start)
    found.add("DTEND", first.end)
    until = datetime.combine(last.day, END_OF_DAY, zone).astimezone(UTC)
    rule: dict = {"FREQ": ["WEEKLY"], "UNTIL": [until]}
    if stay.dates.interval > 1:
        rule["INTERVAL"] = [stay.dates.interval]
    rule["BYDAY"] = [WEEKDAY_CODES[number] for number in sorted(stay.dates.weekdays)]
    rule["WKST"] = ["MO"]
    found.add("RRULE", icalendar.vRecur(rule))
    held = {o.day for o in in_series}
    for day in _rule_days(stay.dates):
        if first.day < day < last.day and day not in held:
            found.add("EXDATE", datetime.combine(day, session.start, zone))
    return found.to_ical()


def _single(occurrence: Occurrence, stamps: Stamps) -> bytes:
    return ical.event(said_of(occurrence), *stamps.get(occurrence.uid, NEVER_TOLD))


def _heading(stay: Stay) -> Heading:
    title = _("Digital caravan")
    said = _("These dates do not follow the changes. The dates kept up to date: %(url)s")
    page = stay.place.url
    return Heading(f"{title} – {stay.place.name}", said % {"url": absolute(page)}, page)


def _stamps(stay: Stay) -> Stamps:
    announce()  # so that an event has the same SEQUENCE here as in the feeds
    rows = Announcement.objects.filter(uid__startswith=f"{stay.key}-")
    return {uid: (sequence, at) for uid, sequence, at in rows.values_list("uid", "sequence", "changed_at")}
