"""The public sentences that the desk proposes, by reason; `core.ready_made` says them in other languages."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schedule.models import Reason

CANCELLED = {
    Reason.RAIN: _("The weather does not let us open. Please excuse us."),
    Reason.BREAKDOWN: _("The caravan has broken down. Please excuse us."),
    Reason.ILLNESS: _("Somebody of the team is ill. Please excuse us."),
    Reason.OTHER: _("We are prevented from coming. Please excuse us."),
}
CHANGED = {
    Reason.RAIN: _("We had to change our plans because of the weather."),
    Reason.BREAKDOWN: _("We had to change our plans because of a breakdown."),
    Reason.ILLNESS: _("We had to change our plans: somebody of the team is ill."),
    Reason.OTHER: _("We had to change our plans. Thank you for your understanding."),
}
LATE = _("Thank you for your patience.")


def sentences() -> Iterator[Promise]:
    yield from (*CANCELLED.values(), *CHANGED.values(), LATE)
