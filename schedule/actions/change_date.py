from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from schedule.actions.tracing import trace
from schedule.models import Change, Notice, Permanence, Session

TRACES = {
    Change.Kind.CANCELLED: "schedule.cancel",
    Change.Kind.MOVED: "schedule.move",
    Change.Kind.HOURS: "schedule.hours",
}


NOTHING_SAID = {"place": None, "start": None, "end": None, "message": "", "reason": ""}


@transaction.atomic
def change_date(
    permanence: Permanence,
    day: date,
    *,
    session: Session | None = None,
    by: AbstractBaseUser | None = None,
    **fields,
) -> Change:
    """Announces what differs on one date, for one session or (None) for the whole day.

    `fields` are those of `Change`. It takes the place of what was announced before: for the whole day, of
    every session of it. A notice that was said about it is dropped. Raises ValidationError when the date
    is not one of the permanence, or the fields do not make a change.
    """
    of_day = Change.objects.filter(permanence=permanence, date=day)
    notices = Notice.objects.filter(permanence=permanence, date=day)
    change = of_day.filter(session=session).first()
    change = change or Change(permanence=permanence, date=day, session=session)
    for name, value in (NOTHING_SAID | fields).items():
        setattr(change, name, value)
    change.full_clean()
    change.save()
    if session is None:
        for other in of_day.exclude(pk=change.pk):
            other.delete()
    for notice in notices if session is None else notices.filter(session=session):
        notice.delete()
    where = change.place or permanence.place
    trace(
        TRACES[Change.Kind(change.kind)],
        permanence,
        day,
        session,
        by,
        where=where.title if where else "",
        why=change.reason,
        said=change.message,
    )
    return change
