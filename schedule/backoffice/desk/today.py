"""The desk: « Aujourd’hui », where people land, and the same cards for the coming four weeks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.home import HomeView
from wagtail.users.models import UserProfile

from core import clock
from core.desk import warnings
from schedule.agenda import published
from schedule.answers import answer
from schedule.backoffice.desk import cards, guide

DAYS_AHEAD, DAYS_OF_FOUR_WEEKS = 7, 28
WARNINGS_AT_FIRST_SIGHT = 3
PUT_ASIDE = "desk_warnings"  # in the profile's dismissibles, as Wagtail's own banners are


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Those who do not announce anything get Wagtail's own first page."""
    if not request.user.has_perm("schedule.add_change"):
        return HomeView.as_view()(request)
    agenda, at = published(request), clock.instant(request)
    profile = getattr(request.user, "wagtail_userprofile", None)
    found = warnings(request, profile.dismissibles.get(PUT_ASIDE, []) if profile else [])
    return render(
        request,
        "schedule/backoffice/desk/today.html",
        {
            "answers": [(caravan, answer(found)) for caravan, found in agenda.by_caravan(at)],
            "days": cards.days(agenda, at, DAYS_AHEAD),
            "is_tour_offered": guide.is_offered(profile),
            "number": len(found),
            "first_warnings": found[:WARNINGS_AT_FIRST_SIGHT],
            "more_warnings": found[WARNINGS_AT_FIRST_SIGHT:],
            "several": len(agenda.caravans) > 1,
        },
    )


@require_safe
def upcoming(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("schedule.add_change"):
        raise PermissionDenied
    agenda = published(request)
    days = cards.days(agenda, clock.instant(request), DAYS_OF_FOUR_WEEKS)
    words = {"days": days, "several": len(agenda.caravans) > 1}
    return render(request, "schedule/backoffice/desk/upcoming.html", words)


@require_POST
def put_aside(request: HttpRequest) -> HttpResponse:
    """« C’est voulu »: this person does not want to read this warning any more."""
    profile = UserProfile.get_for_user(request.user)
    seen = [*profile.dismissibles.get(PUT_ASIDE, []), request.POST.get("key", "")[:200]]
    profile.dismissibles[PUT_ASIDE] = seen[-200:]
    profile.save(update_fields=["dismissibles"])
    return redirect("wagtailadmin_home")
