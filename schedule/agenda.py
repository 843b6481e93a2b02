"""Reads: the published schedule as one timeline, kept in memory until something in it changes.

Asking costs one query, however many permanences there are. After a change, the next reader in each
process loads everything again, in a fixed number of queries.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from wagtail.models import Page

from core.stamps import Kept
from schedule import models
from schedule.recurrence import RecurrenceError, UnreadableDates
from schedule.timeline import (
    EVERYTHING,
    Caravan,
    Change,
    ChangeKind,
    Commune,
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


def timeline() -> Timeline:
    """Everything that is published, past and to come."""
    return _kept.get().timeline


def places() -> tuple[Place, ...]:
    """The published places, by commune then by name."""
    return _kept.get().places


def caravans() -> tuple[Caravan, ...]:
    return _kept.get().caravans


def communes() -> tuple[Commune, ...]:
    """The published communes that have at least one published place, by name."""
    found = {place.commune.id: place.commune for place in places()}
    return tuple(sorted(found.values(), key=lambda commune: commune.name))


def where_is_the_caravan(at: datetime, scope: Scope = EVERYTHING) -> Whereabouts:
    return whereabouts(timeline(), at, scope)


def by_caravan(at: datetime) -> list[tuple[Caravan, Whereabouts]]:
    """One answer per caravan that has, or ever had, dates; the only caravan when there are none."""
    kept = _kept.get()
    used = {stay.caravan.id for stay in kept.timeline.stays}
    shown = [caravan for caravan in kept.caravans if caravan.id in used] or kept.caravans[:1]
    return [
        (caravan, whereabouts(kept.timeline, at, Scope(ScopeKind.CARAVAN, caravan.id))) for caravan in shown
    ]


def coming(at: datetime, scope: Scope = EVERYTHING, limit: int = 5) -> list[Occurrence]:
    """The sessions of the scope that are not over at `at`, in order; cancelled and moved ones included."""
    found = []
    for occurrence in timeline().scoped(scope).since_end(at):
        found.append(occurrence)
        if len(found) == limit:
            break
    return found


def planned_stay(
    permanence: models.Permanence, chosen: dict, sessions: tuple[Session, ...]
) -> Stay | None:
    """What a permanence would come to if it were published with these choices; None while some lack.

    `chosen` holds `place`, `caravan`, `dates` and `open_on_holidays` as a form has cleaned them. The
    changes that are already known for it count too.
    """
    place = next((p for p in places() if chosen.get("place") and p.id == chosen["place"].pk), None)
    if not (place and chosen.get("caravan") and chosen.get("dates") and sessions):
        return None
    return Stay(
        id=permanence.pk or 0,
        key=permanence.key.hex,
        place=place,
        caravan=_caravan(chosen["caravan"]),
        dates=chosen["dates"],
        sessions=sessions,
        changes=next((stay.changes for stay in timeline().stays if stay.id == permanence.pk), ()),
        open_on_holidays=bool(chosen.get("open_on_holidays")),
    )


def clash(stay: Stay) -> Occurrence | None:
    """The first published session that this stay's caravan could not also hold, at another place."""
    planned = sorted((o for o in expand(stay) if not o.is_cancelled), key=lambda o: o.start)
    if not planned:
        return None
    near = timeline().between(planned[0].start - ONE_DAY, planned[-1].end)
    others = [
        o for o in near if not o.is_cancelled and o.stay.id != stay.id and o.caravan.id == stay.caravan.id
    ]
    for mine in planned:
        for other in others:
            if other.place.id != mine.place.id and other.start < mine.end and mine.start < other.end:
                return other
    return None


class _Kept:
    def __init__(self) -> None:
        self.places = tuple(_published_places())
        by_id = {place.id: place for place in self.places}
        caravans = {caravan.pk: _caravan(caravan) for caravan in models.Caravan.objects.all()}
        self.caravans = tuple(caravans.values())
        self.timeline = Timeline(_stays(by_id, caravans))


_kept = Kept("schedule", _Kept)


def _published_places() -> Iterable[Place]:
    PlacePage = apps.get_model("schedule", "PlacePage")
    CommunePage = apps.get_model("schedule", "CommunePage")
    communes = {
        page.path: Commune(
            id=page.pk,
            name=page.title,
            slug=page.slug,
            url=page.url or "",
            postcode=page.postcode,
            insee_code=page.insee_code,
        )
        for page in CommunePage.objects.live().public()
    }
    pages = PlacePage.objects.live().public()
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
            latitude=page.latitude,
            longitude=page.longitude,
        )
        for page in pages
        if (parent := page.path[: -Page.steplen]) in communes
    ]
    return sorted(found, key=lambda place: (place.commune.name, place.name))


def _caravan(caravan: models.Caravan) -> Caravan:
    return Caravan(
        id=caravan.pk,
        name=caravan.name,
        zone=caravan.zone_info,
        slug=caravan.slug,
        phone=caravan.phone,
        holiday_region=caravan.holiday_region,
    )


def _stays(places: dict[int, Place], caravans: dict[int, Caravan]) -> Iterable[Stay]:
    sessions: dict[int, list[models.Session]] = defaultdict(list)
    for session in models.Session.objects.filter(permanence__live=True).order_by("start", "pk"):
        sessions[session.permanence_id].append(session)
    keys = {session.pk: session.key.hex for rows in sessions.values() for session in rows}
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in models.Change.objects.filter(permanence__live=True).order_by("pk"):
        changes[change.permanence_id].append(_change(change, keys, places))
    for permanence in models.Permanence.objects.live():
        if permanence.place_id not in places:
            continue
        hours = tuple(_readable_sessions(permanence, sessions[permanence.pk]))
        if hours and _usable(permanence):
            yield Stay(
                id=permanence.pk,
                key=permanence.key.hex,
                place=places[permanence.place_id],
                caravan=caravans[permanence.caravan_id],
                dates=permanence.dates,
                sessions=hours,
                changes=tuple(changes[permanence.pk]),
                open_on_holidays=permanence.open_on_holidays,
                note=permanence.note,
                changed_at=permanence.last_published_at,
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


def _change(row: models.Change, keys: dict[int, str], places: dict[int, Place]) -> Change:
    kind = ChangeKind(row.kind)
    place = places.get(row.place_id) if kind is ChangeKind.MOVED else None
    if kind is ChangeKind.MOVED and place is None:
        # Its new place is not (or no longer) public. Nobody must travel to the old one for nothing.
        logger.error("Change %s moves to a place that is not published: shown as cancelled", row.pk)
        kind = ChangeKind.CANCELLED
    return Change(
        day=row.date,
        kind=kind,
        session_key=keys.get(row.session_id, "") if row.session_id else "",
        place=place,
        start=row.start,
        end=row.end,
        message=row.message,
        changed_at=row.changed_at,
    )
