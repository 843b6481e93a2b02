"""Published guides and collections, words and checks: kept in memory until one of them changes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.http import HttpRequest

from core import clock
from core.stamps import CONTENT, Kept
from guides.words import Explained, Glossary


@dataclass(frozen=True, slots=True)
class LastCheck:
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class Card:
    """A guide as lists show it. `check_every` is in months; `checked` is None when it never was."""

    id: int
    title: str
    url: str
    summary: str
    minutes: int | None
    check_every: int = 6
    checked: LastCheck | None = None
    published: date | None = None

    @property
    def true_since(self) -> date | None:
        """The day on which somebody last vouched for it: by a check, or by publishing it."""
        return self.checked.day if self.checked else self.published


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection with its guides; those that stand in none are on the last shelf, without address."""

    id: int | None
    title: str
    url: str
    summary: str
    picture: str
    guides: tuple[Card, ...]

    def holds(self, guide_id: int) -> bool:
        return any(card.id == guide_id for card in self.guides)


@dataclass(frozen=True, slots=True)
class Library:
    cards: Mapping[int, Card]
    shelves: tuple[Shelf, ...]
    glossary: Glossary
    words_url: str  # "" when the page of the words is not published

    def shelves_of(self, guide_id: int) -> list[Shelf]:
        """The collections in which a guide stands."""
        return [shelf for shelf in self.shelves if shelf.url and shelf.holds(guide_id)]

    def related(self, guide_id: int, limit: int = 4) -> list[Card]:
        """Guides of the same collections; those that share more of them first, then in their order."""
        shared: dict[int, int] = defaultdict(int)
        for shelf in self.shelves_of(guide_id):
            for card in shelf.guides:
                shared[card.id] += card.id != guide_id
        ranked = sorted((pk for pk, number in shared.items() if number), key=lambda pk: -shared[pk])
        return [self.cards[pk] for pk in ranked[:limit]]


def library(request: HttpRequest | None = None) -> Library:
    return _kept.get(request)


def shelves(request: HttpRequest | None = None) -> tuple[Shelf, ...]:
    """The published collections in the order of the pages, each with its guides. Empty ones are left out."""
    return library(request).shelves


def _load() -> Library:
    cards = _cards()
    return Library(cards, tuple(_shelves(cards)), _glossary(), _words_url())


def _cards() -> dict[int, Card]:
    """In the order of the pages in the tree."""
    GuidePage, Check = apps.get_model("guides", "GuidePage"), apps.get_model("guides", "Check")
    checks: dict[int, LastCheck] = {}
    for guide, day, by in Check.objects.order_by("day", "pk").values_list("guide_id", "day", "by"):
        checks[guide] = LastCheck(day, by)
    pages = GuidePage.objects.live().public().defer("body", "trouble", "links", "needs").order_by("path")
    return {
        page.pk: Card(
            page.pk,
            page.title,
            page.url or "",
            page.summary,
            page.minutes,
            page.check_every,
            checks.get(page.pk),
            clock.local_day(page.first_published_at) if page.first_published_at else None,
        )
        for page in pages
    }


def _shelves(cards: dict[int, Card]) -> list[Shelf]:
    CollectionPage = apps.get_model("guides", "CollectionPage")
    GuidePage = apps.get_model("guides", "GuidePage")
    held: dict[int, set[int]] = defaultdict(set)
    for guide, collection in GuidePage.collections.through.objects.values_list(
        "guidepage_id", "collectionpage_id"
    ):
        held[collection].add(guide)
    found = []
    for page in CollectionPage.objects.live().public().order_by("path"):
        guides = tuple(card for card in cards.values() if card.id in held[page.pk])
        picture = f"img/collection-{page.drawing}.svg"
        if guides:
            found.append(Shelf(page.pk, page.title, page.url or "", page.summary, picture, guides))
    filed = {card.id for shelf in found for card in shelf.guides}
    loose = tuple(card for card in cards.values() if card.id not in filed)
    return [*found, Shelf(None, "", "", "", "", loose)] if loose else found


def _glossary() -> Glossary:
    rows = apps.get_model("guides", "Word").objects.all()
    return Glossary(Explained(w.slug, w.term, w.meaning, w.example, tuple(w.all_forms)) for w in rows)


def _words_url() -> str:
    page = apps.get_model("guides", "GlossaryPage").objects.live().public().first()
    return (page.url or "") if page else ""


_kept = Kept(CONTENT, _load)
