"""What must not be deleted or taken over by mistake."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from schedule.backoffice.choices import number
from schedule.models import Caravan, Change, Permanence


def keep_places_in_use(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Deleting a place would take its permanences and their calendars along: it is refused, in words."""
    below = page.get_descendants(inclusive=True).values("pk")
    if Permanence.objects.filter(place__in=below).exists() or Change.objects.filter(place__in=below).exists():
        messages.error(
            request,
            _(
                "“%(page)s” cannot be deleted: permanences are planned or were held there. "
                "You can unpublish it instead."
            )
            % {"page": page.title},
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def keep_promised_addresses(request: HttpRequest, page: Page, parent: Page) -> HttpResponse | None:
    """A page that moves must not take an address to which the calendars of another are subscribed."""
    moved = page if page.pk is None else page.specific
    is_promised_under = getattr(moved, "is_promised_under", None)  # schedule.pages.CalendarPage
    if is_promised_under and is_promised_under(parent):
        messages.error(
            request,
            _("“%(page)s” cannot stand there: its address has been given out for another calendar.")
            % {"page": page.title},
        )
        return redirect("wagtailadmin_explore", parent.pk)
    return None


def keep_promised_addresses_of_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same for a copy, whose address is in the form that is being sent."""
    parent = Page.objects.filter(pk=number(request.POST.get("new_parent_page"))).first()
    if request.method != "POST" or parent is None:
        return None
    copied = page.specific
    copied.pk, copied.slug = None, request.POST.get("new_slug", "")
    return keep_promised_addresses(request, copied, parent)


def keep_caravans_in_use(request: HttpRequest, objects: Iterable[Model]) -> HttpResponse | None:
    """Calendars are subscribed to a caravan: one that has permanences is not deleted."""
    caravans = [thing for thing in objects if isinstance(thing, Caravan)]
    used = next((caravan for caravan in caravans if caravan.permanences.exists()), None)
    if used is None:
        return None
    messages.error(
        request,
        _("“%(caravan)s” cannot be deleted: it holds permanences, or held some.") % {"caravan": used.name},
    )
    return redirect("wagtailsnippets_schedule_caravan:list")
