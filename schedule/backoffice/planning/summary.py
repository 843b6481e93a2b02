"""What the choices come to while they are made: every date by name, and what stands against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core import dates
from core.typography import french
from schedule import agenda
from schedule.backoffice.choices import number
from schedule.backoffice.dates_field import WeeklyDatesFormField, WeeklyDatesWidget
from schedule.holidays import holiday_name
from schedule.models import Caravan, Permanence
from schedule.recurrence import WeeklyDates
from schedule.timeline import Session, Stay
from schedule.timeline.timeline import expand

MOST_SESSIONS = 6


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """`holiday` is why the caravan is closed; `against` says what it is already announced for."""

    day: date
    holiday: str = ""
    against: tuple[str, ...] = ()
    is_cancelled: bool = False

    @property
    def name(self) -> str:
        """« mardi 1er », under the name of its month."""
        return f"{dates.WEEKDAYS[self.day.weekday()]} {dates.day_of_month(self.day)}"


def may_plan(request: HttpRequest) -> None:
    """For those who plan or change permanences, and nobody else."""
    if not any(request.user.has_perm(f"schedule.{verb}_permanence") for verb in ("add", "change")):
        raise PermissionDenied


@require_safe
def dates_summary(request: HttpRequest) -> JsonResponse:
    """The sentence under the dates, « 11 jours, du mardi 24 novembre au … », and the list below it."""
    may_plan(request)
    data = request.GET
    typed = WeeklyDatesWidget().value_from_datadict(data, {}, "dates")
    try:
        chosen = WeeklyDatesFormField(required=False).clean(typed)
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages), "list": ""})
    caravan = Caravan.objects.filter(pk=number(data.get("caravan"))).first()
    region, is_open = caravan.holiday_region if caravan else "", "open_on_holidays" in data
    days = planned_days(chosen, region, _stay(data, caravan, chosen), open_on_holidays=is_open)
    months = [(dates.month_name(first), list(of_month)) for first, of_month in groupby(days, _month)]
    said = " ".join([sentence(chosen, region, open_on_holidays=is_open, days=days), *_against(days)])
    shown = render_to_string("schedule/backoffice/planning/days.html", {"months": months})
    return JsonResponse({"sentence": said, "list": shown})


def sentence(
    chosen: WeeklyDates,
    region: str = "",
    *,
    open_on_holidays: bool = False,
    days: list[PlannedDay] | None = None,
) -> str:
    """What the choice comes to, in words. `region` is the caravan's, for its public holidays; `days`
    are what it comes to, where that is known.
    """
    days = days or planned_days(chosen, region, open_on_holidays=open_on_holidays)
    lost = [
        _("Closed on %(day)s: public holiday (%(name)s).")
        % {"day": dates.long_date(day.day), "name": french(day.holiday)}
        for day in days
        if day.holiday
    ]
    return " ".join([_held([day.day for day in days if not (day.holiday or day.is_cancelled)]), *lost])


def planned_days(
    chosen: WeeklyDates, region: str = "", stay: Stay | None = None, *, open_on_holidays: bool = False
) -> list[PlannedDay]:
    """`stay` is what the choices come to, when they are enough to compare them with what is published."""
    against, cancelled = _meetings(stay) if stay else {}, _cancelled(stay)
    found = []
    for day in chosen:
        closes = not open_on_holidays and day not in chosen.extra
        holiday = (holiday_name(day, region) or "") if closes else ""
        found.append(PlannedDay(day, holiday, tuple(against.get(day, ())), day in cancelled))
    return found


def _cancelled(stay: Stay | None) -> set[date]:
    """Days of which every session is announced as cancelled."""
    found: dict[date, list[bool]] = {}
    for occurrence in expand(stay) if stay else ():
        found.setdefault(occurrence.day, []).append(occurrence.is_cancelled)
    return {day for day, off in found.items() if all(off)}


def _meetings(stay: Stay) -> dict[date, list[str]]:
    """What the caravan is already announced for, by day: one phrase for each place."""
    elsewhere = _("already announced elsewhere: %(place)s, %(hours)s")
    here = _("already announced here, %(hours)s")
    hours: dict[tuple[date, str, str], list[str]] = {}
    for template, others in ((elsewhere, agenda.clashes(stay)), (here, agenda.duplicates(stay))):
        for other in others:
            key = (other.local_day, template, other.place.name)
            hours.setdefault(key, []).append(dates.hours(other.start, other.end))
    found: dict[date, list[str]] = {}
    for (day, template, place), of_day in hours.items():
        found.setdefault(day, []).append(template % {"place": place, "hours": ", ".join(of_day)})
    return found


def _against(days: Iterable[PlannedDay]) -> list[str]:
    count = sum(bool(day.against) for day in days)
    if not count:
        return []
    said = ngettext(
        "%(count)s date cannot be: the caravan is already announced.",
        "%(count)s dates cannot be: the caravan is already announced.",
        count,
    )
    return [said % {"count": count}]


def _held(days: list[date]) -> str:
    if not days:
        return _("No date yet.")
    said = ngettext("%(count)s day", "%(count)s days", len(days)) % {"count": len(days)}
    words = {"days": said, "first": dates.long_date(days[0]), "last": dates.long_date(days[-1])}
    template = _("%(days)s: %(first)s.") if len(days) == 1 else _("%(days)s, from %(first)s to %(last)s.")
    return template % words


def _month(day: PlannedDay) -> date:
    return day.day.replace(day=1)


def _stay(data: Mapping[str, str], caravan: Caravan | None, chosen: WeeklyDates) -> Stay | None:
    place_field = Permanence._meta.get_field("place")
    place = place_field.related_model.objects.filter(pk=number(data.get("place"))).first()
    known = Permanence.objects.filter(pk=number(data.get("permanence"))).first() or Permanence()
    asked = {"place": place, "caravan": caravan, "dates": chosen}
    asked["open_on_holidays"] = "open_on_holidays" in data
    return agenda.planned_stay(known, asked, tuple(_sessions(data)))


def _sessions(data: Mapping[str, str]) -> Iterable[Session]:
    for row in range(MOST_SESSIONS):
        start, end = (_time(data.get(f"sessions-{row}-{name}", "")) for name in ("start", "end"))
        if start and end and start < end and not data.get(f"sessions-{row}-DELETE"):
            yield Session(str(row), start, end)


def _time(text: str) -> time | None:
    try:
        return forms.TimeField(required=False).clean(text)
    except ValidationError:
        return None
