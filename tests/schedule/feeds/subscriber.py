"""A calendar application, as small as one can be: it asks whether there is news, and keeps what it read."""

import http.client
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.schedule.feeds.installation import HOST

Event = dict[str, str]
VERSION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
MOST_REDIRECTS = 3


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        return self.headers.get("last-modified", "")


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request over a connection of its own: `if_none_match='"…"'`."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": HOST} | sent)
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())
    finally:
        connection.close()


@dataclass
class Subscriber:
    """`path` is where it asks: the address that was given once, or the one it was led to since."""

    port: int
    path: str
    body: bytes = b""
    etag: str = ""
    last_modified: str = ""
    events: dict[str, Event] = field(default_factory=dict)
    # All that it ever read, by UID: the last version of each.
    known: dict[str, Event] = field(default_factory=dict)

    def sync(self, *, by_date_only: bool = False) -> int:
        """Asks for what is new since the last time. Returns the status, redirects followed."""
        conditions = {}
        if self.last_modified:
            conditions["if_modified_since"] = self.last_modified
        if self.etag and not by_date_only:
            conditions["if_none_match"] = self.etag
        answer = self.follow(**conditions)
        if answer.status == 200:
            self.body = answer.body
            self.events = read(answer.body) if self.path.endswith(".ics") else {}
        elif answer.status == 304:
            assert answer.body == b""
            assert (answer.etag, answer.last_modified) == (self.etag, self.last_modified)
        self.etag, self.last_modified = answer.etag, answer.last_modified
        return answer.status

    def follow(self, **headers: str) -> Answer:
        for _ in range(MOST_REDIRECTS):
            answer = ask(self.port, self.path, **headers)
            if answer.status != 301:
                return answer
            self.path = answer.headers["location"]
        raise AssertionError(f"{self.path} leads in circles")


def read(body: bytes) -> dict[str, Event]:
    """By UID, the properties of each event, unfolded (RFC 5545 §3.1) and without their parameters."""
    events: dict[str, Event] = {}
    event: Event | None = None
    for line in body.decode().replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            assert event["UID"] not in events, "the same UID twice"
            events[event["UID"]] = event
            event = None
        elif event is not None:
            event[name.partition(";")[0]] = value.replace("\\,", ",").replace("\\;", ";")
    return events


def said(event: Event) -> Event:
    """What an event says, without which version of it this is."""
    return {name: value for name, value in event.items() if name not in VERSION}


def instant(text: str) -> float:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
