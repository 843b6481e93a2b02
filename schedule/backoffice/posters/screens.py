"""« Affiches », in the menu « Suivi »."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from core import clock
from schedule import addresses
from schedule.actions.put_back_posters import put_back_posters
from schedule.actions.take_down_posters import take_down_posters
from schedule.agenda import published
from schedule.backoffice.desk.warnings import coming_places
from schedule.backoffice.posters.wrong import taken_down, wrong_posters
from schedule.models import Poster

PERMISSION = "schedule.add_change"
TAKEN_DOWN = "remplacees"


@require_safe
def posters(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    agenda, at = published(request), clock.instant(request)
    places = coming_places(agenda.timeline, at)
    communes = {place.commune.id: place.commune for place in places}
    words = {
        "wrong": wrong_posters(agenda, at),
        "taken_down": taken_down(at),
        "taken_down_anchor": TAKEN_DOWN,
        "places": [(place, addresses.poster(place)) for place in places],
        "communes": [(commune, addresses.poster(commune)) for commune in communes.values()],
    }
    return render(request, "schedule/backoffice/posters/posters.html", words)


@require_POST
def replaced(request: HttpRequest, pk: int) -> HttpResponse:
    """« Elle est remplacée »: with it go all that are wrong about the same, and are not newer."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    poster = get_object_or_404(Poster, pk=pk)
    at = clock.now()
    groups = wrong_posters(published(), at).groups
    alike = next((one.digests for one in groups if one.about == poster.about), frozenset())
    if take_down_posters(poster, {poster.digest, *alike}, at, by=request.user):
        undo = messages.button(f"{reverse('schedule_posters')}#{TAKEN_DOWN}", _("Put it back"))
        messages.success(request, _("“%(poster)s” is off the list.") % {"poster": poster}, buttons=[undo])
    else:
        messages.warning(request, _("This poster was off the list already."))
    return redirect("schedule_posters")


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """« Rétablir »: it was not replaced after all."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    poster = get_object_or_404(Poster, pk=pk)
    if put_back_posters(poster, by=request.user):
        messages.success(request, _("“%(poster)s” is on the list again.") % {"poster": poster})
    else:
        messages.warning(request, _("This poster was on the list already."))
    return redirect("schedule_posters")
