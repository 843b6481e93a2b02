"""What the pages show of the partners. Kept in memory until one of them, or a picture, changes."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.http import HttpRequest
from django.utils.functional import Promise

from core import clock, phones
from core.stamps import CONTENT, Kept
from schedule import listing

LOGO = "max-220x110"
# In the order of the page; the first ones are those that a reader may turn to.
HELP = ("receives", "relays")
MAKE_IT_POSSIBLE = ("carries", "carries_with", "funds")


@dataclass(frozen=True, slots=True)
class Logo:
    url: str
    width: int
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """A partner as it is shown, from `since` to `until`, both included."""

    name: str
    kind: str
    kind_in_words: Promise | str  # said in the language of each request
    role: str
    phone: str
    phone_uri: str
    url: str
    territory: str
    logo: Logo | None
    since: date | None
    until: date | None

    def is_shown_on(self, day: date) -> bool:
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


def partners(request: HttpRequest) -> list[Card]:
    """Those of today, on the spot, by role and in their order."""
    today = listing.local_day(clock.instant(request))
    return [card for card in _kept.get(request) if card.is_shown_on(today)]


def partner_page(request: HttpRequest) -> dict:
    found = partners(request)
    return {
        "helpers": [card for card in found if card.kind in HELP],
        "makers": [card for card in found if card.kind in MAKE_IT_POSSIBLE],
        "changes_at": listing.changes_at(clock.instant(request), ()),  # one may come or go at midnight
    }


def _load() -> tuple[Card, ...]:
    Partner = apps.get_model("home", "Partner")
    order = {kind: number for number, kind in enumerate((*HELP, *MAKE_IT_POSSIBLE))}
    rows = Partner.objects.all()
    logos = _logos({row.logo_id for row in rows if row.logo_id})
    found = sorted(rows, key=lambda row: (order[row.kind], row.position, row.name))
    return tuple(_card(row, logos.get(row.logo_id)) for row in found)


def _logos(ids: set[int]) -> dict:
    """By image: its small form, in two queries when all of them were made before."""
    pictures = apps.get_model("wagtailimages", "Image").objects.filter(pk__in=ids).prefetch_renditions(LOGO)
    found = {}
    for picture in pictures if ids else ():
        try:
            found[picture.pk] = picture.get_rendition(LOGO)
        except OSError:
            continue  # the file is gone or broken: the name is shown
    return found


def _card(row, picture) -> Card:
    return Card(
        name=row.name,
        kind=row.kind,
        kind_in_words=row.Kind(row.kind).label,
        role=row.role,
        phone=phones.unbroken(row.phone),
        phone_uri=phones.uri(row.phone),
        url=row.url,
        territory=row.territory,
        logo=picture and Logo(picture.url, picture.width, picture.height, row.logo_alt or row.name),
        since=row.since,
        until=row.until,
    )


_kept = Kept(CONTENT, _load)
