"""Who may sign in, how often one may try, and the two steps of it: the password, then the code."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import django_otp
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.forms.auth import LoginForm

from core import clock
from core.accounts import AccountBackend
from core.addresses import client_address
from home.accounts.models import SecuritySettings

BACKEND = "home.accounts.signing_in.StaffBackend"
_HALF = "half_signed_in"
_LONGEST_HALF = timedelta(minutes=10)


class StaffBackend(AccountBackend):
    """What each screen checks comes with the account, in the same query."""

    def people(self) -> QuerySet:
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return (
            super()
            .people()
            .annotate(
                second_factor=Subquery(devices.values("pk")[:1]),
                must_have_second_factor=Exists(SecuritySettings.objects.filter(second_factor_required=True)),
            )
        )


class FailuresOnly(AxesDatabaseHandler):
    """Of a failure, keeps the name, the address, how often and when, until it counts no more."""

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = request.axes_path_info = ""
        return super().user_login_failed(sender, credentials, request, **kwargs)

    def post_save_access_attempt(self, instance, **_kwargs):
        AccessAttempt.objects.filter(pk=instance.pk).update(get_data="", post_data="")


class SignInForm(LoginForm):
    """Wagtail's own, whose password field has no label that could be translated."""

    password = forms.CharField(label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput())

    def get_invalid_login_error(self) -> forms.ValidationError:
        if is_locked(self.request):
            return forms.ValidationError(locked_sentence(self.request, self.cleaned_data["username"]))
        return super().get_invalid_login_error()


def is_locked(request: HttpRequest) -> bool:
    """Whether this request was refused, or was the last one allowed, for too many failures."""
    return bool(getattr(request, "axes_locked_out", False))


def locked_sentence(request: HttpRequest, username: str) -> str:
    attempt = AccessAttempt.objects.filter(username=username, ip_address=client_address(request)).first()
    since = attempt.attempt_time if attempt else clock.now()
    return _("Too many tries in a row. %(wait)s") % {
        "wait": wait_sentence(since + get_cool_off(request) - clock.now())
    }


def wait_sentence(left: timedelta) -> str:
    seconds = max(1, int(left.total_seconds()) + 1)
    if seconds < 60:
        return (
            ngettext("Wait %d second, then try again.", "Wait %d seconds, then try again.", seconds) % seconds
        )
    minutes = -(-seconds // 60)
    return ngettext("Wait %d minute, then try again.", "Wait %d minutes, then try again.", minutes) % minutes


@dataclass(frozen=True)
class HalfSignedIn:
    """The password was right; the code is still to come."""

    user: AbstractBaseUser
    remember: bool


def begin(request: HttpRequest, user: AbstractBaseUser, remember: bool) -> None:
    request.session[_HALF] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "remember": remember,
        "at": clock.now().isoformat(),
    }


def half_signed_in(request: HttpRequest) -> HalfSignedIn | None:
    """None when nobody is, when it was too long ago, or when the password has changed since."""
    held = request.session.get(_HALF)
    if not held or clock.now() - datetime.fromisoformat(held["at"]) > _LONGEST_HALF:
        return None
    user = get_user_model().objects.filter(pk=held["user"]).first()
    is_same = user and constant_time_compare(held["password"], user.get_session_auth_hash())
    return HalfSignedIn(user, held["remember"]) if is_same and _may_enter(user) else None


def finish(request: HttpRequest, user: AbstractBaseUser, device: TOTPDevice | None, remember: bool) -> None:
    """Opens the session. `device` is the app that vouches for her, now or on this trusted device before."""
    login(request, user, backend=BACKEND)
    request.session.pop(_HALF, None)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
    vouch(request, device)


def vouch(request: HttpRequest, device: TOTPDevice | None) -> None:
    django_otp.login(request, device)


def is_vouched_for(request: HttpRequest) -> bool:
    """Whether this session was opened with the app that the account has now. Costs no query."""
    held = request.session.get(django_otp.DEVICE_ID_SESSION_KEY)
    return held == f"{TOTPDevice.model_label()}/{request.user.second_factor}"


def _may_enter(user: AbstractBaseUser) -> bool:
    return StaffBackend().user_can_authenticate(user)
