"""Calendar engines that share no code with ours: what a person sees in each of them."""

import json
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

FOLDER = Path(__file__).parent
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEGINNING, END = date(2000, 1, 1), date(2100, 1, 1)
HOMES = ("Europe/Paris", "America/Martinique", "Indian/Reunion")


class Shown(NamedTuple):
    """One event on somebody's screen. `is_off`: it leaves the day of its reader free."""

    start: datetime
    end: datetime
    summary: str
    location: str
    is_off: bool


Reader = Callable[[bytes], list[Shown]]


def icalendar_reads(feed: bytes) -> list[Shown]:
    """The icalendar library, its series told out by recurring-ical-events."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(feed)).between(BEGINNING, END)
    return sorted(
        Shown(
            event.start.astimezone(UTC),
            event.end.astimezone(UTC),
            str(event["SUMMARY"]),
            str(event.get("LOCATION", "")),
            event["TRANSP"] == "TRANSPARENT",
        )
        for event in found
    )


def home_assistant_reads(feed: bytes, home: str = HOMES[0]) -> list[Shown]:
    """The engine of Home Assistant, strict about what it reads."""
    calendar = IcsCalendarStream.calendar_from_ics(feed.decode())
    start, end = (datetime.combine(day, datetime.min.time(), UTC) for day in (BEGINNING, END))
    return sorted(
        Shown(
            event.start.astimezone(UTC),
            event.end.astimezone(UTC),
            event.summary or "",
            event.location or "",
            event.transparency == "TRANSPARENT",
        )
        for event in calendar.timeline_tz(ZoneInfo(home)).overlapping(start, end)
    )


class IcalJs:
    """ical.js, in a process that lives as long as the tests that ask it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def answer(self, feed: bytes, home: str = HOMES[0]) -> dict:
        question = json.dumps({"feed": feed.decode(), "zone": home})
        print(question, file=self._process.stdin, flush=True)
        answered = json.loads(self._process.stdout.readline())
        assert "error" not in answered, answered["error"]
        assert answered["zone"] == home
        return answered

    def reads(self, feed: bytes, home: str = HOMES[0]) -> list[Shown]:
        return sorted(map(_shown, self.answer(feed, home)["events"]))


@contextmanager
def ical_js() -> Iterator[IcalJs]:
    if not (FOLDER / "node_modules").is_dir():
        raise RuntimeError("Il manque les moteurs de calendrier en JavaScript : « make test » les installe.")
    command = ["node", "icaljs.mjs"]
    with subprocess.Popen(
        command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield IcalJs(process)
        process.stdin.close()


def everybody_reads(feed: bytes, js: IcalJs, homes: Iterable[str] = HOMES) -> dict[str, list[Shown]]:
    """By engine and home of its reader."""
    found = {"icalendar": icalendar_reads(feed)}
    for home in homes:
        found[f"Home Assistant, {home}"] = home_assistant_reads(feed, home)
        found[f"ical.js, {home}"] = js.reads(feed, home)
    return found


def _shown(row: dict) -> Shown:
    start, end = (EPOCH + timedelta(milliseconds=row[name]) for name in ("start", "end"))
    return Shown(start, end, row["summary"], row["location"], row["transp"] == "TRANSPARENT")
