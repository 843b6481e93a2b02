"""« Planning »: where each caravan goes, month by month or over twelve weeks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.dates import WEEKDAYS
from schedule.agenda import Agenda, published
from schedule.backoffice.planner import asking
from schedule.backoffice.planner.arranging import plan
from schedule.backoffice.planner.asking import MONTH, QUARTER, Period, PlanningForm
from schedule.backoffice.planner.drafts import drafted
from schedule.listing import local_day
from schedule.timeline import Caravan


@require_safe
def planning(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("schedule.change_permanence"):
        raise PermissionDenied
    agenda, at = published(request), clock.instant(request)
    today = local_day(at)
    form = PlanningForm(request.GET, agenda.caravans)
    form.is_valid()
    chosen = form.cleaned_data.get("caravane")
    period = asking.asked_period(form.cleaned_data if form.is_valid() else {}, today)
    drafts = drafted(agenda)
    return render(
        request,
        "schedule/backoffice/planner.html",
        {
            "form": form if form.errors else _filled(agenda, period, chosen),
            "problem": _("This cannot be shown. Here is the present period.") if form.errors else "",
            "several": len(agenda.caravans) > 1,
            "period": period,
            "weekdays": WEEKDAYS,
            "today": today,
            "plans": [
                (caravan, plan(caravan, agenda.timeline, drafts, at, *period.weeks))
                for caravan in _shown(agenda, chosen)
            ],
            **_links(period, chosen, asking.period(period.view, today)),
        },
    )


def _shown(agenda: Agenda, chosen: int | None) -> list[Caravan]:
    return [caravan for caravan in agenda.caravans if chosen in (None, caravan.id)]


def _filled(agenda: Agenda, period: Period, chosen: int | None) -> PlanningForm:
    initial = {"vue": period.view, "caravane": chosen, "du": period.first}
    return PlanningForm(None, agenda.caravans, initial=initial)


def _links(period: Period, chosen: int | None, present: Period) -> dict[str, str]:
    """Addresses of the neighbouring periods, "" where there is none, and of the other view."""
    kept = {"caravane": chosen} if chosen else {}

    def address(to: Period | None) -> str:
        return "?" + urlencode(to.in_address | kept) if to else ""

    other = asking.period(QUARTER if period.is_month else MONTH, period.first)
    return {
        "earlier": address(period.earlier),
        "later": address(period.later),
        "present": address(present) if present != period else "",
        "quarter": address(other if period.is_month else period),
        "month": address(period if period.is_month else other),
    }
