"""Reads: the published schedule as one timeline, kept in memory until something in it changes.

Asking costs one query, however many permanences there are. After a change, the next reader in each
process loads everything again, in a fixed number of queries.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from core.stamps import SCHEDULE, Kept
from schedule import models
from schedule.recurrence import RecurrenceError, UnreadableDates, WeeklyDates
from schedule.timeline import (
    EVERYTHING,
    Caravan,
    Change,
    ChangeKind,
    Commune,
    Notice,
    NoticeKind,
    Occurrence,
    Place,
    Scope,
    ScopeKind,
    Session,
    Stay,
    Timeline,
    Whereabouts,
    whereabouts,
)
from schedule.timeline.timeline import ONE_DAY, expand

logger = logging.getLogger(__name__)
CHANGE_FIELDS = ("date", "kind", "place", "start", "end", "message")


class Agenda:
    """One reading of what is published: the timeline, and the places and caravans it speaks of."""

    def __init__(self) -> None:
        hidden = Page.objects.all().private_q()  # asked once: it reads the restrictions
        towns = {page.path: _commune(page) for page in _public_pages("CommunePage", hidden)}
        self.towns = tuple(sorted(towns.values(), key=lambda commune: commune.name))
        self.every_place = tuple(_published_places(towns, hidden))
        self.caravans = tuple(_caravan(caravan) for caravan in models.Caravan.objects.all())
        self.timeline = Timeline(_stays(self.every_place, self.caravans))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Those that the caravan comes to. Archived ones are in `every_place`, for the past alone."""
        return tuple(place for place in self.every_place if not place.is_archived)

    @cached_property
    def scheduled(self) -> tuple[Stay, ...]:
        """The stays as they will be once their publication, planned for later, has come."""
        waiting = models.Permanence.objects.filter(_revisions__approved_go_live_at__isnull=False).distinct()
        drafts = (drafted_stay(p.scheduled_revision.as_object()) for p in waiting if p.scheduled_revision)
        return tuple(stay for stay in drafts if stay)

    @cached_property
    def communes(self) -> tuple[Commune, ...]:
        """Those of the published `towns` that have at least one published place, by name."""
        found = {place.commune.id: place.commune for place in self.places}
        return tuple(sorted(found.values(), key=lambda commune: commune.name))

    def whereabouts(self, at: datetime, scope: Scope = EVERYTHING) -> Whereabouts:
        return whereabouts(self.timeline, at, scope)

    def with_stay(self, stay: Stay) -> "Agenda":
        """The same as if this stay were published, in the place of what is published of it."""
        other = copy(self)
        kept = (known for known in self.timeline.stays if known.id != stay.id)
        other.timeline = Timeline((*kept, stay))
        return other

    def by_caravan(self, at: datetime) -> list[tuple[Caravan, Whereabouts]]:
        """One answer per caravan that has, or ever had, dates; of the first caravan when none has."""
        used = {stay.caravan.id for stay in self.timeline.stays}
        shown = [caravan for caravan in self.caravans if caravan.id in used] or self.caravans[:1]
        return [(caravan, self.whereabouts(at, Scope(ScopeKind.CARAVAN, caravan.id))) for caravan in shown]


def published(request: HttpRequest | None = None) -> Agenda:
    """The agenda as it is now: ask once, then read from it.

    A request may bring its own in `request.agenda`: a preview shows what is not published yet.
    """
    own = getattr(request, "agenda", None)
    return own if isinstance(own, Agenda) else _kept.get(request)


def planned_stay(permanence: models.Permanence, chosen: dict, sessions: tuple[Session, ...]) -> Stay | None:
    """What a permanence would come to if it were published with these choices; None while some lack.

    `chosen` holds `place`, `caravan`, `dates`, `open_on_holidays` and `note` as a form has cleaned them. The
    changes and notices that are already known for it count too.
    """
    agenda = published()
    place = next((p for p in agenda.every_place if chosen.get("place") and p.id == chosen["place"].pk), None)
    if not (place and chosen.get("caravan") and chosen.get("dates") and sessions):
        return None
    known = published_stay(permanence.pk)
    return Stay(
        id=permanence.pk or 0,
        key=permanence.key.hex,
        place=place,
        caravan=_caravan(chosen["caravan"]),
        dates=chosen["dates"],
        sessions=tuple(sorted(sessions, key=lambda session: session.start)),
        changes=known.changes if known else (),
        notices=known.notices if known else (),
        open_on_holidays=bool(chosen.get("open_on_holidays")),
        note=chosen.get("note") or "",
    )


