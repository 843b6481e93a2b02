from datetime import date

from django.db import transaction

from schedule.models import Change, Permanence


@transaction.atomic
def change_date(permanence: Permanence, day: date, **fields) -> Change:
    """Announces what differs on one date: `fields` are those of `Change`.

    Raises ValidationError when the date is not one of the permanence, or has such a change already.
    """
    change = Change(permanence=permanence, date=day, **fields)
    change.full_clean()
    change.save()
    return change
