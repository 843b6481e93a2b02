"""The form of a permanence."""

from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from core import dates
from schedule import agenda
from schedule.backoffice.dates_field import WeeklyDatesFormField
from schedule.timeline import Session


class PermanenceForm(WagtailAdminModelForm):
    dates = WeeklyDatesFormField(label=gettext_lazy("Dates"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.instance.dates:
            self.initial["dates"] = None  # a new permanence starts with the usual weekdays ticked
        for name in ("start", "end"):
            for row in self.formsets["sessions"].forms if "sessions" in self.formsets else []:
                row.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def _get_validation_exclusions(self) -> set[str]:
        # A draft may hold unfinished dates; the model would refuse them.
        exclude = super()._get_validation_exclusions()
        return exclude | {"dates"} if self.is_deferred_validation else exclude

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_deferred_validation and not self.errors:
            self._check_sessions()
            if not self.errors:
                self._check_clash()
        return cleaned

    def _session_rows(self) -> list[forms.ModelForm]:
        formset = self.formsets.get("sessions")
        if formset is None or not formset.is_valid():
            return []
        return [
            row
            for row in formset.forms
            if row.cleaned_data.get("start")
            and row.cleaned_data.get("end")
            and not row.cleaned_data.get("DELETE")
        ]

    def _check_sessions(self) -> None:
        hours = sorted((row.cleaned_data["start"], row.cleaned_data["end"]) for row in self._session_rows())
        for (_start, end), (start, _end) in pairwise(hours):
            if start < end:
                self.add_error(
                    None,
                    ValidationError(
                        _("Two sessions overlap: one ends at %(end)s, the next starts at %(start)s.")
                        % {"end": dates.hour(end), "start": dates.hour(start)}
                    ),
                )
                return

    def _check_clash(self) -> None:
        sessions = tuple(
            Session(row.instance.key.hex, row.cleaned_data["start"], row.cleaned_data["end"])
            for row in self._session_rows()
        )
        stay = agenda.planned_stay(self.instance, self.cleaned_data, sessions)
        clash = stay and agenda.clash(stay)
        if clash:
            self.add_error(
                "dates",
                ValidationError(
                    _("On %(day)s, %(hours)s, the caravan is already announced at %(place)s.")
                    % {
                        "day": dates.long_date(clash.local_day),
                        "hours": dates.hours(clash.start, clash.end),
                        "place": clash.place.name,
                    },
                    code="clash",
                ),
            )
