from collections.abc import Iterable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from schedule.actions.change_date import change_date
from schedule.models import Change, Permanence


@transaction.atomic
def cancel_days(
    permanence: Permanence,
    days: Iterable[date],
    *,
    message: str = "",
    reason: str = "",
    by: AbstractBaseUser | None = None,
) -> list[Change]:
    """Announces whole days as cancelled, in the place of what was announced for them before.

    Raises ValidationError when one of them is not a date of the permanence.
    """
    kind = Change.Kind.CANCELLED
    return [
        change_date(permanence, day, by=by, kind=kind, message=message, reason=reason)
        for day in sorted(set(days))
    ]
