from collections.abc import Iterable
from datetime import time

from django.db import transaction

from schedule.models import Permanence, Session


@transaction.atomic
def plan_permanence(*, hours: Iterable[tuple[time, time]], publish: bool = True, **fields) -> Permanence:
    """A new permanence with its sessions, published or as a draft.

    `fields` are those of `Permanence`. Raises ValidationError when they do not make a permanence.
    """
    permanence = Permanence(live=False, **fields)
    permanence.sessions = [Session(start=start, end=end) for start, end in hours]
    permanence.full_clean()
    for session in permanence.sessions.all():
        session.full_clean(exclude=["permanence"])
    permanence.save()
    revision = permanence.save_revision()
    if publish:
        revision.publish()
        permanence.refresh_from_db()
    return permanence
