from collections.abc import Iterable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from schedule.actions.change_date import change_date
from schedule.models import Change, Permanence


@transaction.atomic
def cancel_days(
    permanence: Permanence, days: Iterable[date], *, message: str = "", by: AbstractBaseUser | None = None
) -> list[Change]:
    """Announces each of these days as cancelled, whole; whatever was announced for it before is replaced.

    Raises ValidationError when a day is not one of the permanence.
    """
    return [
        change_date(permanence, day, kind=Change.Kind.CANCELLED, message=message, by=by)
        for day in sorted(set(days))
    ]
