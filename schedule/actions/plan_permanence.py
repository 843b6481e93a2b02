from collections.abc import Iterable
from datetime import time

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from schedule.models import Permanence, Session


@transaction.atomic
def plan_permanence(
    *,
    hours: Iterable[tuple[time, time]],
    publish: bool = True,
    by: AbstractBaseUser | None = None,
    **fields,
) -> Permanence:
    """A new permanence with its sessions, published or as a draft. `by` is who stands in its history.

    `fields` are those of `Permanence`. Raises ValidationError when they do not make a permanence.
    """
    permanence = Permanence(live=False, **fields)
    permanence.sessions = [Session(start=start, end=end) for start, end in hours]
    permanence.full_clean()
    for session in permanence.sessions.all():
        session.full_clean(exclude=["permanence"])
    permanence.save()
    revision = permanence.save_revision(user=by)
    if publish:
        revision.publish(user=by)
        permanence.refresh_from_db()
    return permanence
