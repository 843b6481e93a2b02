"""What stands around every page: menu, foot, contact details. Kept in memory until it changes."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core.stamps import Kept
from home.models import SiteSettings


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    menu: tuple[Link, ...] = ()
    foot: tuple[Link, ...] = ()
    association: str = ""
    phone: str = ""
    phone_note: str = ""
    email: str = ""
    notice: str = ""

    @property
    def phone_uri(self) -> str:
        """`tel:` address (RFC 3966): digits only, and the leading + if there is one."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def frame(_request: HttpRequest) -> dict:
    """Context processor. Lazy: the back office's pages never look at it."""
    return {"frame": SimpleLazyObject(kept_frame.get)}


def _load() -> Frame:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return Frame()
    contact = SiteSettings.for_site(site)
    menu, foot = [], []
    for page in site.root_page.get_children().live().public():
        (menu if page.show_in_menus else foot).append(Link(page.title, page.url or ""))
    return Frame(
        menu=tuple(menu),
        foot=tuple(foot),
        association=contact.association,
        phone=contact.phone,
        phone_note=contact.phone_note,
        email=contact.email,
        notice=contact.notice,
    )


kept_frame = Kept("content", _load)
