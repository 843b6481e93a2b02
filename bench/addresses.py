"""What is measured: one page of each kind, chosen in the demo content."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Address:
    """`status` is the one that a right answer has; anything else ends the measurement."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


FEED = Address("calendrier .ics (200)", "/permanences/calendrier.ics")
BARE_VIEW = Address("vue Django nue", "/bench/vue-nue")
HOME = Address("accueil", "/")
JSON = Address("maintenant.json", "/permanences/maintenant.json")


def measured() -> list[Address]:
    """The bare view first. The unchanged feed (304) comes from `unchanged`, once its ETag is known."""
    from guides.models import GuidePage
    from schedule.pages import PlacePage

    place = PlacePage.objects.live().order_by("path").first()
    guide = GuidePage.objects.live().order_by("path").first()
    return [
        BARE_VIEW,
        HOME,
        Address("agenda, liste", "/permanences/"),
        Address("agenda, mois", "/permanences/?vue=mois"),
        Address("un lieu", place.url),
        Address("une fiche", guide.url),
        Address("une recherche", "/recherche/?q=payer+loyer"),
        FEED,
        JSON,
    ]


def unchanged(feed: Address, etag: str) -> Address:
    return Address("calendrier .ics (304)", feed.path, {"If-None-Match": etag}, 304)


def every_page() -> list[str]:
    """All public addresses: Wagtail's pages, the feeds, and what is not a page (docs/architecture.md)."""
    from wagtail.models import Page

    from schedule.pages import CommunePage, PlacePage

    pages = [page.url for page in Page.objects.live().public().filter(depth__gt=1)]
    scopes = [
        page.url for model in (CommunePage, PlacePage) for page in model.objects.live().public() if page.url
    ]
    others = [
        "/recherche/?q=loyer",
        "/plan-du-site/",
        "/sitemap.xml",
        "/robots.txt",
        "/healthz",
        "/permanences/?vue=mois",
        FEED.path,
        JSON.path,
    ]
    return [*filter(None, pages), *others, *(f"{url}calendrier.ics" for url in scopes)]
