"""The second factor: a code of an app (TOTP, RFC 6238), or one of ten recovery codes."""

import re
from base64 import b32encode
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

NUMBER_OF_CODES = 10
_DIGITS = re.compile(r"[0-9]{6}")
_FILLERS = re.compile(r"[\s-]")


def device_of(user: AbstractBaseUser) -> TOTPDevice | None:
    """The app that she has set up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


@transaction.atomic
def device_to_confirm(user: AbstractBaseUser) -> TOTPDevice:
    """The app that she is setting up: its key stays the same until it is confirmed, in all her tabs."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    known = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return known or TOTPDevice.objects.create(user=user, confirmed=False, name="app")


def readable_key(device: TOTPDevice) -> str:
    """As apps want it typed: base 32, in groups of four."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


@transaction.atomic
def is_accepted(user: AbstractBaseUser, typed: str) -> bool:
    """Never twice the same code (RFC 6238 §5.2); each failure makes the next wait longer."""
    kind, token = _meant(user, typed)
    device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
    return device is not None and device.verify_token(token)


def wait(user: AbstractBaseUser, typed: str) -> timedelta:
    """How long codes of this kind are refused, after those that were wrong."""
    device = _meant(user, typed)[0].objects.filter(user=user, confirmed=True).first()
    return wait_of(device) if device else timedelta(0)


def wait_of(device: TOTPDevice | StaticDevice) -> timedelta:
    is_allowed, why = device.verify_is_allowed()
    return timedelta(0) if is_allowed else why["locked_until"] - timezone.now()


@transaction.atomic
def confirm(user: AbstractBaseUser, typed: str) -> list[str] | None:
    """Takes the app that is being set up into use, instead of any other; gives the recovery codes.

    None when the code is wrong.
    """
    device = TOTPDevice.objects.select_for_update().get(pk=device_to_confirm(user).pk)
    if not device.verify_token(_FILLERS.sub("", typed)):
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    return renew_codes(user)


@transaction.atomic
def renew_codes(user: AbstractBaseUser) -> list[str]:
    """Ten codes, to be shown once: only their fingerprints are kept."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="codes")
    codes = [StaticToken.random_token() for _ in range(NUMBER_OF_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_fingerprint(user, one)) for one in codes
    )
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def codes_left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove(user: AbstractBaseUser) -> bool:
    """Whether there was one."""
    StaticDevice.objects.filter(user=user).delete()
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


def _meant(user: AbstractBaseUser, typed: str) -> tuple[type, str]:
    plain = _FILLERS.sub("", typed).lower()
    return (TOTPDevice, plain) if _DIGITS.fullmatch(plain) else (StaticDevice, _fingerprint(user, plain))


def _fingerprint(user: AbstractBaseUser, code: str) -> str:
    """As long as the column. Keyed by SECRET_KEY: a copy of the database opens nothing."""
    return salted_hmac("home.accounts.recovery", f"{user.pk}:{code}", algorithm="sha256").hexdigest()[:16]
