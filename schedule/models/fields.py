"""The column that holds the days of a permanence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from recurrence import Recurrence, serialize
from recurrence.fields import RecurrenceField

from schedule.recurrence import Problem, RecurrenceError, UnreadableDates, WeeklyDates, read

PROBLEM_SENTENCES = {
    Problem.TOO_LONG: _("This text is too long to be a list of dates."),
    Problem.UNREADABLE: _("These dates cannot be read. Please choose them again."),
    Problem.UNSUPPORTED: _("Only weekly dates are possible. Please choose them again."),
    Problem.BAD_DATE: _("One of these dates does not exist, or lies too far away. Please check them."),
    Problem.NO_START: _("Please give the first day."),
    Problem.NO_END: _("Please give the last day."),
    Problem.NO_WEEKDAYS: _("Please tick at least one day of the week."),
    Problem.END_BEFORE_START: _("The last day comes before the first day."),
    Problem.SPAN_TOO_LONG: _("A permanence lasts at most one year. Please split it in two."),
    Problem.TOO_MANY_DATES: _("Too many dates. Please split this permanence in two."),
}


class WeeklyDatesField(RecurrenceField):
    """django-recurrence's column (RFC 5545 text), read as a `WeeklyDates` value of whole local days.

    Reading never fails: a stored text that means nothing becomes `UnreadableDates`, which keeps the
    text; validation refuses it. So one bad row breaks neither a list nor a form.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("include_dtstart", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> WeeklyDates | UnreadableDates:
        if isinstance(value, WeeklyDates | UnreadableDates):
            return value
        if isinstance(value, Recurrence):
            value = serialize(value)
        return read(str(value or ""))

    def get_prep_value(self, value: Any) -> str:
        return self.to_python(value).to_text()

    def validate(self, value: Any, model_instance: Any) -> None:
        try:
            if isinstance(value, UnreadableDates):
                raise RecurrenceError(value.problem)
            value.check()
        except RecurrenceError as error:
            raise ValidationError(PROBLEM_SENTENCES[error.problem], code=error.problem) from None
        if not value and not self.blank:
            raise ValidationError(_("Please choose the dates."), code="required")
