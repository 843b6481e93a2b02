"""From an address to what it serves: the row that knows its validators, and the body kept in memory."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from core import clock, stamps
from schedule.feeds import atom, ical, ledger
from schedule.feeds.announcing import announce, first_kept, in_scope
from schedule.feeds.conditional import Served
from schedule.listing import local_day
from schedule.models import Announcement, Feed, News

ONE_SECOND = timedelta(seconds=1)
TRIES = 5


@dataclass(frozen=True, slots=True)
class MovedTo:
    path: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What one process holds of a feed: true while the token is the one of ANNOUNCED, on this local day."""

    served: Served
    token: str
    day: date
    version: int


# By path. Shared by the threads of the process, and with the layer in front of Django.
shelf: dict[str, Kept] = {}

logger = logging.getLogger(__name__)

_COLUMNS = ("id", "scope", "is_current", "version", "built_version", "built_on", "etag", "modified_at")
# One query for the row and for whether subscribers have been told everything.
_SQL = f"""
    SELECT {", ".join(f"feed.{column}" for column in _COLUMNS)}, planned.token, told.token
    FROM schedule_feed feed
    LEFT JOIN core_stamp planned ON planned.name = %s
    LEFT JOIN core_stamp told ON told.name = %s
    WHERE feed.path = %s
"""  # noqa: S608 (the columns are ours)


@dataclass(slots=True)
class _Row:
    id: int
    scope: str
    is_current: bool
    version: int
    built_version: int
    built_on: date | None
    etag: str
    modified_at: datetime | None
    planned: UUID | str | None
    told: UUID | str | None


def find(path: str, at: datetime, has: Callable[[Served], bool]) -> Served | MovedTo | None:
    """What is served at this path; None when no such address was ever offered.

    `has` says whether the reader has it already: then nothing is built that was built before.
    """
    for _try in range(TRIES):
        row = _read(path)
        if row is None or row.planned is None or row.planned != row.told:
            _announce_or_log()
            row = _read(path)
        if row is None or row.told is None:
            return None
        if not row.is_current:
            return _moved_to(row, path)
        if served := _served(row, path, local_day(at), has):
            return served
    # It changes faster than it can be built. Now it waits for us: SQLite's transactions are IMMEDIATE.
    with transaction.atomic():
        Feed.objects.select_for_update().get(path=path)
        return _served(_read(path), path, local_day(at), has)


def _announce_or_log() -> None:
    """What subscribers were told last is better than an error: a calendar may drop what fails."""
    try:
        announce()
    except Exception:
        logger.exception("Subscribers could not be told what changed")


def forget() -> None:
    """Empties this process's memory."""
    shelf.clear()


def _read(path: str) -> _Row | None:
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [stamps.SCHEDULE, stamps.ANNOUNCED, path])
        values = cursor.fetchone()
    if values is None:
        return None
    row = _Row(*values)
    if row.modified_at and row.modified_at.tzinfo is None:  # SQLite keeps UTC without saying so
        row.modified_at = row.modified_at.replace(tzinfo=UTC)
    return row


def _moved_to(row: _Row, path: str) -> MovedTo | None:
    """The address that has taken over: of the same scope and format."""
    suffix = path[path.rindex("/") :]
    now = Feed.objects.filter(scope=row.scope, is_current=True, path__endswith=suffix).first()
    return MovedTo(now.path) if now else None


def _served(row: _Row, path: str, day: date, has: Callable[[Served], bool]) -> Served | None:
    """None when the feed changed while it was being built."""
    kept = shelf.get(path)
    is_known = (row.built_version, row.built_on) == (row.version, day) and row.modified_at is not None
    if kept and is_known and (kept.version, kept.day, kept.served.etag) == (row.version, day, row.etag):
        served = kept.served
    elif is_known:
        served = _empty(path, row.etag, row.modified_at)
    else:
        served = None
    if served is None or (served.identity is None and not has(served)):
        identity = _build(Feed.objects.get(pk=row.id), day)
        etag = hashlib.sha256(identity).hexdigest()[:32]
        modified_at = _recorded(row, day, etag)
        if modified_at is None:
            return None
        served = _empty(path, etag, modified_at)
        served.identity = identity
    shelf[path] = Kept(served, str(row.told), day, row.version)
    return served


def _empty(path: str, etag: str, modified_at: datetime) -> Served:
    name = "-".join(part for part in path.split("/")[2:-1]) or "toutes"
    if path.endswith(".atom"):
        return Served(etag, modified_at, "application/atom+xml; charset=utf-8", f"changements-{name}.atom")
    return Served(etag, modified_at, "text/calendar; charset=utf-8", f"permanences-{name}.ics")


def _recorded(row: _Row, day: date, etag: str) -> datetime | None:
    """Since when the body is this one, noted for all processes; None when the feed has changed since.

    Whole seconds, and never the same for two bodies: two changes in one second must not look like one.
    """
    modified_at = row.modified_at
    if etag != row.etag or modified_at is None:
        now = clock.now().astimezone(UTC).replace(microsecond=0)
        modified_at = max(now, modified_at + ONE_SECOND) if modified_at else now
    if (row.etag, row.modified_at, row.built_version, row.built_on) == (etag, modified_at, row.version, day):
        return modified_at
    unchanged_meanwhile = Feed.objects.filter(pk=row.id, version=row.version, etag=row.etag)
    noted = unchanged_meanwhile.update(
        etag=etag, modified_at=modified_at, built_version=row.version, built_on=day
    )
    return modified_at if noted else None


def _build(feed: Feed, day: date) -> bytes:
    if feed.path.endswith(".atom"):
        news = News.objects.filter(at__gte=first_kept(day), **in_scope(feed.scope))
        return atom.build(feed, news[: atom.MOST_ENTRIES])
    rows = Announcement.objects.filter(start__gte=first_kept(day), **in_scope(feed.scope))
    events = [event.encode() for event in rows.order_by("start", "uid").values_list("event", flat=True)]
    if feed.retired_at:
        sequence, changed_at = ledger.numbered(None, feed.retired_at)
        on = local_day(feed.retired_at)
        events.append(ical.last_note(feed.scope, feed.name, on, sequence, changed_at))
    return ical.calendar(ical.feed_heading(feed.name, feed.page, feed.path), events)