def published_stay(pk: int | None) -> Stay | None:
    return next((stay for stay in published().timeline.stays if stay.id == pk), None)


def drafted_stay(permanence: models.Permanence) -> Stay | None:
    """The same for a permanence as it is in memory, saved or not; None while it is no stay yet."""
    rows = [row for row in permanence.sessions.all() if row.start and row.end and row.start < row.end]
    if not isinstance(permanence.dates, WeeklyDates) or not _usable(permanence):
        return None
    chosen = {
        name: getattr(permanence, name) for name in ("place", "caravan", "dates", "open_on_holidays", "note")
    }
    return planned_stay(permanence, chosen, tuple(Session(row.key.hex, row.start, row.end) for row in rows))


def stay_with_change(row: models.Change, chosen: dict) -> Stay | None:
    """The published stay as it would be with a change that is being written; None while it is no stay.

    `row` is the change before editing; `chosen` holds its fields as a form has cleaned them.
    """
    permanence, session = chosen.get("permanence"), chosen.get("session")
    agenda = published()
    stay = published_stay(permanence.pk) if permanence else None
    if not (stay and chosen.get("date")):
        return None
    keys = {session.pk: session.key.hex} if session else {}
    written = models.Change(
        permanence=permanence, session=session, **{k: v for k, v in chosen.items() if k in CHANGE_FIELDS}
    )
    change = _change(written, keys, {place.id: place for place in agenda.every_place})
    if not change:
        return None
    before = row.session.key.hex if row.session_id and row.session else ""
    replaced = {(change.day, change.session_key), (row.date, before)}
    kept = tuple(c for c in stay.changes if (c.day, c.session_key) not in replaced)
    return replace(stay, changes=(*kept, change))


def clash(stay: Stay, days: Collection[date] | None = None) -> Occurrence | None:
    """The first published session that this stay's caravan could not also hold, at another place.

    `days` are those of the stay to look at; None: all.
    """
    return next((other for mine, other in _meetings(stay, days) if other.place.id != mine.place.id), None)


def clashes(stay: Stay) -> list[Occurrence]:
    """All of them, in order."""
    found = (other for mine, other in _meetings(stay) if other.place.id != mine.place.id)
    return list({other.uid: other for other in found}.values())


def duplicates(stay: Stay) -> list[Occurrence]:
    """The sessions of other stays that are published for the same caravan, place and time, in order."""
    found = (other for mine, other in _meetings(stay) if other.place.id == mine.place.id)
    return list({other.uid: other for other in found}.values())


def _meetings(stay: Stay, days: Collection[date] | None = None) -> Iterator[tuple[Occurrence, Occurrence]]:
    """The sessions of a stay, each with every other one of the same caravan that is held meanwhile.

    What is published counts, and what is to be published later.
    """
    held = (o for o in expand(stay) if not o.is_cancelled and (days is None or o.day in days))
    planned = sorted(held, key=lambda o: o.start)
    if not planned:
        return
    others: dict[date, list[Occurrence]] = defaultdict(list)
    now = published()
    later = (o for waiting in now.scheduled for o in expand(waiting))
    for o in (*now.timeline.between(planned[0].start - ONE_DAY, planned[-1].end), *later):
        if not o.is_cancelled and o.stay.id != stay.id and o.caravan.id == stay.caravan.id:
            others[o.local_day].append(o)  # one caravan, one zone; no session lasts over midnight
    for mine in planned:
        for other in others[mine.local_day]:
            if other.start < mine.end and mine.start < other.end:
                yield mine, other


_kept = Kept(SCHEDULE, Agenda)


def _public_pages(model: str, hidden: Q) -> Iterable[Page]:
    """The page types stand in a layer above (schedule.pages)."""
    return apps.get_model("schedule", model).objects.live().exclude(hidden)


def _commune(page: Page) -> Commune:
    return Commune(
        id=page.pk,
        name=page.title,
        slug=page.slug,
        url=page.url or "",
        postcode=page.postcode,
        insee_code=page.insee_code,
    )


def _published_places(communes: dict[str, Commune], hidden: Q) -> Iterable[Place]:
    """`communes` are the published ones, by path in the tree."""
    found = [
        Place(
            id=page.pk,
            name=page.title,
            commune=communes[parent],
            url=page.url or "",
            slug=page.slug,
            address=page.address,
            access=page.access,
            bring=page.bring,
            stop=page.stop,
            latitude=page.latitude,
            longitude=page.longitude,
            has_photo=page.photo_id is not None,
            is_archived=page.is_archived,
            successor=page.successor_id,
            code=page.code or "",
        )
        for page in _public_pages("PlacePage", hidden)
        if (parent := page.path[: -Page.steplen]) in communes
    ]
    return sorted(found, key=lambda place: (place.commune.name, place.name))


