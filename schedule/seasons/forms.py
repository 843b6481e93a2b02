"""The file to choose, and the day from which the plan is exported."""

from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.editing import DAY
from schedule.recurrence import EARLIEST, LATEST
from schedule.seasons.lines import MAX_BYTES


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file of the plan"),
        help_text=gettext_lazy(
            "CSV from a spreadsheet, or .ics from a calendar. 1 MB and 200 lines at most."
        ),
        error_messages={
            "required": gettext_lazy("Please choose a file."),
            "empty": gettext_lazy("This file is empty. Please choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.ics,.txt,text/csv,text/calendar"}),
    )

    def clean_file(self) -> UploadedFile:
        if self.cleaned_data["file"].size > MAX_BYTES:
            raise forms.ValidationError(_("This file is too big: 1 MB at most."))
        return self.cleaned_data["file"]


class ExportForm(forms.Form):
    depuis = forms.DateField(
        label=gettext_lazy("Stays that are not over on"),
        help_text=gettext_lazy("Published stays only. Left empty: today."),
        required=False,
        widget=DAY,
        error_messages={"invalid": gettext_lazy("This is not a date. Write it like 24/11/2026.")},
    )

    def clean_depuis(self) -> date | None:
        day = self.cleaned_data["depuis"]
        if day and not EARLIEST <= day < LATEST:
            raise forms.ValidationError(_("This date lies too far away."))
        return day
