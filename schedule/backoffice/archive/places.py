"""Archiving a place: the caravan no longer comes, and the page says where to go instead."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from core import clock, dates
from schedule.actions.archive_place import archive_place, reopen_place
from schedule.actions.one_at_a_time import one_at_a_time
from schedule.agenda import Agenda, published
from schedule.backoffice.archive.forms import ArchivePlaceForm
from schedule.backoffice.choices import number, place_pages
from schedule.models import Permanence
from schedule.timeline import Occurrence
from schedule.timeline.timeline import expand


def archive(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, pk)
    with one_at_a_time():
        return _ask(request, pk)


def _ask(request: HttpRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    agenda = published(request)
    coming = held(agenda, place, clock.instant(request))
    said = {"note": place.archive_note, "successor": place.successor_id}
    form = ArchivePlaceForm(
        place, agenda.places, request.POST if request.method == "POST" else None, initial=said
    )
    if request.method == "POST" and not coming and form.is_valid():
        answers = form.cleaned_data
        archive_place(
            place,
            clock.instant(request),
            note=answers["note"],
            successor=answers["successor"],
            by=request.user,
        )
        messages.success(
            request,
            _("“%(place)s” is archived. Its page says where to go.") % {"place": place.title},
            buttons=[messages.button(place.url, _("See the page"), True)],
        )
        return redirect("wagtailadmin_home")
    words = {"place": place, "form": form, "problem": _problem(coming), "stays": _stays(coming)}
    return render(request, "schedule/backoffice/archive/place.html", words)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    if request.method == "POST":
        with one_at_a_time():
            reopen_place(place, by=request.user)
        messages.success(request, _("“%(place)s” is open again.") % {"place": place.title})
        return redirect("wagtailadmin_explore", place.get_parent().pk)
    return render(request, "schedule/backoffice/archive/reopen.html", {"place": place})


def held(agenda: Agenda, place: Page, at: datetime) -> list[Occurrence]:
    """What will still be held there, or goes on now, in order; what is announced later counts too."""
    found = [o for o in agenda.timeline.scoped(place.scope).since_end(at) if place.scope.holds(o)]
    later = (o for stay in agenda.scheduled for o in expand(stay) if at < o.end and place.scope.holds(o))
    return sorted([*found, *later], key=lambda o: o.start)


def _place(request: HttpRequest, pk: int) -> Page:
    place = get_object_or_404(place_pages().live(), pk=number(pk))
    if not place.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return place


def _problem(coming: list[Occurrence]) -> str:
    if not coming:
        return ""
    said = ngettext(
        "The caravan still comes here for %(count)s session, on %(last)s."
        " Archive or change the permanence first.",
        "The caravan still comes here for %(count)s sessions, until %(last)s."
        " Archive or change the permanence first.",
        len(coming),
    )
    return said % {"count": len(coming), "last": dates.long_date(coming[-1].local_day)}


def _stays(coming: list[Occurrence]) -> list[tuple[str, str]]:
    """Each permanence that stands in the way: its name and the way to it."""
    found = Permanence.objects.filter(pk__in={o.stay.id for o in coming}).select_related("place")
    edit = "wagtailsnippets_schedule_permanence:edit"
    return [(str(permanence), reverse(edit, args=[permanence.pk])) for permanence in found]