def _caravan(caravan: models.Caravan) -> Caravan:
    try:
        zone = caravan.zone_info
    except (ValueError, ZoneInfoNotFoundError):
        logger.error("Caravan %s has an unknown zone (%r): read as Paris", caravan.pk, caravan.zone)
        zone = ZoneInfo("Europe/Paris")
    return Caravan(
        id=caravan.pk,
        name=caravan.name,
        zone=zone,
        slug=caravan.slug,
        phone=caravan.phone,
        holiday_region=caravan.holiday_region,
    )


def _stays(published: Iterable[Place], owned: Iterable[Caravan]) -> Iterable[Stay]:
    places = {place.id: place for place in published}
    caravans = {caravan.id: caravan for caravan in owned}
    sessions: dict[int, list[models.Session]] = defaultdict(list)
    for session in models.Session.objects.filter(permanence__live=True).order_by("start", "pk"):
        sessions[session.permanence_id].append(session)
    keys = {session.pk: session.key.hex for rows in sessions.values() for session in rows}
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in models.Change.objects.filter(permanence__live=True).order_by("pk"):
        if read := _change(change, keys, places):
            changes[change.permanence_id].append(read)
    notices: dict[int, list[Notice]] = defaultdict(list)
    for notice in models.Notice.objects.filter(permanence__live=True).order_by("pk"):
        if notice.session_id in keys:
            notices[notice.permanence_id].append(_notice(notice, keys[notice.session_id]))
    for permanence in models.Permanence.objects.live():
        if permanence.place_id not in places:
            continue
        hours = tuple(_readable_sessions(permanence, sessions[permanence.pk]))
        # A caravan that is not there was made after the others were read: the next reader sees both.
        if hours and permanence.caravan_id in caravans and _usable(permanence):
            yield Stay(
                id=permanence.pk,
                key=permanence.key.hex,
                place=places[permanence.place_id],
                caravan=caravans[permanence.caravan_id],
                dates=permanence.dates,
                sessions=hours,
                changes=tuple(changes[permanence.pk]),
                notices=tuple(notices[permanence.pk]),
                open_on_holidays=permanence.open_on_holidays,
                note=permanence.note,
            )


def _usable(permanence: models.Permanence) -> bool:
    try:
        if isinstance(permanence.dates, UnreadableDates):
            raise RecurrenceError(permanence.dates.problem)
        permanence.dates.check()
    except RecurrenceError as error:
        logger.error("Permanence %s is left out: its dates are unusable (%s)", permanence.pk, error.problem)
        return False
    return bool(permanence.dates)


def _readable_sessions(permanence: models.Permanence, rows: list[models.Session]) -> Iterable[Session]:
    for row in rows:
        if row.start and row.end and row.start < row.end:
            yield Session(row.key.hex, row.start, row.end)
        else:
            logger.error("Session %s of permanence %s is left out: bad hours", row.pk, permanence.pk)


def _change(row: models.Change, keys: dict[int, str], places: dict[int, Place]) -> Change | None:
    if row.kind not in set(ChangeKind):
        logger.error("Change %s is left out: unknown kind %r", row.pk, row.kind)
        return None
    if row.session_id and row.session_id not in keys:
        logger.error("Change %s is left out: its session is not known", row.pk)
        return None
    if row.start and row.end and row.end <= row.start:
        logger.error("Change %s is left out: bad hours", row.pk)
        return None
    kind = ChangeKind(row.kind)
    place = places.get(row.place_id) if kind is ChangeKind.MOVED else None
    if kind is ChangeKind.MOVED and place is None:
        # Its new place is not (or no longer) public. Nobody must travel to the old one for nothing.
        logger.error("Change %s moves to a place that is not published: shown as cancelled", row.pk)
        kind = ChangeKind.CANCELLED
    return Change(
        day=row.date,
        kind=kind,
        session_key=keys[row.session_id] if row.session_id else "",
        place=place,
        start=row.start,
        end=row.end,
        message=row.message,
        since=row.changed_at,
    )


def _notice(row: models.Notice, session_key: str) -> Notice:
    return Notice(
        day=row.date,
        session_key=session_key,
        kind=NoticeKind(row.kind),
        start=row.start,
        message=row.message,
        since=row.changed_at,
    )
