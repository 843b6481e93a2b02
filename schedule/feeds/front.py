"""A layer in front of Django that answers the polls of subscribers, the way WhiteNoise serves files.

It repeats what Django has already answered in this process to the same question, as long as the one stamp
that moves with each change says that nothing has, and until midnight. Anything else goes on to Django.
"""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from core import clock, stamps
from schedule.listing import local_day

logger = logging.getLogger(__name__)
Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]
FEEDS = ("/calendrier.ics", "/changements.atom")
MOST_KEPT, LONGEST_QUESTION = 2000, 2000
PATIENCE = 1  # seconds for the database to say that nothing changed
_RARE = ("QUERY_STRING", "SCRIPT_NAME", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
# All that an answer may depend on: what makes it, and by what Django decides whether it may be given.
_QUESTION = (
    "PATH_INFO",
    "REQUEST_METHOD",
    "wsgi.url_scheme",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    *_RARE,
)
_STAMPS = f"SELECT name, token FROM core_stamp WHERE name IN ('{stamps.SCHEDULE}', '{stamps.ANNOUNCED}')"  # noqa: S608


class Answer(NamedTuple):
    """True while the token is the schedule's, on the local day [since, until) (seconds since 1970)."""

    token: str
    since: float
    until: float
    status: str
    headers: list[tuple[str, str]]
    body: list[bytes]


class FeedFront:
    def __init__(self, application: Application) -> None:
        self._application, self._pulse = application, Pulse()
        self._answers: dict[tuple, Answer] = {}

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").endswith(FEEDS):
            return self._application(environ, start_response)
        question = tuple(map(environ.get, _QUESTION))
        token, now = self._pulse.token(), clock.timestamp()
        known = self._answers.get(question)
        if known and known.token == token and known.since <= now < known.until:
            start_response(known.status, known.headers[:])
            return known.body
        if token and _is_plain(environ) and _length(question) <= LONGEST_QUESTION:
            return self._noted(environ, start_response, question, token)
        return self._application(environ, start_response)

    def _noted(
        self, environ: Environ, start_response: Callable, question: tuple, token: str
    ) -> Iterable[bytes]:
        since, until = _local_day(clock.now())
        said: list[Any] = []

        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said[:] = [status, headers]
            return start_response(status, headers, *rest)

        response = self._application(environ, noting)
        # The token was read before: what changed meanwhile makes the answer newer than its token, so
        # it is asked for once too often, and never kept too long.
        status, headers = said
        is_for_everybody = not any(name.lower() == "set-cookie" for name, _ in headers)
        if status.startswith(("200", "304")) and is_for_everybody:
            if len(self._answers) >= MOST_KEPT:
                self._answers.clear()
            self._answers[question] = Answer(token, since, until, status, headers[:], list(response))
            response.close()
            return self._answers[question].body
        return response


def _is_plain(environ: Environ) -> bool:
    """Whether calendars ask so: what only others would ask would push their answers out."""
    return environ["REQUEST_METHOD"] in ("GET", "HEAD") and not any(map(environ.get, _RARE))


def _length(question: tuple) -> int:
    return sum(len(part) for part in question if part)


def _local_day(at: datetime) -> tuple[float, float]:
    """The two midnights around an instant: the window of the feeds moves with the day (building.py)."""
    today = local_day(at)
    zone = ZoneInfo(settings.TIME_ZONE)
    midnights = (datetime.combine(day, time(), zone) for day in (today, today + timedelta(days=1)))
    since, until = (midnight.timestamp() for midnight in midnights)
    return since, until


class Pulse:
    """Reads the stamps over a connection of its own: one per process, opened after the fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid, self._connection = 0, None
        # SQLite's must not even be closed on this side of a fork (sqlite.org/howtocorrupt.html, 2.6).
        self._inherited: list[Any] = []
        self._seen: tuple[int, str] = (-1, "")
        self._now = self._now_on_sqlite if connection.vendor == "sqlite" else self._now_elsewhere

    def token(self) -> str:
        """The token of the schedule; "" while subscribers have not been told everything, or if in doubt."""
        try:
            if self._pid != os.getpid():
                self._open()
            return self._now()
        except Exception:
            logger.warning("The stamps cannot be read: Django answers alone", exc_info=True)
            self._hang_up()
            return ""

    def _now_on_sqlite(self) -> str:
        """SQLite counts what other connections have committed: while it stands still, no table is read.

        Without a lock: the count is read before the token, so a thread that loses a race leaves a pair
        that is read again.
        """
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        seen = self._seen
        if seen[0] != version:
            self._seen = seen = (version, self._read())
        return seen[1]

    def _now_elsewhere(self) -> str:
        if not self._lock.acquire(timeout=PATIENCE):
            return ""  # somebody waits for a database that does not answer: Django says it better
        try:
            return self._read()
        finally:
            self._lock.release()

    def _open(self) -> None:
        with self._lock:
            if self._pid != os.getpid():
                if self._connection is not None:
                    self._inherited.append(self._connection)
                self._connection, self._seen, self._pid = _connect(), (-1, ""), os.getpid()

    def _hang_up(self) -> None:
        with suppress(Exception):
            if self._connection and self._pid == os.getpid():
                self._connection.close()
        self._pid, self._connection = 0, None

    def _read(self) -> str:
        found = {name: str(token) for name, token in self._connection.execute(_STAMPS).fetchall()}
        told = found.get(stamps.ANNOUNCED, "")
        return told if told == found.get(stamps.SCHEDULE) else ""


def _connect() -> Any:
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    import psycopg

    parameters = {"connect_timeout": PATIENCE} | _plain(connection.get_connection_params())
    return psycopg.connect(**parameters, autocommit=True)


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    """Without what belongs to Django's own connection."""
    own = ("context", "cursor_factory")
    return {name: value for name, value in parameters.items() if name not in own}
