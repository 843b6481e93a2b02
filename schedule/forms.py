"""What visitors may ask in an address: checked like any input, never trusted."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class MonthField(forms.CharField):
    """« 2026-12 » → the first day of that month."""

    def clean(self, value: str) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text):
            raise ValidationError(_("This month is not readable."))
        return date(int(text[:4]), int(text[5:]), 1)


class AgendaForm(forms.Form):
    LIST, MONTH = "liste", "mois"

    vue = forms.ChoiceField(required=False, choices=[(LIST, _("List")), (MONTH, _("Month"))])
    commune = forms.ChoiceField(required=False, label=_("Town"))
    lieu = forms.SlugField(required=False)
    mois = MonthField(required=False)
    semaine = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def __init__(self, data, communes) -> None:
        super().__init__(data)
        self.fields["commune"].choices = [
            ("", _("All towns")),
            *((commune.slug, commune.name) for commune in communes),
        ]

    def clean_semaine(self) -> date | None:
        day = self.cleaned_data["semaine"]
        if day and not EARLIEST <= day < LATEST:
            raise ValidationError(_("This week is too far away."))
        return day
