"""The addresses of the feeds: every one that was ever offered is known, and leads somewhere, for ever."""

from collections.abc import Iterator
from datetime import datetime

from wagtail.models import Page

from schedule import addresses
from schedule.agenda import Agenda
from schedule.models import Feed
from schedule.timeline import EVERYTHING, Scope, ScopeKind


def register(agenda: Agenda, moment: datetime, hidden: set[str]) -> None:
    """Notes the addresses that are offered now; those no longer offered lead on, or end at `moment`.

    `hidden` are the scopes whose name must not be said any more. Forms and back office see to it that no
    address is offered for two scopes in turn (`Feed.objects.promised`); the one offered now would win.
    """
    offered = {path: (scope, name, page) for path, scope, name, page in _offered(agenda)}
    scopes = {scope for scope, _name, _page in offered.values()}
    own_pages = {Scope(ScopeKind.PLACE, p.id).key: p.url for p in agenda.every_place if p.is_archived}
    rows = {row.path: row for row in Feed.objects.all()}
    for path, (scope, name, page) in offered.items():
        row = rows.pop(path, None) or Feed(path=path, since=moment)
        now = (scope, name, page, True, None)
        if row.pk is None or (row.scope, row.name, row.page, row.is_current, row.retired_at) != now:
            row.scope, row.name, row.page, row.is_current, row.retired_at = now
            row.version += 1
            row.save()
    for row in rows.values():
        if row.is_current and row.scope in scopes:
            row.is_current = False
            row.save(update_fields=["is_current"])
            continue
        # An archived place keeps its page, which says where to go.
        page = own_pages.get(row.scope, addresses.AGENDA)
        is_told = row.retired_at is not None and row.page == page and not (row.scope in hidden and row.name)
        if row.is_current and not is_told:
            row.retired_at = row.retired_at or moment
            row.page = page
            row.name = "" if row.scope in hidden else row.name
            row.version += 1
            row.save()


def hidden_scopes() -> set[str]:
    """Keys of the communes and places that had a feed and are private now."""
    private = set(Page.objects.private().values_list("pk", flat=True))
    known = Feed.objects.values_list("scope", flat=True).distinct()
    kinds = {ScopeKind.COMMUNE, ScopeKind.PLACE}
    return {key for key in known if (scope := Scope.of_key(key)).kind in kinds and scope.id in private}


def place_names(agenda: Agenda) -> dict[str, str]:
    """By scope key: the places of today, archived ones too, and those that had a calendar once."""
    kept = Feed.objects.filter(is_current=True, scope__startswith=f"{ScopeKind.PLACE}:")
    now = {Scope(ScopeKind.PLACE, place.id).key: place.name for place in agenda.every_place}
    return {scope: name for scope, name in kept.values_list("scope", "name") if name} | now


def _offered(agenda: Agenda) -> Iterator[tuple[str, str, str, str]]:
    """Path, scope key, name and page of each feed."""
    for path in (addresses.feed(), addresses.news()):
        yield path, EVERYTHING.key, "", addresses.AGENDA
    for commune in agenda.towns:
        for path in (addresses.feed(commune), addresses.news(commune)):
            yield path, Scope(ScopeKind.COMMUNE, commune.id).key, commune.name, commune.url
    for place in agenda.places:
        yield addresses.feed(place), Scope(ScopeKind.PLACE, place.id).key, place.name, place.url
    for caravan in agenda.caravans:
        scope = Scope(ScopeKind.CARAVAN, caravan.id).key
        yield addresses.feed(caravan), scope, caravan.name, addresses.AGENDA
