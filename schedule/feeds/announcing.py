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
from wagtail.models import Page, Site

from core import clock, stamps
from core.models import Stamp
from schedule import addresses
from schedule.agenda import Agenda
from schedule.feeds import ical, ledger, news
from schedule.feeds.ledger import EVERYONE, Told
from schedule.feeds.wording import Said, formerly_at, withdrawn
from schedule.listing import local_day
from schedule.models import Announcement, Feed, News
from schedule.timeline import Scope, ScopeKind

KEPT_PAST = timedelta(days=92)
TRIES = 5
BATCH = 500


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
    touched = _forget(at) | _tell(agenda, at, moment)
    _register(agenda, moment)
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
    covered = {
        uid
        for uid in found.withdrawn
        if ledger.is_covered(Said.from_json(rows[uid].said), told[uid].audience, plan.values())
    }
    withdrawn_now = [uid for uid in found.withdrawn if uid not in covered]
    names = _place_names(agenda)
    transitions, fresh, changed = [], [], []
    for uid in (*found.fresh, *found.changed, *found.joined, *withdrawn_now):
        row, old, new = rows.get(uid), told.get(uid), plan.get(uid)
        before = Said.from_json(row.said) if row else None
        if new:
            former = ledger.former_places(old, new) if old else []
            said = formerly_at(new.said, [names[k] for k in former if k in names]) if former else new.said
            digest = ledger.digest(new, former)
        else:
            said = withdrawn(before)
            digest = said.digest()
        audience = (old.audience if old else frozenset()) | (new.scopes if new else frozenset())
        row = row or Announcement(uid=uid)
        row.start, row.end = said.start, said.end
        row.audience = _spaced(audience)
        if row.pk is None or row.digest != digest:
            row.said, row.digest, row.is_withdrawn = said.to_json(), digest, new is None
            row.sequence, row.changed_at = ledger.numbered(old, moment)
            row.event = ical.event(said, row.sequence, row.changed_at).decode()
        (changed if row.pk else fresh).append(row)
        if said.end > at:
            transitions.append(news.Transition(before, said, audience))
    Announcement.objects.bulk_create(fresh, batch_size=BATCH)
    written = (
        "start",
        "end",
        "audience",
        "said",
        "digest",
        "is_withdrawn",
        "sequence",
        "changed_at",
        "event",
    )
    Announcement.objects.bulk_update(changed, written, batch_size=BATCH)
    _tell_news(transitions, moment)
    Announcement.objects.filter(uid__in=covered).delete()
    touched = {scope for row in (*fresh, *changed) for scope in row.audience.split()}
    touched |= {scope for uid in covered for scope in told[uid].audience}
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


def _forget(at: datetime) -> set[str]:
    """Drops what is too old for any feed, and all trace of what has been made private.

    Returns the keys of the scopes that said something about what is private now.
    """
    # Two days later than the feeds do (building.py), so that no body changes by it in the middle of a day.
    too_old = first_kept(local_day(at)) - timedelta(days=2)
    Announcement.objects.filter(end__lt=too_old).delete()
    News.objects.filter(at__lt=too_old).delete()
    touched: set[str] = set()
    for scope in _hidden():
        for model in (Announcement, News):
            rows = model.objects.filter(**in_scope(scope))
            for audience in rows.values_list("audience", flat=True):
                touched |= {*audience.split(), EVERYONE}
            rows.delete()
    return touched


def _hidden() -> set[str]:
    """Keys of the known communes and places that are private now."""
    private = set(Page.objects.private().values_list("pk", flat=True))
    known = Feed.objects.values_list("scope", flat=True).distinct()
    kinds = {ScopeKind.COMMUNE, ScopeKind.PLACE}
    return {key for key in known if (scope := Scope.of_key(key)).kind in kinds and scope.id in private}


def _register(agenda: Agenda, moment: datetime) -> None:
    """Every address that is offered now is known for ever; those no longer offered lead on, or end."""
    offered = {path: (scope, name, page) for path, scope, name, page in _offered(agenda)}
    scopes = {scope for scope, _name, _page in offered.values()}
    hidden = _hidden()
    rows = {row.path: row for row in Feed.objects.all()}
    for path, (scope, name, page) in offered.items():
        row = rows.pop(path, None) or Feed(path=path, since=moment)
        now = (scope, name, page, True, None)
        if row.pk is None or (row.scope, row.name, row.page, row.is_current, row.retired_at) != now:
            row.scope, row.name, row.page, row.is_current, row.retired_at = now
            row.version += 1
            row.save()
    for row in rows.values():
        if row.scope in scopes:
            row.is_current = False
            row.save(update_fields=["is_current"])
        elif row.is_current and (row.retired_at is None or (row.scope in hidden and row.name)):
            row.retired_at = row.retired_at or moment
            row.page = "/permanences/"
            row.name = "" if row.scope in hidden else row.name
            row.version += 1
            row.save()


def _offered(agenda: Agenda) -> Iterator[tuple[str, str, str, str]]:
    """Path, scope key, name and page of each feed."""
    agenda_page = "/permanences/"
    yield addresses.feed(), EVERYONE, "", agenda_page
    yield addresses.news(), EVERYONE, "", agenda_page
    for commune in agenda.communes:
        scope = Scope(ScopeKind.COMMUNE, commune.id).key
        yield addresses.feed(commune), scope, commune.name, commune.url
        yield addresses.news(commune), scope, commune.name, commune.url
    for place in agenda.places:
        scope = Scope(ScopeKind.PLACE, place.id).key
        yield addresses.feed(place), scope, place.name, place.url
    for caravan in agenda.caravans:
        scope = Scope(ScopeKind.CARAVAN, caravan.id).key
        yield addresses.feed(caravan), scope, caravan.name, agenda_page


def _place_names(agenda: Agenda) -> dict[str, str]:
    """By scope key: the places of today, and those that had a calendar once."""
    kept = Feed.objects.filter(scope__startswith=f"{ScopeKind.PLACE}:").values_list("scope", "name")
    now = {Scope(ScopeKind.PLACE, place.id).key: place.name for place in agenda.places}
    return {scope: name for scope, name in kept if name} | now


def _spaced(keys: Iterable[str]) -> str:
    return f" {' '.join(sorted(keys))} "
