"""What the picture of a shared link says of the schedule."""

from datetime import datetime

from django.utils.translation import gettext as _

from core import dates
from core.cards import Card
from schedule.agenda import Agenda
from schedule.answers import where
from schedule.timeline import Scope, ScopeKind, State


def card(agenda: Agenda, at: datetime, scope: Scope, title: str) -> Card:
    """The next date, or the one of today: day and hours, and the place unless the page is about it."""
    found = agenda.whereabouts(at, scope)
    is_today = found.state in (State.OPEN, State.PAUSE, State.OPENS_LATER)
    session = found.occurrence if is_today else found.next
    if session is None:
        return Card(title, (_("No date is planned yet."),), found.changes_at)
    hours = dates.hours(session.start, session.end)
    lines = [_("Next date: %(day)s") % {"day": dates.long_date(session.local_day)}, hours]
    if scope.kind is not ScopeKind.PLACE:
        lines.append(where(session.place))
    return Card(title, tuple(lines), found.changes_at)
