"""What must not be deleted or taken over by mistake."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from schedule.agenda import clash, published_stay
from schedule.backoffice.choices import is_place, number, place_pages
from schedule.backoffice.permanence_form import agenda_clash_error
from schedule.models import Caravan, Change, Permanence
from schedule.timeline.changing import restored


def keep_places(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A place that was public, or is in use, is not deleted: its address is on posters and in calendars."""
    places = place_pages().descendant_of(page, inclusive=True)
    if is_place(page) and places.filter(first_published_at__isnull=False).exists():
        return _archive_instead(request, page)
    in_use = (Permanence.objects.filter(place__in=places), Change.objects.filter(place__in=places))
    if places.filter(first_published_at__isnull=False).exists():
        said = _("“%(page)s” cannot be deleted: places below it are public, or were. You can archive them.")
    elif any(rows.exists() for rows in in_use):
        said = _("“%(page)s” cannot be deleted: permanences are planned there.")
    else:
        return None
    messages.error(request, said % {"page": page.title})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def keep_places_public(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nor is it unpublished: who follows its address must read where to go."""
    return _archive_instead(request, page) if is_place(page) else None


def _archive_instead(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(
        request,
        _("“%(page)s” was public: it is archived, so that its page can say where to go.")
        % {"page": page.title},
        buttons=[messages.button(reverse("schedule_archive_place", args=[page.pk]), _("Archive this place"))],
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def keep_permanences(request: HttpRequest, objects: Iterable[Model]) -> HttpResponse | None:
    """A permanence that was public is archived; only a draft may be deleted."""
    found = (thing for thing in objects if isinstance(thing, Permanence) and thing.was_public)
    public = next(found, None)
    if public is None:
        return None
    messages.error(
        request,
        _("“%(permanence)s” was public: it is archived, so that the dates that were announced are not lost.")
        % {"permanence": public},
        buttons=[messages.button(reverse("schedule_archive_permanence", args=[public.pk]), _("Archive"))],
    )
    return redirect("wagtailsnippets_schedule_permanence:edit", public.pk)


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


def keep_caravan_in_one_place(request: HttpRequest, objects: Iterable[Model]) -> HttpResponse | None:
    """Undoing a change must not bring the caravan back to where it cannot be."""
    for change in (thing for thing in objects if isinstance(thing, Change)):
        stay = published_stay(change.permanence_id)
        key = change.session.key.hex if change.session else ""
        found = stay and clash(restored(stay, change.date, key), {change.date})
        if found:
            messages.error(request, agenda_clash_error(found).messages[0])
            return redirect("schedule_upcoming")
    return None
