"""What holds for a subscriber after each edit, whatever the edit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from tests.schedule.feeds.installation import PARIS
from tests.schedule.feeds.subscriber import Event, Subscriber, instant, said

OFF = "ANNULÉ\u00a0: "
MOVED = "Exceptionnellement\u00a0: "
OTHER_HOURS = "Autres heures\u00a0: "
WINDOW = timedelta(days=92)
LAST_NOTE = "fin-"
Occurrence = dict[str, Any]


@dataclass
class Follower:
    """A subscriber, and what it may expect: the occurrences of its scope."""

    name: str
    reader: Subscriber
    concerns: Callable[[Occurrence], bool]
    meanings: dict[str, list] = field(default_factory=dict)
    etags: dict[bytes, str] = field(default_factory=dict)
    last: tuple[bytes, datetime] | None = None

    def sync(self, *, by_date_only: bool = False) -> int:
        status = self.reader.sync(by_date_only=by_date_only)
        assert status in (200, 304), f"{self.name}: {status} at {self.reader.path}"
        return status

    def check(
        self, timeline: list[Occurrence], exported: list[list], at: datetime, forgotten: set[str]
    ) -> None:
        """After an edit and a first sync. `forgotten`: the UIDs that were made private, once at least."""
        assert self.sync() == 304, f"{self.name}: changed without a change"
        assert self.sync(by_date_only=True) == 304, f"{self.name}: changed without a change"
        self._check_validators()
        self._check_it_shows_the_timeline(timeline, at)
        self._check_it_shows_what_is_exported(exported)
        self._check_the_rest(timeline, at, forgotten)
        self._check_versions(forgotten)
        self.reader.known |= self.reader.events

    def _check_validators(self) -> None:
        """ETag and Last-Modified change when the body does, and only then; a plain re-read says the same."""
        again = self.reader.follow()
        found = (again.body, again.etag, again.last_modified)
        assert found == (self.reader.body, self.reader.etag, self.reader.last_modified), self.name
        assert self.etags.setdefault(again.body, again.etag) == again.etag, f"{self.name}: another ETag"
        assert len(set(self.etags.values())) == len(self.etags), f"{self.name}: the ETag of another body"
        modified_at = parsedate_to_datetime(again.last_modified)
        if self.last and self.last[0] == again.body:
            assert self.last[1] == modified_at
        elif self.last:
            assert self.last[1] < modified_at
        self.last = (again.body, modified_at)

    def _check_it_shows_the_timeline(self, timeline: list[Occurrence], at: datetime) -> None:
        since = first_kept(at)
        events = {uid(event): event for event in self.reader.events.values()}
        for one in timeline:
            if not (self.concerns(one) and one["start"] >= since):
                continue
            event = events.get(one["uid"])
            assert event, f"{self.name}: {one} is missing"
            prefixes = {"is_cancelled": OFF, "is_moved": MOVED, "has_other_hours": OTHER_HOURS}
            prefix = next((said for fact, said in prefixes.items() if one[fact]), "")
            shown = {
                "start": instant(event["DTSTART"]),
                "end": instant(event["DTEND"]),
                "summary": event["SUMMARY"],
                "location": event["LOCATION"],
                "free": event["TRANSP"],
            }
            assert shown == {
                "start": one["start"],
                "end": one["end"],
                "summary": f"{prefix}{one['caravan_name']} – {one['place_name']}",
                "location": one["location"],
                "free": "TRANSPARENT" if one["is_cancelled"] else "OPAQUE",
            }, self.name
            meaning = self.meanings.setdefault(event["UID"], one["meaning"])
            assert meaning == one["meaning"], f"{event['UID']} has changed its meaning"

    def _check_it_shows_what_is_exported(self, exported: list[list]) -> None:
        shown = [row(event) for event in sessions(self.reader.events)]
        for *expected, _status in exported:
            assert expected in shown, f"{self.name}: {expected}"

    def _check_the_rest(self, timeline: list[Occurrence], at: datetime, forgotten: set[str]) -> None:
        """What is not in the plan was told before, and says so; nothing that is to come vanishes."""
        now, since = at.timestamp(), first_kept(at)
        planned = {one["uid"]: one for one in timeline}
        for event in sessions(self.reader.events):
            assert instant(event["DTSTART"]) >= since, f"{self.name}: too old: {event}"
            one = planned.get(uid(event))
            if one and self.concerns(one):
                continue
            assert event["UID"] in self.reader.known, f"{self.name}: from nowhere: {event}"
            is_elsewhere = one is not None and event.get("LOCATION") == one["location"]
            is_over = instant(event["DTEND"]) <= now
            # Another session has taken its place, whose hours it shows without taking time twice.
            same = ("DTSTART", "DTEND", "LOCATION")
            is_covered = event["TRANSP"] == "TRANSPARENT" and any(
                other["TRANSP"] == "OPAQUE" and all(other.get(name) == event.get(name) for name in same)
                for other in self.reader.events.values()
            )
            assert event["SUMMARY"].startswith(OFF) or is_elsewhere or is_over or is_covered, (
                f"{self.name}: {event}"
            )
        for gone in self.reader.known.keys() - self.reader.events.keys() - forgotten:
            is_out = instant(self.reader.known[gone]["DTSTART"]) < since
            assert is_out or gone.startswith(LAST_NOTE), f"{self.name} lost {self.reader.known[gone]}"

    def _check_versions(self, forgotten: set[str]) -> None:
        """SEQUENCE and DTSTAMP grow together, when what an event says changes and only then."""
        for key, event in self.reader.events.items():
            assert event["DTSTAMP"] == event["LAST-MODIFIED"]
            if (old := self.reader.known.get(key)) is None:
                continue
            new_version, old_version = version(event), version(old)
            if said(event) != said(old):
                grows = [new > old for new, old in zip(new_version, old_version, strict=True)]
                assert all(grows), f"{self.name}: {old} → {event}"
            elif key in forgotten:
                assert new_version >= old_version, f"{self.name}: {old} → {event}"
            else:
                assert new_version == old_version, f"{self.name}: {old} → {event}"


def version(event: Event) -> tuple[int, float]:
    return int(event["SEQUENCE"]), instant(event["DTSTAMP"])


def sessions(events: dict[str, Event]) -> Iterable[Event]:
    return [event for key, event in events.items() if not key.startswith(LAST_NOTE)]


def uid(event: Event) -> str:
    return event["UID"].partition("@")[0]


def row(event: Event) -> list:
    """As `manage.py export_occurrences` begins its own."""
    start, end = (
        f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[9:11]}:{text[11:13]}:{text[13:15]}Z"
        for text in (event["DTSTART"], event["DTEND"])
    )
    return [start, end, event["SUMMARY"], event.get("LOCATION", "")]


def first_kept(at: datetime) -> float:
    day = (at.astimezone(PARIS) - WINDOW).date()
    return datetime(day.year, day.month, day.day, tzinfo=PARIS).timestamp()
