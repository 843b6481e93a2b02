"""What calendars were told, as iCalendar: one VEVENT per dated session, in UTC, no recurrence property.

It is the one form that every calendar engine reads identically (docs/decisions/0006). Built with the
icalendar library; RFC 5545 and RFC 7986.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from django.utils.translation import gettext as _

from core import dates
from schedule.addresses import AGENDA, absolute
from schedule.feeds.wording import Said, clean
from schedule.feeds.zones import vtimezone

# Part of each event's identity. It stays as it is when the site moves to another address.
UID_HOST = "permanences.e-tinerance.fr"
PRODID = "-//e-tinerance//permanences//FR"
REFRESH = timedelta(hours=1)
COLOR = "darkgreen"  # a name of CSS 3, as RFC 7986 §5.9 asks
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the events. `page` and `path` are addresses on this site."""

    name: str
    description: str
    page: str
    path: str = ""


class Text(icalendar.vText):
    """Escaped as RFC 5545 §3.3.11 says. icalendar itself takes a written « \\N », as in « C:\\Nord », for
    the end of a line.
    """

    def to_ical(self) -> bytes:
        text = str(self)
        for sign in "\\;,":
            text = text.replace(sign, f"\\{sign}")
        return text.replace("\n", r"\n").encode()


def calendar(heading: Heading, events: Iterable[str | bytes]) -> bytes:
    """The whole calendar, UTF-8. `events` are VEVENT and VTIMEZONE components as text.

    `heading.path` is the address at which it is kept up to date, "" for a file to import.
    """
    found = icalendar.Calendar()
    found.add("PRODID", PRODID)
    found.add("VERSION", "2.0")
    found.add("CALSCALE", "GREGORIAN")
    found.add("METHOD", "PUBLISH")
    for name in ("NAME", "X-WR-CALNAME"):
        found.add(name, Text(clean(heading.name)))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        found.add(name, Text(clean(heading.description)))
    found.add("COLOR", COLOR)
    found.add("URL", absolute(heading.page))
    if heading.path:
        found.add("X-WR-TIMEZONE", "Europe/Paris")
        found.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        found.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH).to_ical().decode())
        found.add("SOURCE", absolute(heading.path), parameters={"VALUE": "URI"})
    # RFC 5545 §3.6 wants at least one component, so an empty calendar holds a time zone.
    body = b"".join(text.encode() if isinstance(text, str) else text for text in events)
    return found.to_ical().removesuffix(_END) + (body or vtimezone("Europe/Paris")) + _END


def feed_heading(name: str, page: str, path: str) -> Heading:
    """`name` is that of the commune, place or caravan; "" for everything."""
    title = _("Digital caravan")
    said = _("Free help with computers, phones and online procedures. Dates kept up to date here: %(url)s")
    return Heading(f"{title} – {name}" if name else title, said % {"url": absolute(page)}, page, path)


def event(said: Said, sequence: int, changed_at: datetime) -> bytes:
    """One session as a VEVENT of its own, in UTC."""
    found = described(said, said.uid, sequence, changed_at, said.description)
    found.add("DTSTART", said.start.astimezone(UTC))
    found.add("DTEND", said.end.astimezone(UTC))
    return found.to_ical()


def described(said: Said, uid: str, sequence: int, changed_at: datetime, description: str) -> icalendar.Event:
    """A VEVENT that says everything but when."""
    found = icalendar.Event()
    _identify(found, uid, sequence, changed_at)
    found.add("SUMMARY", Text(said.summary))
    if said.location:
        found.add("LOCATION", Text(said.location))
    if said.latitude is not None and said.longitude is not None:
        # Ten centimetres are enough, and a float such as 1e-07 is no RFC 5545 number.
        found.add("GEO", (round(said.latitude, 6), round(said.longitude, 6)))
    found.add("URL", said.url)
    found.add("DESCRIPTION", Text(description))
    found.add("CATEGORIES", [_("Digital help")])
    found.add("STATUS", "CONFIRMED")
    # Google removes STATUS:CANCELLED events, so nobody would read that it is cancelled.
    found.add("TRANSP", "OPAQUE" if said.is_busy else "TRANSPARENT")
    return found


def last_note(scope: str, name: str, retired_on: date, sequence: int, changed_at: datetime) -> bytes:
    """The event that ends a calendar: on the day after, at 12:00 UTC, for those who look only there."""
    found = icalendar.Event()
    _identify(found, f"fin-{scope.replace(':', '-')}", sequence, changed_at)
    start = datetime.combine(retired_on + timedelta(days=1), time(12), UTC)
    found.add("DTSTART", start)
    found.add("DTEND", start + timedelta(minutes=15))
    ended = _("This calendar has ended")
    found.add("SUMMARY", Text(f"{ended}{dates.NBSP}: {clean(name)}" if name else ended))
    said = _(
        "The caravan does not come here any more. You can take this calendar away. The other dates: %(url)s"
    )
    url = absolute(AGENDA)
    found.add("DESCRIPTION", Text(said % {"url": url}))
    found.add("URL", url)
    found.add("STATUS", "CONFIRMED")
    found.add("TRANSP", "TRANSPARENT")
    return found.to_ical()


def _identify(found: icalendar.Event, uid: str, sequence: int, changed_at: datetime) -> None:
    found.add("UID", f"{uid}@{UID_HOST}")
    found.add("DTSTAMP", changed_at.astimezone(UTC))
    found.add("LAST-MODIFIED", changed_at.astimezone(UTC))
    found.add("SEQUENCE", sequence)
