from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from schedule.actions.archive_permanence import unarchive_permanence
from schedule.actions.tracing import trace
from schedule.models import Change, Notice, Permanence, Session


@transaction.atomic
def restore_date(
    permanence: Permanence, day: date, *, session: Session | None = None, by: AbstractBaseUser | None = None
) -> bool:
    """Takes back what was announced for one session, or (None) for the whole day. False: there was nothing.

    When the whole day had been changed and one session is restored, the others keep what was announced.
    """
    changes = Change.objects.filter(permanence=permanence, date=day)
    notices = Notice.objects.filter(permanence=permanence, date=day)
    whole_day = changes.filter(session=None).first()
    if session is not None:
        if whole_day and not _gives_hours(whole_day):
            _keep_for_others(whole_day, session)
        elif whole_day:
            session = None  # hours for the whole day have made one session of all
    gone = [whole_day] if whole_day else []
    gone += changes.exclude(session=None) if session is None else changes.filter(session=session)
    gone += notices if session is None else notices.filter(session=session)
    for row in gone:
        row.delete()
    if gone and permanence.archived_at:
        unarchive_permanence(permanence, by=by)  # something of it is held again
    if gone:
        where = permanence.place.title if permanence.place else ""
        trace("schedule.restore", permanence, day, session, by, where=where)
    return bool(gone)


def _keep_for_others(whole_day: Change, restored: Session) -> None:
    taken = set(
        Change.objects.filter(permanence=whole_day.permanence_id, date=whole_day.date)
        .exclude(session=None)
        .values_list("session", flat=True)
    )
    for other in Session.objects.filter(permanence=whole_day.permanence_id).exclude(pk=restored.pk):
        if other.pk not in taken:
            Change.objects.create(
                permanence_id=whole_day.permanence_id,
                date=whole_day.date,
                session=other,
                kind=whole_day.kind,
                place_id=whole_day.place_id,
                message=whole_day.message,
                reason=whole_day.reason,
            )


def _gives_hours(change: Change) -> bool:
    return bool(change.start and change.end)
