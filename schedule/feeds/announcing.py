"""Tells subscribers what changed: brings the memory of the feeds up to date with the timeline.

Called after each change, and by the first reader that finds it late. It writes only what differs.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F
from wagtail.models import Site

from core import clock, stamps
from core.models import Stamp
from schedule.agenda import Agenda
from schedule.feeds import ical, ledger, news, registering
from schedule.feeds.ledger import EVERYONE, Told
from schedule.feeds.wording import Said, Status, covered, formerly_at, withdrawn, withheld
from schedule.listing import local_day
from schedule.models import Announcement, Feed, News
from schedule.timeline import ScopeKind

KEPT_PAST = timedelta(days=92)
TRIES = 5
BATCH = 500
WRITTEN = [field.name for field in Announcement._meta.concrete_fields if field.name not in ("id", "uid")]


def announce(*, even_if_current: bool = False) -> None:
    """Tells what is not told yet. `even_if_current` compares all the same: what events say depends on
    the settings and on this code too, so an update of the site calls it once (`manage.py prepare`).
    """
    for left in reversed(range(TRIES)):
        if not even_if_current and is_current(stamps.tokens()):
            return
        try:
            with _alone():
                _announce(even_if_current=even_if_current)
            return
        except OperationalError as error:
            # PostgreSQL: somebody wrote to one of our rows meanwhile (SQLSTATE 40001).
            if not left or getattr(error.__cause__, "sqlstate", "") != "40001":
                raise


def announce_again() -> None:
    """After an old copy of the database was put back: says all that is to come again, as a new version.

    Calendars that have seen a later version would keep it, and ignore what is true now.
    """
    announce(even_if_current=True)
    at = clock.now()
    with _alone():
        rows = list(Announcement.objects.filter(end__gt=at))
        for row in rows:
            old = Told(row.digest, row.sequence, row.changed_at, row.end, frozenset())
            row.sequence, row.changed_at = ledger.numbered(old, at)
            row.event = ical.event(Said.from_json(row.said), row.sequence, row.changed_at).decode()
        Announcement.objects.bulk_update(rows, WRITTEN, batch_size=BATCH)
        Feed.objects.update(version=F("version") + 1)
        stamps.move(stamps.SCHEDULE)
    announce()


def is_current(tokens: Mapping) -> bool:
    return stamps.SCHEDULE in tokens and tokens[stamps.SCHEDULE] == tokens.get(stamps.ANNOUNCED)


def first_kept(today: date) -> datetime:
    """The local midnight from which on sessions are in the feeds."""
    return datetime.combine(today - KEPT_PAST, time(), ZoneInfo(settings.TIME_ZONE))


def in_scope(scope: str) -> dict[str, str]:
    """Filter for the rows that concern a scope key."""
    return {} if scope == EVERYONE else {"audience__contains": f" {scope} "}


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time in all processes, on one state of the data."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():  # on SQLite this takes the write lock: transactions are IMMEDIATE
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                if is_outermost:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                # A table lock and not a row's: it is taken before the snapshot is.
                cursor.execute("LOCK TABLE schedule_announcement IN SHARE ROW EXCLUSIVE MODE")
        yield


def _announce(*, even_if_current: bool) -> None:
    stamp = Stamp.objects.filter(name=stamps.SCHEDULE).first()
    if stamp is None:
        stamps.move(stamps.SCHEDULE)
        stamp = Stamp.objects.get(name=stamps.SCHEDULE)
    is_late = not is_current(stamps.tokens())
    if not (is_late or even_if_current):
        return
    at = clock.now()
    # Whole seconds, as calendars have them: a copy of the database made through JSON says the same.
    moment = (stamp.moved_at if is_late and stamp.moved_at else at).replace(microsecond=0)
    # Wagtail keeps the addresses of the sites per process, and tells only the one that changed them.
    Site.clear_site_root_paths_cache()
    agenda = Agenda()
    hidden = registering.hidden_scopes()
    touched = _forget(at, hidden) | _tell(agenda, at, moment)
    registering.register(agenda, moment, hidden)
    Feed.objects.filter(scope__in=touched).update(version=F("version") + 1)
    stamps.put(stamps.ANNOUNCED, stamp.token)


def _tell(agenda: Agenda, at: datetime, moment: datetime) -> set[str]:
    """Writes the events that differ. Returns the keys of the scopes that they are in."""
    told = _told()
    plan = ledger.planned(agenda.timeline.stays, first_kept(local_day(at)), settings.BASE_URL)
    found = ledger.compare(told, plan, at)
    rows = {
        row.uid: row
        for row in Announcement.objects.filter(uid__in=[*found.changed, *found.joined, *found.withdrawn])
    }
    names = registering.place_names(agenda)
    transitions, fresh, changed = [], [], []
    for uid in (*found.fresh, *found.changed, *found.joined, *found.withdrawn):
        row, old, new = rows.get(uid), told.get(uid), plan.get(uid)
        before = Said.from_json(row.said) if row else None
        if new:
            former = ledger.former_places(old, new) if old else []
            said = formerly_at(new.said, [names[k] for k in former if k in names]) if former else new.said
            digest = ledger.digest(new, former)
        else:
            by = ledger.covering(before, old.audience, plan.values())
            said = covered(before, by) if by else withdrawn(before)
            digest = said.digest()
            if row.digest == digest:
                continue
        audience = (old.audience if old else frozenset()) | (new.scopes if new else frozenset())
        row = row or Announcement(uid=uid)
        row.start, row.end = said.start, said.end
        row.audience = _spaced(audience)
        if row.pk is None or row.digest != digest:
            row.said, row.digest, row.is_withdrawn = said.to_json(), digest, said.status is Status.WITHDRAWN
            row.sequence, row.changed_at = ledger.numbered(old, moment)
            row.event = ical.event(said, row.sequence, row.changed_at).decode()
        (changed if row.pk else fresh).append(row)
        if said.end > at:
            transitions.append(news.Transition(before, said, audience))
    Announcement.objects.bulk_create(fresh, batch_size=BATCH)
    Announcement.objects.bulk_update(changed, WRITTEN, batch_size=BATCH)
    _tell_news(transitions, moment)
    touched = {scope for row in (*fresh, *changed) for scope in row.audience.split()}
    return touched | {EVERYONE} if touched else touched


def _told() -> dict[str, Told]:
    columns = ("uid", "digest", "sequence", "changed_at", "end", "audience", "is_withdrawn")
    return {
        uid: Told(digest, sequence, changed_at, end, frozenset(audience.split()), is_withdrawn)
        for uid, digest, sequence, changed_at, end, audience, is_withdrawn in (
            Announcement.objects.values_list(*columns).iterator(chunk_size=2000)
        )
    }


def _tell_news(transitions: list[news.Transition], moment: datetime) -> None:
    News.objects.bulk_create(
        News(
            key=uuid4(),
            at=moment,
            audience=_spaced(item.audience),
            title=item.title,
            text=item.text,
            page=item.url.removeprefix(settings.BASE_URL),
        )
        for item in news.items(transitions)
    )


def _forget(at: datetime, hidden: set[str]) -> set[str]:
    """Drops what is too old for any feed, and all trace of the scopes that have been made private.

    Returns the keys of the scopes that said something about them.
    """
    # Two days later than the feeds do (building.py), so that no body changes by it in the middle of a day.
    too_old = first_kept(local_day(at)) - timedelta(days=2)
    Announcement.objects.filter(end__lt=too_old).delete()
    News.objects.filter(at__lt=too_old).delete()
    touched: set[str] = set()
    for scope in hidden:
        for model in (Announcement, News):
            for row in model.objects.filter(**in_scope(scope)):
                touched |= {*row.audience.split(), EVERYONE}
                others = set(row.audience.split()) - hidden
                is_told_elsewhere = any(key.startswith(f"{ScopeKind.PLACE}:") for key in others)
                if model is Announcement and is_told_elsewhere:
                    _keep_without(row, others, hidden, at)
                else:
                    row.delete()
    return touched


def _keep_without(row: Announcement, others: set[str], hidden: set[str], at: datetime) -> None:
    """For the other scopes it stays; it is taken back without a name if it was held at a hidden place."""
    row.audience = _spaced(others)
    said = Said.from_json(row.said)
    if f"{ScopeKind.PLACE}:{said.place}" in hidden:
        said = withheld(said)
        old = Told(row.digest, row.sequence, row.changed_at, row.end, frozenset(others))
        row.said, row.digest, row.is_withdrawn = said.to_json(), said.digest(), True
        row.sequence, row.changed_at = ledger.numbered(old, at)
        row.event = ical.event(said, row.sequence, row.changed_at).decode()
    row.save()


def _spaced(keys: Iterable[str]) -> str:
    return f" {' '.join(sorted(keys))} "
