"""The timeline as a subscription feed: one VEVENT per dated session, in UTC, no recurrence property.

It is the one form that every calendar engine reads identically (docs/decisions/0006). Built with the
icalendar library; RFC 5545 and RFC 7986.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import icalendar
from django.utils.translation import gettext as _

from core import dates
from schedule.addresses import absolute
from schedule.answers import dated_sentences
from schedule.timeline import Occurrence

# Part of each event's identity. It stays as it is when the site moves to another address.
UID_HOST = "permanences.e-tinerance.fr"
PRODID = "-//e-tinerance//permanences//FR"
REFRESH = timedelta(hours=1)
# SEQUENCE counts the seconds since then: it grows with each change, and fits 31 bits until 2088.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)

# What RFC 5545 §3.1 forbids in text, and marks that turn the reading direction of a whole line.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def build(name: str, path: str, occurrences: Iterable[Occurrence]) -> bytes:
    """The whole calendar, UTF-8. `name` speaks to the subscriber; `path` is the feed's own."""
    feed = icalendar.Calendar()
    feed.add("PRODID", PRODID)
    feed.add("VERSION", "2.0")
    feed.add("CALSCALE", "GREGORIAN")
    feed.add("METHOD", "PUBLISH")
    feed.add("NAME", clean(name))
    feed.add("X-WR-CALNAME", clean(name))
    feed.add("X-WR-TIMEZONE", "Europe/Paris")
    feed.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH).to_ical().decode())
    feed.add("SOURCE", absolute(path), parameters={"VALUE": "URI"})
    feed.add("URL", absolute(path.removesuffix("calendrier.ics")))
    for occurrence in occurrences:
        feed.add_component(event(occurrence))
    return feed.to_ical()


def event(occurrence: Occurrence) -> icalendar.Event:
    place = occurrence.place
    changed = _changed_at(occurrence)
    found = icalendar.Event()
    found.add("UID", f"{occurrence.uid}@{UID_HOST}")
    found.add("DTSTAMP", changed)
    found.add("LAST-MODIFIED", changed)
    found.add("SEQUENCE", max(0, int((changed - EPOCH).total_seconds())))
    found.add("DTSTART", occurrence.start.astimezone(UTC))
    found.add("DTEND", occurrence.end.astimezone(UTC))
    found.add("SUMMARY", summary(occurrence))
    found.add("LOCATION", location(occurrence))
    if place.latitude is not None and place.longitude is not None:
        found.add("GEO", (place.latitude, place.longitude))
    found.add("URL", absolute(place.url))
    found.add("DESCRIPTION", description(occurrence))
    found.add("CATEGORIES", [_("Digital help")])
    found.add("STATUS", "CONFIRMED")
    # Google removes STATUS:CANCELLED events, so nobody would read that it is cancelled.
    found.add("TRANSP", "TRANSPARENT" if occurrence.is_cancelled else "OPAQUE")
    return found


def summary(occurrence: Occurrence) -> str:
    title = f"{occurrence.caravan.name} – {occurrence.place.name}"
    return clean(_("CANCELLED: %(title)s") % {"title": title} if occurrence.is_cancelled else title)


def location(occurrence: Occurrence) -> str:
    """One line that a map application understands."""
    place = occurrence.place
    town = f"{place.commune.postcode} {place.commune.name}".strip()
    return clean(", ".join(part for part in (place.name, place.address, town) if part))


def description(occurrence: Occurrence) -> str:
    place, caravan = occurrence.place, occurrence.caravan
    lines = [
        *dated_sentences(occurrence),
        f"{dates.long_date(occurrence.local_day).capitalize()}, "
        f"{dates.hours(occurrence.start, occurrence.end)}.",
        occurrence.stay.note,
        place.access,
        place.bring,
        _("Phone: %(phone)s") % {"phone": caravan.phone} if caravan.phone else "",
        absolute(place.url),
    ]
    return clean("\n".join(line for line in lines if line))


def clean(text: str) -> str:
    """Text without control characters, lone surrogates and direction overrides; line ends as \\n."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _changed_at(occurrence: Occurrence) -> datetime:
    return (occurrence.changed_at or EPOCH).astimezone(UTC).replace(microsecond=0)
