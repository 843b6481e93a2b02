"""The form field and the widget for the days of a permanence: boxes and dates instead of rules."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core import dates as words
from schedule.models.fields import PROBLEM_SENTENCES
from schedule.models.permanence import USUAL_WEEKDAYS
from schedule.recurrence import (
    EARLIEST,
    LATEST,
    MAX_LISTED_DATES,
    Problem,
    RecurrenceError,
    UnreadableDates,
    WeeklyDates,
    parse,
)

LINES_TO_ADD = 1


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the boxes, word for word: shown again as it is when something in it is wrong."""

    weekdays: tuple[str, ...] = ()
    interval: str = "1"
    first: str = ""
    last: str = ""
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unreadable: str = ""

    @classmethod
    def of(cls, value: WeeklyDates | UnreadableDates | None) -> "Typed":
        if value is None:
            return cls(weekdays=tuple(str(number) for number in sorted(USUAL_WEEKDAYS)))
        if isinstance(value, UnreadableDates):
            return cls(unreadable=value.text)
        return cls(
            weekdays=tuple(str(number) for number in sorted(value.weekdays)),
            interval=str(value.interval),
            first=value.first.isoformat() if value.first else "",
            last=value.last.isoformat() if value.last else "",
            without=tuple(day.isoformat() for day in sorted(value.without)),
            extra=tuple(day.isoformat() for day in sorted(value.extra)),
        )


class WeeklyDatesWidget(forms.Widget):
    """Reads `<name>-weekday`, `-first`, `-last`, `-interval`, `-without` and `-extra`; or RFC 5545
    text under the plain name, for programs. A sentence beside it says in words what is chosen.
    """

    template_name = "schedule/backoffice/dates_widget.html"
    use_fieldset = True

    class Media:
        css = {"all": ["backoffice/dates_widget.css"]}
        js = ["backoffice/dates_widget.js"]

    def get_context(self, name: str, value, attrs) -> dict:
        typed = value if isinstance(value, Typed) else Typed.of(value)
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "typed": typed,
            "weekdays": [(str(n), word, str(n) in typed.weekdays) for n, word in enumerate(words.WEEKDAYS)],
            "intervals": [("1", _("every week")), ("2", _("every second week"))],
            "other_interval": typed.interval if typed.interval not in ("1", "2") else "",
            "without": (*typed.without, *[""] * LINES_TO_ADD),
            "extra": (*typed.extra, *[""] * LINES_TO_ADD),
            "summary_url": reverse_lazy("schedule_dates_summary"),
        }
        return context

    def _render(self, template_name: str, context: dict, renderer=None) -> SafeString:
        # Django's form renderer looks into the folders of apps only; ours stand in templates/.
        return render_to_string(template_name, context)

    def value_from_datadict(self, data, files, name: str) -> Typed | str:
        if name in data:
            return str(data.get(name))
        several = data.getlist if hasattr(data, "getlist") else lambda key: data.get(key, [])
        return Typed(
            weekdays=tuple(several(f"{name}-weekday")),
            interval=data.get(f"{name}-interval", "").strip() or "1",
            first=data.get(f"{name}-first", "").strip(),
            last=data.get(f"{name}-last", "").strip() or _last(data, name),
            without=tuple(text.strip() for text in several(f"{name}-without") if text.strip()),
            extra=tuple(text.strip() for text in several(f"{name}-extra") if text.strip()),
        )

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return name not in data and not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-first" if id_ else ""


def _last(data, name: str) -> str:
    """`<name>-length`: as many days after the first as the stay that is planned again lasted."""
    length = data.get(f"{name}-length", "")
    try:
        first = date.fromisoformat(data.get(f"{name}-first", "").strip())
    except ValueError:
        return ""
    if not (length.isascii() and length.isdecimal() and len(length) < 4) or not EARLIEST <= first < LATEST:
        return ""
    return (first + timedelta(days=int(length))).isoformat()


class WeeklyDatesFormField(forms.Field):
    widget = WeeklyDatesWidget
    # Set by Wagtail while it saves a draft: what is not filled in yet is no error then.
    is_deferred_validation = False

    def prepare_value(self, value):
        if isinstance(value, str):
            return Typed(unreadable=value)
        return value

    def to_python(self, value) -> WeeklyDates:
        try:
            if isinstance(value, WeeklyDates):
                return value
            if isinstance(value, UnreadableDates):
                raise RecurrenceError(value.problem)
            if isinstance(value, str):
                return parse(value) if value else WeeklyDates()
            return _read(value or Typed())
        except RecurrenceError as error:
            raise ValidationError(PROBLEM_SENTENCES[error.problem], code=error.problem) from None

    def validate(self, value: WeeklyDates) -> None:
        if self.is_deferred_validation:
            return
        try:
            value.check()
        except RecurrenceError as error:
            raise ValidationError(PROBLEM_SENTENCES[error.problem], code=error.problem) from None
        if self.required and not value:
            raise ValidationError(_("Please choose the dates."), code="required")
        if value and not list(value):
            raise ValidationError(_("With these choices there is no date at all."), code="no_date")

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _read(typed: Typed) -> WeeklyDates:
    """Raises RecurrenceError on what no draft could hold either; what is merely missing may pass."""
    if len(typed.without) + len(typed.extra) > MAX_LISTED_DATES:
        raise RecurrenceError(Problem.TOO_MANY_DATES)
    if not set(typed.weekdays) <= set("0123456"):
        raise RecurrenceError(Problem.UNSUPPORTED)
    if not re.fullmatch(r"[1-9][0-9]?", typed.interval):
        raise RecurrenceError(Problem.UNSUPPORTED)
    weekdays = frozenset(int(number) for number in typed.weekdays)
    first, last = _day(typed.first), _day(typed.last)
    extra = frozenset(_day(text) for text in typed.extra)
    if not first and not last and extra:
        # Only single dates: the boxes of the weekdays, ticked beforehand, say nothing.
        weekdays = frozenset()
    return WeeklyDates(
        first=first,
        last=last,
        weekdays=weekdays,
        interval=int(typed.interval),
        without=frozenset(_day(text) for text in typed.without),
        extra=extra,
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = forms.DateField(input_formats=["%Y-%m-%d", "%d/%m/%Y"]).clean(text)
    except ValidationError:
        raise RecurrenceError(Problem.BAD_DATE) from None
    if not EARLIEST <= day < LATEST:
        raise RecurrenceError(Problem.BAD_DATE)
    return day
