"""What must not leave the site by mistake."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from guides.models import GuideIndexPage
from home.models import HomePage
from schedule.pages import AgendaPage, CommunePage

STRUCTURE = (HomePage, AgendaPage, GuideIndexPage)


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
