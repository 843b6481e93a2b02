"""What stands around every page: menu, foot, contact details. Kept in memory until it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core import languages, phones
from core.stamps import CONTENT, Kept
from home.models import OrientationPage, SiteSettings


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    menu: tuple[Link, ...] = ()
    foot: tuple[Link, ...] = ()
    association: str = ""
    number: str = ""
    phone_note: str = ""
    email: str = ""
    notice: str = ""
    orientation: str = ""  # the address of « Qui peut m’aider ? », if that page is published
    titles: Mapping[str, str] = field(default_factory=dict)  # of the pages that have something below them

    def above(self, path: str) -> list[Link]:
        """The pages between the home page and the one at this path."""
        parts = path.strip("/").split("/")
        urls = ["/" + "/".join(parts[: number + 1]) + "/" for number in range(len(parts) - 1)]
        return [Link(self.titles[url], url) for url in urls if url in self.titles]

    @property
    def phone(self) -> str:
        """As a sentence says it: in the order of its digits, in Arabic too."""
        return languages.isolated(self.number) if self.number else ""

    @property
    def phone_uri(self) -> str:
        return phones.uri(self.number)


def frame(request: HttpRequest) -> dict:
    """Context processor. Lazy: the back office's pages never look at it."""
    return {"base_url": settings.BASE_URL, "frame": SimpleLazyObject(lambda: kept_frame.get(request))}


def _load() -> Frame:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return Frame()
    # Not for_site(): it writes the missing row, and a visit must never write.
    contact = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    menu, foot = [], []
    parents = site.root_page.get_descendants().live().public().filter(numchild__gt=0)
    for page in site.root_page.get_children().live().public():
        (menu if page.show_in_menus else foot).append(Link(page.title, page.url or ""))
    orientation = OrientationPage.objects.child_of(site.root_page).live().public().first()
    return Frame(
        menu=tuple(menu),
        foot=tuple(foot),
        association=contact.association,
        number=phones.unbroken(contact.phone),
        phone_note=contact.phone_note,
        email=contact.email,
        notice=contact.notice,
        orientation=(orientation.url or "") if orientation else "",
        titles={link.url: link.title for link in (*menu, *foot)}
        | {page.url or "": page.title for page in parents},
    )


kept_frame = Kept(CONTENT, _load)
