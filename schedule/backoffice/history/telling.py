"""Changes that the general forms write, told in the log as the desk's own actions are."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from schedule.actions.change_date import TRACES
from schedule.actions.tracing import trace
from schedule.models import Change


def tell_change(change: Change, by: AbstractBaseUser) -> None:
    where = change.place or change.permanence.place
    trace(
        TRACES[Change.Kind(change.kind)],
        change.permanence,
        change.date,
        change.session,
        by,
        where=where.title if where else "",
        why=change.reason,
        said=change.message,
    )


def tell_restored(deleted: Iterable[Model], by: AbstractBaseUser) -> None:
    """Whoever deletes a change restores what was planned."""
    for change in deleted:
        if isinstance(change, Change):
            where = change.permanence.place
            title = where.title if where else ""
            trace("schedule.restore", change.permanence, change.date, change.session, by, where=title)
