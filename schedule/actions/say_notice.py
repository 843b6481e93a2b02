from datetime import date, time

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from schedule.actions.tracing import trace
from schedule.models import Notice, Permanence, Session

TRACES = {Notice.Kind.LATE: "schedule.late", Notice.Kind.ARRIVED: "schedule.arrived"}


@transaction.atomic
def say_notice(
    permanence: Permanence,
    day: date,
    session: Session,
    *,
    kind: Notice.Kind,
    start: time,
    message: str = "",
    by: AbstractBaseUser | None = None,
) -> Notice:
    """Says that the team is late (opens at `start`) or has arrived (at `start`, local time).

    Takes the place of an earlier notice of the same session. Raises ValidationError on a bad field.
    """
    notice = Notice.objects.filter(permanence=permanence, date=day, session=session).first()
    notice = notice or Notice(permanence=permanence, date=day, session=session)
    notice.kind, notice.start, notice.message = kind, start, message
    notice.full_clean()
    notice.save()
    where = permanence.place.title if permanence.place else ""
    trace(TRACES[kind], permanence, day, session, by, where=where, said=message)
    return notice
