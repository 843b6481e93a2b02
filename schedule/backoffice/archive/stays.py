"""Archiving a permanence: which announced dates it concerns, and what becomes of them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core import clock, dates
from schedule.actions.archive_permanence import archive_permanence, unarchive_permanence
from schedule.actions.one_at_a_time import one_at_a_time
from schedule.agenda import Agenda, published
from schedule.backoffice.archive.forms import WITHDRAW, ArchivePermanenceForm
from schedule.models import Permanence
from schedule.timeline import EVERYTHING, Occurrence
from schedule.timeline.timeline import ONE_DAY


def archive(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, pk)
    with one_at_a_time():
        return _ask(request, pk)


def _ask(request: HttpRequest, pk: int) -> HttpResponse:
    permanence = _permanence(request, pk)
    if permanence.archived_at:
        return _back(request, permanence)
    at, agenda = clock.instant(request), published(request)
    coming = coming_sessions(agenda, permanence, at)
    form = ArchivePermanenceForm(request.POST if request.method == "POST" else None)
    if not coming:
        del form.fields["fate"], form.fields["message"]
    if form.is_valid():
        _archive(permanence, at, agenda, form.cleaned_data, request.user)
        return _back(request, permanence)
    words = {"permanence": permanence, "form": form, "days": _in_words(coming)}
    return render(request, "schedule/backoffice/archive/permanence.html", words)


def unarchive(request: HttpRequest, pk: int) -> HttpResponse:
    permanence = _permanence(request, pk)
    if request.method == "POST":
        unarchive_permanence(permanence, by=request.user)
        messages.success(request, _("The permanence is among the current ones again."))
        return redirect("wagtailsnippets_schedule_permanence:edit", permanence.pk)
    return render(request, "schedule/backoffice/archive/unarchive.html", {"permanence": permanence})


def coming_sessions(agenda: Agenda, permanence: Permanence, at: datetime) -> list[Occurrence]:
    """Those that are announced, not cancelled, and have not begun."""
    found = agenda.timeline.scoped(EVERYTHING).since(at)
    return [o for o in found if o.stay.id == permanence.pk and not o.is_cancelled and at < o.start]


def _permanence(request: HttpRequest, pk: int) -> Permanence:
    if not request.user.has_perm("schedule.publish_permanence"):
        raise PermissionDenied
    return get_object_or_404(Permanence.objects.select_related("place", "caravan"), pk=pk)


def _archive(
    permanence: Permanence, at: datetime, agenda: Agenda, answers: dict, by: AbstractBaseUser
) -> None:
    if answers.get("fate") == WITHDRAW:
        archive_permanence(permanence, at, withdraw=True, by=by)
        return
    coming = coming_sessions(agenda, permanence, at)
    # What was held this morning is not cancelled afterwards: of a day that has begun, only the rest is.
    begun = {o.day for o in agenda.timeline.between(at - ONE_DAY, at) if o.stay.id == permanence.pk}
    sessions = {session.key.hex: session for session in permanence.sessions.all()}
    archive_permanence(
        permanence,
        at,
        days={o.day for o in coming} - begun,
        sessions=[(o.day, sessions[o.session.key]) for o in coming if o.day in begun],
        message=answers.get("message", ""),
        by=by,
    )


def _in_words(coming: Iterable[Occurrence]) -> list[str]:
    days: dict[date, list[str]] = {}
    for one in coming:
        days.setdefault(one.local_day, []).append(dates.hours(one.start, one.end))
    return [f"{dates.long_date(day)}, {_(' and ').join(hours)}" for day, hours in days.items()]


def _back(request: HttpRequest, permanence: Permanence) -> HttpResponse:
    messages.success(request, _("“%(permanence)s” is archived.") % {"permanence": permanence})
    return redirect("wagtailsnippets_schedule_permanence:list")
