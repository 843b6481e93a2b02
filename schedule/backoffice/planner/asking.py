"""Which weeks of which caravan: what stands in the address, checked like any input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.editing import DAY
from schedule.backoffice.planner.arranging import weeks_of_month
from schedule.forms import EARLIEST, LATEST, MonthField
from schedule.listing import ONE_DAY, ONE_WEEK, next_month, previous_month
from schedule.timeline import Caravan

WEEKS = 12
QUARTER, MONTH = "trimestre", "mois"


class PlanningForm(forms.Form):
    vue = forms.ChoiceField(required=False, choices=[(QUARTER, ""), (MONTH, "")], widget=forms.HiddenInput())
    caravane = forms.TypedChoiceField(
        required=False,
        label=_("Caravan"),
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("There is no such caravan.")},
    )
    du = forms.DateField(
        required=False,
        label=_("From this day on"),
        widget=DAY,
        error_messages={"invalid": _("This is no date.")},
    )
    mois = MonthField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Mapping[str, Any] | None, caravans: Sequence[Caravan], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["caravane"].choices = [
            ("", _("All caravans")),
            *((caravan.id, caravan.name) for caravan in caravans),
        ]

    def clean_du(self) -> date | None:
        day = self.cleaned_data["du"]
        if day and not EARLIEST <= day < LATEST:
            raise ValidationError(_("Please choose a day between 2000 and 2099."))
        return day


@dataclass(frozen=True, slots=True)
class Period:
    """Twelve weeks from the Monday `first` on, or the month whose first day is `first`."""

    view: str
    first: date

    @property
    def is_month(self) -> bool:
        return self.view == MONTH

    @property
    def weeks(self) -> tuple[date, int]:
        """The Monday it begins with, and how many whole weeks it shows."""
        return weeks_of_month(self.first) if self.is_month else (self.first, WEEKS)

    @property
    def last(self) -> date:
        after = next_month(self.first) if self.is_month else self.first + WEEKS * ONE_WEEK
        return after - ONE_DAY

    @property
    def earlier(self) -> "Period | None":
        first = previous_month(self.first) if self.is_month else self.first - WEEKS * ONE_WEEK
        return Period(self.view, first) if first >= EARLIEST else None

    @property
    def later(self) -> "Period | None":
        first = self.last + ONE_DAY
        return Period(self.view, first) if first < LATEST else None

    @property
    def in_address(self) -> dict[str, str]:
        named = {"mois": f"{self.first:%Y-%m}"} if self.is_month else {"du": self.first.isoformat()}
        return {"vue": self.view} | named


def period(view: str, day: date) -> Period:
    """The one that holds this day, or begins with its week."""
    if view == MONTH:
        return Period(MONTH, day.replace(day=1))
    return Period(QUARTER, day - day.weekday() * ONE_DAY)


def asked_period(wanted: Mapping[str, Any], today: date) -> Period:
    """`wanted` are the cleaned values of the form: what could not be read is missing."""
    view = wanted.get("vue") or QUARTER
    month = wanted.get("mois") if view == MONTH else None
    return period(view, month or wanted.get("du") or today)
