"""A layer in front of Django that answers the polls of subscribers, the way WhiteNoise serves files.

It repeats what Django has already answered in this process (`building.shelf`), as long as the one stamp
that moves with each change says that nothing has. Anything else goes on to Django.
"""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.db import connection

from core import clock, stamps
from schedule.feeds.building import shelf
from schedule.feeds.conditional import Asked, answer
from schedule.listing import local_day

logger = logging.getLogger(__name__)
Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]
MOST_KEPT, LONGEST_KEY = 5000, 2000
PATIENCE = 1  # seconds for the database to say that nothing changed
# Django decided whether these may be answered, and with which headers, so they are part of the question.
_ASKED_OF = ("PATH_INFO", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")
# Conditions for writers (RFC 9110 §13.1.1 and §13.1.4), which Django knows.
_LEFT_TO_DJANGO = ("QUERY_STRING", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_OF_A_BODY = {"content-type", "content-disposition", "content-length", "content-encoding"}
_STAMPS = f"SELECT name, token FROM core_stamp WHERE name IN ('{stamps.SCHEDULE}', '{stamps.ANNOUNCED}')"  # noqa: S608


class FeedFront:
    def __init__(self, application: Application) -> None:
        self._application, self._pulse = application, Pulse()
        # The headers that Django adds to an answer of its own (security, mostly).
        self._added: dict[tuple, list[tuple[str, str]]] = {}

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.endswith(("/calendrier.ics", "/changements.atom")):
            return self._application(environ, start_response)
        key = tuple(environ.get(name) for name in _ASKED_OF)
        if sum(len(part) for part in key if part) > LONGEST_KEY:
            return self._application(environ, start_response)
        is_plain = environ["REQUEST_METHOD"] in ("GET", "HEAD") and not any(map(environ.get, _LEFT_TO_DJANGO))
        if is_plain and (answered := self._repeated(environ, path, key)) is not None:
            status, headers, body = answered
            start_response(f"{status.value} {status.phrase}", headers)
            return [body]
        return self._application(environ, self._noting(start_response, path, key, is_plain=is_plain))

    def _repeated(self, environ: Environ, path: str, key: tuple) -> tuple | None:
        kept, added = shelf.get(path), self._added.get(key)
        if kept is None or added is None:
            return None
        if kept.day != local_day(clock.now()) or kept.token != self._pulse.token():
            return None
        try:
            status, headers, body = answer(kept.served, Asked.of(environ))
        except LookupError:
            return None  # only its validators are known here
        return status, headers + added, body

    def _noting(self, start_response: Callable, path: str, key: tuple, *, is_plain: bool) -> Callable:
        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kept = shelf.get(path)
            if status.startswith("304"):  # Django gives it the length of its own empty body
                headers = [pair for pair in headers if pair[0].lower() not in _OF_A_BODY]
            own = {name.lower() for name, _ in kept.served.headers("")} | _OF_A_BODY if kept else set()
            is_for_everybody = not any(name.lower() == "set-cookie" for name, _ in headers)
            if kept and is_plain and is_for_everybody and status.startswith(("200", "304")):
                if len(self._added) >= MOST_KEPT:
                    self._added.clear()
                self._added[key] = [pair for pair in headers if pair[0].lower() not in own]
            return start_response(status, headers, *rest)

        return noting


class Pulse:
    """Reads the stamps over a connection of its own: one per process, opened after the fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid, self._connection = 0, None
        # SQLite's must not even be closed on this side of a fork (sqlite.org/howtocorrupt.html, 2.6).
        self._inherited: list[Any] = []
        self._version, self._token = -1, ""

    def token(self) -> str:
        """The token of the schedule; "" while subscribers have not been told everything, or if in doubt."""
        if not self._lock.acquire(timeout=PATIENCE):
            return ""  # somebody waits for a database that does not answer: Django says it better
        try:
            return self._token_now()
        except Exception:
            logger.warning("The stamps cannot be read: Django answers alone", exc_info=True)
            self._hang_up()
            return ""
        finally:
            self._lock.release()

    def _token_now(self) -> str:
        if self._pid != os.getpid():
            if self._connection is not None:
                self._inherited.append(self._connection)
            self._pid, self._version, self._connection = os.getpid(), -1, _connect()
        if connection.vendor == "sqlite":
            # SQLite's own count of what other connections have committed: no table is read.
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._token, self._version = self._read(), version
            return self._token
        return self._read()

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
