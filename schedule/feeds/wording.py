"""What a calendar says of one dated session, in words and facts that can be kept and compared."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core import dates
from schedule.addresses import AGENDA, absolute
from schedule.answers import dated_sentences, where
from schedule.timeline import ChangeKind, Occurrence

# What RFC 5545 §3.1 and XML forbid in text, and marks that turn the reading direction of a whole line.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


class Status(StrEnum):
    PLANNED = "planned"
    HOURS = "hours"
    COVERED = "covered"  # another session is held here in its hours
    MOVED = "moved"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


OFF = frozenset({Status.CANCELLED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Said:
    """One event. `start` and `end` are UTC; `zone` is the one in which its hours are said.

    `notice` holds the sentences about a change, "" without one; `details` what helps to come, `phone`
    included. `stay`
    and `place` are ids, to group what is announced.
    """

    uid: str
    start: datetime
    end: datetime
    zone: str
    status: Status
    title: str
    where: str
    location: str
    url: str
    notice: str
    details: str
    latitude: float | None
    longitude: float | None
    stay: int
    place: int
    phone: str = ""

    @property
    def is_off(self) -> bool:
        return self.status in OFF

    @property
    def is_busy(self) -> bool:
        """Whether it takes the reader's time: once for a session, and not for one that another covers."""
        return not self.is_off and self.status is not Status.COVERED

    @property
    def summary(self) -> str:
        """« ANNULÉ » comes first: many applications show nothing else of a cancellation."""
        if self.is_off:
            return _("CANCELLED: %(title)s") % {"title": self.title}
        if self.status is Status.MOVED:
            return _("Exceptionally: %(title)s") % {"title": self.title}
        if self.status is Status.HOURS:
            return _("Other hours: %(title)s") % {"title": self.title}
        return self.title

    @property
    def description(self) -> str:
        start, end = self.local_span
        when = f"{dates.long_date(start).capitalize()}, {dates.hours(start, end)}."
        return "\n".join(part for part in (self.notice, when, self.details) if part)

    @property
    def local_span(self) -> tuple[datetime, datetime]:
        zone = ZoneInfo(self.zone)
        return self.start.astimezone(zone), self.end.astimezone(zone)

    def digest(self) -> str:
        text = json.dumps(self.to_json(), ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def to_json(self) -> dict[str, Any]:
        # Not asdict(): it copies each value, deeply and slowly, and these never change.
        values = {name: getattr(self, name) for name in _FIELDS}
        return values | {"start": self.start.isoformat(), "end": self.end.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Said":
        # A field that came later has a default; one that went is not asked for.
        known = {name: kept[name] for name in _FIELDS if name in kept}
        moments = {name: datetime.fromisoformat(known[name]) for name in ("start", "end")}
        return cls(**known | moments | {"status": Status(known["status"])})


_FIELDS = tuple(field.name for field in fields(Said))


def said_of(occurrence: Occurrence) -> Said:
    place, caravan = occurrence.place, occurrence.caravan
    status = _status(occurrence)
    helpful = [] if status in OFF else [occurrence.stay.note, place.access, place.bring]
    phone = _("Phone: %(phone)s") % {"phone": caravan.phone} if caravan.phone else ""
    url = absolute(place.url)
    return Said(
        uid=occurrence.uid,
        start=occurrence.start.astimezone(UTC),
        end=occurrence.end.astimezone(UTC),
        zone=caravan.zone.key,
        status=status,
        title=clean(f"{caravan.name} – {place.name}"),
        where=clean(where(place)),
        location=location(occurrence),
        url=url,
        notice=clean("\n".join(dated_sentences(occurrence))),
        details=clean("\n".join(line for line in (*helpful, phone, url) if line)),
        phone=clean(phone),
        latitude=place.latitude,
        longitude=place.longitude,
        stay=occurrence.stay.id,
        place=place.id,
    )


def location(occurrence: Occurrence) -> str:
    """One line that a map application understands."""
    place = occurrence.place
    town = f"{place.commune.postcode} {place.commune.name}".strip()
    line = ", ".join(part for part in (place.name, place.address, town) if part)
    return clean(line).replace("\n", " ")


def withdrawn(said: Said) -> Said:
    """The same session once it stands in no plan any more: nobody must come for nothing.

    Its page may be gone too, so it leads to the page of all dates. A reason that was given stays.
    """
    start, end = said.local_span
    words = {"day": dates.long_date(start), "hours": dates.hours(start, end)}
    notice = said.notice if said.is_off else _("The permanence of %(day)s, %(hours)s, is cancelled.") % words
    url = absolute(AGENDA)
    details = "\n".join(line for line in (said.phone, url) if line)
    return replace(said, status=Status.WITHDRAWN, notice=notice, details=details, url=url)


def withheld(said: Said) -> Said:
    """Withdrawn, for those who were told elsewhere too: its place is private now, and is not named."""
    plain = replace(said, status=Status.PLANNED, notice="")
    title = _("Digital caravan")
    nowhere = {"where": "", "location": "", "latitude": None, "longitude": None, "place": 0}
    return replace(withdrawn(plain), title=title, **nowhere)


def covered(said: Said, by: Said) -> Said:
    """The same session when another one, held here in some of its hours, has taken its place."""
    return replace(by, uid=said.uid, status=Status.COVERED)


def formerly_at(said: Said, names: list[str]) -> Said:
    """Adds where else it had been announced: the calendars of those places hold it too.

    Nothing is added without names: a place that was deleted or hidden since has none.
    """
    if not names:
        return said
    sentence = _("In the end the caravan does not come to %(places)s that day.") % {
        "places": ", ".join(names)
    }
    return replace(said, notice="\n".join(part for part in (said.notice, clean(sentence)) if part))


def clean(text: str) -> str:
    """Text without control characters, lone surrogates and direction overrides; line ends as \\n."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def _status(occurrence: Occurrence) -> Status:
    if occurrence.is_cancelled:
        return Status.CANCELLED
    if occurrence.is_moved:
        return Status.MOVED
    if occurrence.opens_late or (occurrence.change and occurrence.change.kind is ChangeKind.HOURS):
        return Status.HOURS
    return Status.PLANNED
