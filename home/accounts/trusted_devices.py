"""Devices on which the code is not asked again for some days: a signed cookie, bound to one account."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.accounts.models import DeviceTrust, SecuritySettings

_SALT = "home.accounts.trusted_device"


def is_trusted(request: HttpRequest, user: AbstractBaseUser, device: TOTPDevice) -> bool:
    """The period is that of today: making it shorter forgets older devices."""
    found = request.COOKIES.get(_cookie(user))
    days = SecuritySettings.in_force().trusted_device_days
    if not (found and days):
        return False
    try:
        mark = signing.loads(found, salt=_SALT, max_age=timedelta(days=days))
    except signing.BadSignature:
        return False
    return constant_time_compare(mark, _mark(user, device))


def trust(response: HttpResponse, user: AbstractBaseUser, device: TOTPDevice) -> None:
    days = SecuritySettings.in_force().trusted_device_days
    if days:
        response.set_cookie(
            _cookie(user),
            signing.dumps(_mark(user, device), salt=_SALT),
            max_age=timedelta(days=days),
            path=reverse("wagtailadmin_home"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget_all(user: AbstractBaseUser) -> None:
    row, _is_new = DeviceTrust.objects.get_or_create(user=user)
    DeviceTrust.objects.filter(pk=row.pk).update(generation=F("generation") + 1)


def _cookie(user: AbstractBaseUser) -> str:
    return f"appareil-{user.pk}"


def _mark(user: AbstractBaseUser, device: TOTPDevice) -> str:
    """Another password, another app, or « forget all » makes another mark."""
    generation = DeviceTrust.objects.filter(user=user).values_list("generation", flat=True).first() or 0
    bound = f"{user.pk}:{user.password}:{device.pk}:{device.key}:{generation}"
    return salted_hmac(_SALT, bound, algorithm="sha256").hexdigest()
