"""What must be agreed to before a published stay is changed: what residents would lose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates
from schedule.backoffice.permanence_form import PermanenceForm
from schedule.models.fields import PROBLEM_SENTENCES
from schedule.recurrence import RecurrenceError
from schedule.timeline.impact import Impact

CANCEL, REMOVE = "cancel", "remove"
LONGEST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Warned:
    """What the panel over the form says, and what was answered to it so far."""

    impact: Impact
    may_cancel: bool
    choice: str
    message: str
    problem: str = ""

    @classmethod
    def of(cls, impact: Impact, data: Mapping[str, str], *, may_cancel: bool) -> "Warned":
        choice = data.get("vanishing", CANCEL) if may_cancel else REMOVE
        message = " ".join(
            data.get("vanishing-message", _("These dates are cancelled. Please excuse us.")).split()
        )
        too_long = _("This sentence is too long: 300 characters at most.")
        problem = too_long if len(message) > LONGEST_MESSAGE else ""
        return cls(impact, may_cancel, choice if choice in (CANCEL, REMOVE) else CANCEL, message, problem)

    def is_agreed(self, data: Mapping[str, str]) -> bool:
        """To this and nothing else: a different impact asks again."""
        return data.get("impact") == self.impact.fingerprint and not self.problem

    @property
    def cancelled(self) -> tuple[date, ...]:
        return self.impact.vanishing if self.choice == CANCEL else ()

    @property
    def sentences(self) -> list[tuple[str, list[str]]]:
        """« 3 dates annoncées disparaissent » and which, for each kind of loss."""
        found = []
        for days, said in (
            (self.impact.vanishing, self._vanishing()),
            (self.impact.moved, self._moved()),
            (self.impact.other_hours, self._other_hours()),
            (self.impact.other_caravan, self._other_caravan()),
        ):
            if days:
                found.append((said % {"count": len(days)}, [dates.long_date(day) for day in days]))
        return found

    def _vanishing(self) -> str:
        count = len(self.impact.vanishing)
        return ngettext("%(count)s announced date vanishes.", "%(count)s announced dates vanish.", count)

    def _moved(self) -> str:
        count = len(self.impact.moved)
        return ngettext(
            "%(count)s announced date moves to another place.",
            "%(count)s announced dates move to another place.",
            count,
        )

    def _other_caravan(self) -> str:
        count = len(self.impact.other_caravan)
        return ngettext(
            "%(count)s announced date is held by another caravan.",
            "%(count)s announced dates are held by another caravan.",
            count,
        )

    def _other_hours(self) -> str:
        count = len(self.impact.other_hours)
        return ngettext(
            "%(count)s announced date has other hours. Calendars show a session that is gone as cancelled.",
            "%(count)s announced dates have other hours. Calendars show a session that is gone as cancelled.",
            count,
        )


def keep_cancelled(form: PermanenceForm, days: tuple[date, ...]) -> bool:
    """Keeps vanished days among the dates, for them to be announced as cancelled. False: they do not fit."""
    chosen = form.cleaned_data["dates"]
    kept = replace(chosen, extra=chosen.extra | set(days), without=chosen.without - set(days))
    try:
        kept.check()
    except RecurrenceError as error:
        form.add_error("dates", ValidationError(PROBLEM_SENTENCES[error.problem]))
        return False
    form.cleaned_data["dates"] = form.instance.dates = kept
    return True
