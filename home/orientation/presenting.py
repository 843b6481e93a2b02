"""What « Qui peut m’aider ? » shows. The directory is kept in memory until one of its rows changes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import clock, phones
from core.stamps import CONTENT, Kept
from home.orientation.form import OrientationForm
from schedule import listing
from schedule.agenda import Agenda, published
from schedule.timeline import EVERYTHING, Commune, Scope, ScopeKind

# What was checked longer ago is told to be old.
STALE_AFTER = timedelta(days=365)
DAYS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Need:
    title: str
    slug: str
    picture: str


@dataclass(frozen=True, slots=True)
class Service:
    """`needs` holds slugs, `communes` names by id; an empty one means all of them."""

    id: int
    name: str
    summary: str
    phone: str
    phone_uri: str
    is_free_call: bool
    phone_note: str
    address: str
    url: str
    source_url: str
    checked_on: date
    needs: frozenset[str]
    communes: dict[int, str]

    @property
    def towns(self) -> str:
        return ", ".join(self.communes.values())


@dataclass(frozen=True, slots=True)
class Directory:
    """All of both, in their order."""

    needs: tuple[Need, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A service, as read on one day."""

    service: Service
    is_old: bool


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A need to tap; `query` keeps the town that was chosen."""

    need: Need
    query: str


def directory(request: HttpRequest | None = None) -> Directory:
    return _kept.get(request)


def is_old(checked_on: date, today: date) -> bool:
    return today - checked_on > STALE_AFTER


def orientation_page(request: HttpRequest) -> dict:
    """Who helps with the need, for people of the town, that the address asks for."""
    at, agenda, known = clock.instant(request), published(request), directory(request)
    needs = {need.slug: need for need in known.needs}
    communes = {commune.slug: commune for commune in agenda.towns}
    form = OrientationForm(
        request.GET,
        [(slug, need.title) for slug, need in needs.items()],
        [(slug, commune.name) for slug, commune in communes.items()],
    )
    form.is_valid()
    need, commune = needs.get(form.chosen("besoin")), communes.get(form.chosen("commune"))
    groups = _groups(known, need, commune, listing.local_day(at))
    found = groups or _groups(known, None, None, listing.local_day(at))
    days = [] if groups else _next_days(agenda, at, commune)
    return {
        "form": form,
        "need": need,
        "commune": commune,
        "tiles": [] if need else [_tile(one, commune) for one in known.needs],
        "groups": found,
        "nothing_found": not groups,
        "days": days,
        "changes_at": listing.changes_at(at, days),
    }


def _groups(known: Directory, need: Need | None, commune: Commune | None, today: date) -> list[Group]:
    """The services of the town first. Those for this very need come before those for any."""
    meeting = list(known.services)
    if need is not None:
        meeting = [one for one in known.services if not one.needs or need.slug in one.needs]
        meeting.sort(key=lambda one: not one.needs)
    if commune is None:
        parts = [(_("Who can help you"), meeting)]
    else:
        near = [one for one in meeting if commune.id in one.communes]
        anywhere = [one for one in meeting if not one.communes]
        parts = [
            (_("For people of this town: %(town)s") % {"town": commune.name}, near),
            (_("Wherever you live"), anywhere),
        ]
    return [
        Group(title, tuple(Card(one, is_old(one.checked_on, today)) for one in services))
        for title, services in parts
        if services
    ]


def _next_days(agenda: Agenda, at: datetime, commune: Commune | None) -> list[listing.Day]:
    """Of the town, if the caravan is to come there; else wherever it goes."""
    scopes = [Scope(ScopeKind.COMMUNE, commune.id)] if commune else []
    found = (listing.coming_days(agenda.timeline, at, scope, DAYS_SHOWN) for scope in (*scopes, EVERYTHING))
    return next((days for days in found if days), [])


def _tile(need: Need, commune: Commune | None) -> Tile:
    chosen = {"besoin": need.slug} | ({"commune": commune.slug} if commune else {})
    return Tile(need, urlencode(chosen))


def _load() -> Directory:
    needs = apps.get_model("home", "Need").objects.all()
    services = apps.get_model("home", "Service").objects.prefetch_related("needs", "communes")
    return Directory(
        tuple(Need(need.title, need.slug, f"img/need-{need.drawing}.svg") for need in needs),
        tuple(_service(row) for row in services),
    )


def _service(row) -> Service:
    same = ("name", "summary", "is_free_call", "phone_note", "address", "url", "source_url", "checked_on")
    return Service(
        id=row.pk,
        phone=phones.unbroken(row.phone),
        phone_uri=phones.uri(row.phone),
        needs=frozenset(need.slug for need in row.needs.all()),
        communes={page.pk: page.title for page in row.communes.all()},
        **{name: getattr(row, name) for name in same},
    )


_kept = Kept(CONTENT, _load)
