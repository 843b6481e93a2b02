"""Who changed which date, when and why: kept in Wagtail's log, and so also after the row itself is gone."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.log_actions import log

from core import dates
from schedule.models import Permanence, Session


def trace(
    action: str,
    permanence: Permanence,
    day: date,
    session: Session | None,
    by: AbstractBaseUser | None,
    *,
    where: str = "",
    why: str = "",
    said: str = "",
) -> None:
    """One line about a dated session, or about the whole day (session None). `action` is registered with
    Wagtail by `schedule.wagtail_hooks`.
    """
    hours = dates.hours(session.start, session.end) if session and session.start and session.end else ""
    log(
        instance=permanence,
        action=action,
        user=by,
        data={"day": day.isoformat(), "hours": hours, "where": where, "why": why, "said": said},
        content_changed=True,
    )
