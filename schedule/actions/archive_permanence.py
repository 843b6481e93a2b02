from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from schedule.actions.cancel_days import cancel_days
from schedule.actions.change_date import change_date
from schedule.models import Change, Permanence, Session


@transaction.atomic
def archive_permanence(
    permanence: Permanence,
    at: datetime,
    *,
    days: Iterable[date] = (),
    sessions: Iterable[tuple[date, Session]] = (),
    message: str = "",
    withdraw: bool = False,
    by: AbstractBaseUser | None = None,
) -> bool:
    """Puts it among those that are over. False: it was there already, and nothing happens.

    `days` and `sessions` (of a day that has begun) are announced as cancelled, and it stays public. With
    `withdraw` it is unpublished instead. A publication that was planned for later is called off.
    """
    if Permanence.objects.select_for_update().get(pk=permanence.pk).archived_at:
        return False
    cancel_days(permanence, days, message=message, by=by)
    for day, session in sessions:
        change_date(permanence, day, session=session, kind=Change.Kind.CANCELLED, message=message, by=by)
    permanence.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    if withdraw:
        UnpublishAction(permanence, user=by).execute(skip_permission_checks=True)
    permanence.archived_at = at
    permanence.save(update_fields=["archived_at"])
    _log("schedule.archive", permanence, by, said=message)
    return True


@transaction.atomic
def unarchive_permanence(permanence: Permanence, *, by: AbstractBaseUser | None = None) -> bool:
    """Back among the current ones. What was announced as cancelled stays so. False: it was not archived."""
    if not Permanence.objects.select_for_update().get(pk=permanence.pk).archived_at:
        return False
    permanence.archived_at = None
    permanence.save(update_fields=["archived_at"])
    _log("schedule.unarchive", permanence, by)
    return True


def _log(action: str, permanence: Permanence, by: AbstractBaseUser | None, said: str = "") -> None:
    log(instance=permanence, action=action, user=by, data={"said": said}, content_changed=True)
