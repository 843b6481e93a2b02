"""Two helpers of the back office: the chosen dates in words, and the list of the coming sessions."""

from datetime import date, timedelta
from itertools import groupby

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core import clock, dates
from core.typography import french
from schedule import listing
from schedule.agenda import published
from schedule.backoffice.dates_field import WeeklyDatesFormField, WeeklyDatesWidget
from schedule.holidays import holiday_name
from schedule.models import Change, Session
from schedule.recurrence import WeeklyDates
from schedule.timeline import Occurrence

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


@require_safe
def upcoming(request: HttpRequest) -> HttpResponse:
    """The sessions of the coming four weeks, each with the buttons that change it."""
    if not request.user.has_perm("schedule.add_change"):
        raise PermissionDenied
    at = clock.instant(request)
    start = at - timedelta(days=1)
    rows = [
        row
        for row in listing.rows(published().timeline.between(start, at + WEEKS_AHEAD), at)
        if not row.is_over
    ]
    session_ids = {key.hex: pk for pk, key in Session.objects.values_list("pk", "key")}
    changes = {
        (permanence, day, session): pk
        for pk, permanence, day, session in Change.objects.filter(
            date__gte=listing.local_day(start)
        ).values_list("pk", "permanence_id", "date", "session_id")
    }
    days = [
        (day, [(row, *_links(row, session_ids, changes)) for row in of_day], _whole_days(of_day, changes))
        for day, of_day in (
            (day, list(found)) for day, found in groupby(rows, lambda row: row.occurrence.local_day)
        )
    ]
    return render(request, "schedule/backoffice/upcoming.html", {"days": days})


def _links(row: listing.Row, sessions: dict[str, int], changes: dict[tuple[int, date, int | None], int]):
    """Where to edit and to undo the change of a session ("" without one), and where to announce one."""
    occurrence = row.occurrence
    session = sessions.get(occurrence.session.key)
    known = changes.get((occurrence.stay.id, occurrence.day, session)) or changes.get(
        (occurrence.stay.id, occurrence.day, None)
    )
    edit, undo = (
        reverse(f"wagtailsnippets_schedule_change:{view}", args=[known]) if known else ""
        for view in ("edit", "delete")
    )
    return edit, undo, _add_url(occurrence, session)


def _whole_days(rows: list[listing.Row], changes: dict[tuple[int, date, int | None], int]) -> list[tuple]:
    """Place and address for each stay of the day that can be cancelled as a whole."""
    changed = {(permanence, day) for permanence, day, _session in changes}
    stays: dict[tuple[int, date], list[Occurrence]] = {}
    for row in rows:
        stays.setdefault((row.occurrence.stay.id, row.occurrence.day), []).append(row.occurrence)
    return [
        (found[0].place.name, f"{_add_url(found[0], None)}&{urlencode({'kind': Change.Kind.CANCELLED})}")
        for stay, found in stays.items()
        if len(found) > 1 and stay not in changed
    ]


def _add_url(occurrence: Occurrence, session: int | None) -> str:
    about = {"permanence": occurrence.stay.id, "date": occurrence.day.isoformat(), "session": session or ""}
    return f"{reverse('wagtailsnippets_schedule_change:add')}?{urlencode(about)}"
