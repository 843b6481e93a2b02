"""« Vérifiée aujourd’hui », and its undoing: what the buttons of the panel and of the report are sent to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core import clock
from guides import freshness
from guides.actions.mark_checked import mark_checked
from guides.actions.undo_check import undo_check
from guides.models import Check, GuidePage


def mark(request: HttpRequest, pk: int) -> HttpResponse:
    guide = get_object_or_404(GuidePage, pk=pk)
    _must_publish(request, guide)
    if not guide.live:
        said = _("“%(guide)s” is not public yet: publish it first, then check it.")
        messages.warning(request, said % {"guide": guide.title})
        return redirect(_back(request, guide))
    if request.method == "POST":
        check, is_new = mark_checked(guide, request.user, clock.local_day(clock.instant(request)))
        words = {
            "guide": guide,
            "check": check if is_new else None,
            "due": freshness.due_on(check.day, guide.check_every),
            "next": _back(request, guide),
        }
        said = render_to_string("guides/backoffice/checked_message.html", words, request)
        messages.success(request, said)
    return redirect(_back(request, guide))


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Of today's check only, by who made it or by the coordination: others have been read by people."""
    today = clock.local_day(clock.instant(request))
    check = Check.objects.filter(pk=pk, day=today).select_related("guide").first()
    if check is None:
        messages.warning(request, _("This check is gone already, or is not of today."))
        return redirect("guides_to_check")
    _must_publish(request, check.guide)
    if check.user_id != request.user.pk and not request.user.has_perm("auth.change_user"):
        messages.warning(request, _("Somebody else made this check: only they can undo it."))
        return redirect(_back(request, check.guide))
    if request.method == "POST":
        undo_check(check, request.user)
        messages.success(request, _("“%(guide)s”: today’s check is undone.") % {"guide": check.guide.title})
    return redirect(_back(request, check.guide))


def _must_publish(request: HttpRequest, guide: GuidePage) -> None:
    if not guide.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


def _back(request: HttpRequest, guide: GuidePage) -> str:
    """Where the button stood."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("wagtailadmin_pages:edit", args=[guide.pk])
