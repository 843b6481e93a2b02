"""« Et mardi à 10 h ? »: a staff member sees the public pages as they will be at another moment.

The moment stands in the session of the one who asked, for half an hour. Only the pages that the site answers
to this person follow it: what is announced stays as it is, and calendars go on by the real clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from core import clock
from schedule.listing import local_day
from schedule.recurrence import EARLIEST, LATEST

KEPT_FOR = timedelta(minutes=30)
IN_SESSION = "other_moment"
PERMISSION = "wagtailadmin.access_admin"


@dataclass(frozen=True, slots=True)
class OtherMoment:
    """`at` is what the pages speak of, `until` when the present comes back; both aware."""

    at: datetime
    until: datetime
    is_past: bool

    @property
    def local(self) -> datetime:
        return self.at.astimezone(_zone())

    @property
    def local_until(self) -> datetime:
        return self.until.astimezone(_zone())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A moment that is often asked for, one tap away."""

    label: str
    day: date
    hour: time


class OtherMomentForm(forms.Form):
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "native_input"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please choose a day."), "invalid": _("This is no date.")},
    )
    hour = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "native_input"}, format="%H:%M"),
        error_messages={"required": _("Please choose an hour."), "invalid": _("This is no hour.")},
    )

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if not EARLIEST <= day < LATEST:
            raise ValidationError(_("Please choose a day between 2000 and 2099."))
        return day

    @property
    def moment(self) -> datetime:
        # The zone comes last: 10 h is 10 h on the spot, on either side of a clock change.
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], _zone()).astimezone(UTC)


def proposals(at: datetime) -> list[Proposal]:
    today = local_day(at)
    monday = today + timedelta(days=7 - today.weekday())
    return [
        Proposal(_("Tomorrow at 10:00"), today + timedelta(days=1), time(10)),
        Proposal(_("Next Monday at 9:30"), monday, time(9, 30)),
        Proposal(_("In four weeks, at 10:00"), today + timedelta(weeks=4), time(10)),
    ]


def keep(request: HttpRequest, moment: datetime, now: datetime) -> None:
    request.session[IN_SESSION] = {"at": moment.isoformat(), "until": (now + KEPT_FOR).isoformat()}


def forget(request: HttpRequest) -> None:
    request.session.pop(IN_SESSION, None)


def asked(request: HttpRequest, now: datetime) -> OtherMoment | None:
    """What this person wants to see; None for visitors, whose session is not even looked at."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    kept = request.session.get(IN_SESSION)
    if not kept or not request.user.has_perm(PERMISSION):
        return None
    at, until = (datetime.fromisoformat(kept[name]) for name in ("at", "until"))
    return OtherMoment(at, until, is_past=at < now) if now < until else None


class OtherMomentMiddleware:
    """Sets the instant that a public page speaks of, for the one who asked. Nobody keeps the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.back_office = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.back_office):
            return self.get_response(request)
        moment = asked(request, clock.now())
        if moment is None:
            return self.get_response(request)
        request.other_moment, request.instant = moment, moment.at
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        return response


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
