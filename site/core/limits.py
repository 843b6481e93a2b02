"""How often something may be counted on one day, for one address, without keeping the address.

A row of `DayCount` holds a number under a key; the key is a keyed digest made with a salt of the day. The
day after, both are deleted: nothing links two days, nor a number with a connection (docs/decisions/0032).
"""

import secrets
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from core.models import DayCount, DaySalt


class _Reached(Exception):
    pass


def take(bounds: Mapping[str, int], day: date) -> bool:
    """Whether one more counts under all of these names (name → most a day); if so, it is noted.

    Of what is refused, nothing is written. Callers name bounds in one order, the widest last, so that two
    requests never wait for each other.
    """
    salt = _salt(day)
    mosts = {_key(salt, name): most for name, most in bounds.items()}
    held = dict(DayCount.objects.filter(day=day, key__in=mosts).values_list("key", "number"))
    if any(held.get(key, 0) >= most for key, most in mosts.items()):
        return False
    try:
        _note(mosts, day)
    except _Reached:
        return False
    return True


def forget_before(day: date) -> None:
    """Deletes the salts of earlier days, and the numbers under them."""
    # SQLite locks the whole database for a deletion, even for one that finds nothing.
    for table in (DayCount, DaySalt):
        if table.objects.filter(day__lt=day).exists():
            table.objects.filter(day__lt=day).delete()


def _key(salt: str, name: str) -> str:
    """With SECRET_KEY in it too: the database alone does not let anyone try all addresses."""
    return salted_hmac(f"core.limits {salt}", name, algorithm="sha256").hexdigest()


def _salt(day: date) -> str:
    """The first process of the day makes it, all others read the same; what was before goes."""
    found = DaySalt.objects.filter(day=day).first()
    if found is None:
        forget_before(day)
        made = DaySalt(day=day, salt=secrets.token_hex(32))
        DaySalt.objects.bulk_create([made], ignore_conflicts=True)
        found = DaySalt.objects.get(day=day)
    return found.salt


@transaction.atomic
def _note(mosts: Mapping[str, int], day: date) -> None:
    """All numbers grow, or none. The database compares, so no two requests pass a limit together."""
    DayCount.objects.bulk_create([DayCount(day=day, key=key) for key in mosts], ignore_conflicts=True)
    for key, most in mosts.items():
        below = DayCount.objects.filter(day=day, key=key, number__lt=most)
        if not below.update(number=F("number") + 1):
            raise _Reached
