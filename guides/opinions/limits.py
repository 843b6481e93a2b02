"""How many opinions one address may give, without keeping the address (docs/decisions/0032).

A row of `OpinionLimit` holds a number under a key; the key is a keyed digest made with a salt of the day.
The day after, both are deleted: nothing links two days, nor a number with a connection.
"""

import secrets
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from guides.models.opinion import OpinionLimit, OpinionSalt

# The caravan's own Wi-Fi is one address for all who are helped there.
OF_ONE_GUIDE, OF_ALL_GUIDES = 10, 60
# Of all addresses together, for one guide: what no real day comes near to.
CEILING = 300


class _Reached(Exception):
    pass


def take(guide: int, address: str, day: date) -> bool:
    """Whether one more opinion counts; if so, it is noted. Of what is refused, nothing is written."""
    bounds = _bounds(guide, address, _salt(day))
    held = dict(OpinionLimit.objects.filter(day=day, key__in=bounds).values_list("key", "number"))
    if any(held.get(key, 0) >= most for key, most in bounds.items()):
        return False
    try:
        _note(bounds, day)
    except _Reached:
        return False
    return True


def forget_before(day: date) -> None:
    """Deletes the salts of earlier days, and the numbers under them."""
    # SQLite locks the whole database for a deletion, even for one that finds nothing.
    for table in (OpinionLimit, OpinionSalt):
        if table.objects.filter(day__lt=day).exists():
            table.objects.filter(day__lt=day).delete()


def _bounds(guide: int, address: str, salt: str) -> dict[str, int]:
    """Key → most. Always in this order, so that two requests never wait for each other."""
    return {
        _key(salt, f"{address} {guide}"): OF_ONE_GUIDE,
        _key(salt, address): OF_ALL_GUIDES,
        _key(salt, f"guide {guide}"): CEILING,
    }


def _key(salt: str, value: str) -> str:
    """With SECRET_KEY in it too: the database alone does not let anyone try all addresses."""
    return salted_hmac(f"guides.opinions.limits {salt}", value, algorithm="sha256").hexdigest()


def _salt(day: date) -> str:
    """The first process of the day makes it, all others read the same."""
    found = OpinionSalt.objects.filter(day=day).first()
    if found is None:
        OpinionSalt.objects.bulk_create(
            [OpinionSalt(day=day, salt=secrets.token_hex(32))], ignore_conflicts=True
        )
        found = OpinionSalt.objects.get(day=day)
    return found.salt


@transaction.atomic
def _note(bounds: Mapping[str, int], day: date) -> None:
    """All three numbers grow, or none. The database compares, so no two requests pass a limit together."""
    for key, most in bounds.items():
        OpinionLimit.objects.bulk_create([OpinionLimit(day=day, key=key)], ignore_conflicts=True)
        below = OpinionLimit.objects.filter(day=day, key=key, number__lt=most)
        if not below.update(number=F("number") + 1):
            raise _Reached
