"""What must not leave the site by mistake."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from guides.models import GuideIndexPage
from home.models import HomePage, OrientationPage, PartnerIndexPage, StandardPage
from schedule.pages import AgendaPage, CommunePage, PlacePage, SubscribePage

STRUCTURE = (HomePage, AgendaPage, GuideIndexPage)
# Whoever follows their address must find them: they are neither deleted nor closed to the public.
ALWAYS_THERE = (
    *STRUCTURE,
    CommunePage,
    OrientationPage,
    PartnerIndexPage,
    PlacePage,
    StandardPage,
    SubscribePage,
)


def keep_structure(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Refuses, in words, to unpublish what the rest stands on: fixed pages, and towns with places."""
    for page in pages:
        kind = page.specific_class or Page
        if issubclass(kind, STRUCTURE):
            said = _("“%(page)s” cannot be unpublished: the whole site stands on it.")
        elif issubclass(kind, CommunePage) and page.get_children().live().exists():
            said = _("“%(page)s” cannot be unpublished: places below it are public, or were.")
        else:
            continue
        messages.error(request, said % {"page": page.title})
        return redirect("wagtailadmin_explore", page.pk)
    return None


def keep_public_pages(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Refuses, in words, to delete what was public once. A draft may go."""
    for page in pages:
        was_public = page.first_published_at is not None
        if was_public and issubclass(page.specific_class or Page, ALWAYS_THERE):
            said = _("“%(page)s” was public: people follow its address. It cannot be deleted.")
            messages.error(request, said % {"page": page.title})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def may_be_private(page: Page) -> bool:
    """Only guides, for most people: on the other addresses, posters and calendars rely."""
    return not issubclass(page.specific_class or Page, ALWAYS_THERE)
