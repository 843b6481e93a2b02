"""Two helpers of the back office: the chosen dates in words, and the list of the coming sessions."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core import dates
from core.typography import french
from schedule.agenda import published
from schedule.backoffice.dates_field import WeeklyDatesFormField, WeeklyDatesWidget
from schedule.holidays import holiday_name
from schedule.recurrence import WeeklyDates

WEEKS_AHEAD = timedelta(weeks=4)


@require_safe
def dates_summary(request: HttpRequest) -> JsonResponse:
    """The sentence under the dates of the form: « 11 jours, du mardi 24 novembre au … »."""
    typed = WeeklyDatesWidget().value_from_datadict(request.GET, {}, "dates")
    try:
        chosen = WeeklyDatesFormField(required=False).clean(typed)
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)})
    caravan = request.GET.get("caravan", "")
    region = next((c.holiday_region for c in published().caravans if str(c.id) == caravan), "")
    said = sentence(chosen, region, open_on_holidays="open_on_holidays" in request.GET)
    return JsonResponse({"sentence": said})


def sentence(chosen: WeeklyDates, region: str = "", *, open_on_holidays: bool = False) -> str:
    """What the choice comes to, in words. `region` is the caravan's, for its public holidays."""
    names = {
        day: holiday_name(day, region) for day in chosen if not open_on_holidays and day not in chosen.extra
    }
    held = [day for day in chosen if not names.get(day)]
    lost = [
        _("Closed on %(day)s: public holiday (%(name)s).")
        % {"day": dates.long_date(day), "name": french(name)}
        for day, name in names.items()
        if name
    ]
    return " ".join([_held(held), *lost])


def _held(days: list[date]) -> str:
    if not days:
        return _("No date yet.")
    said = ngettext("%(count)s day", "%(count)s days", len(days)) % {"count": len(days)}
    words = {"days": said, "first": dates.long_date(days[0]), "last": dates.long_date(days[-1])}
    template = _("%(days)s: %(first)s.") if len(days) == 1 else _("%(days)s, from %(first)s to %(last)s.")
    return template % words
