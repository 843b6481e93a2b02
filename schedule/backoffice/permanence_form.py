"""The form of a permanence."""

import re
from datetime import datetime
from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from core import dates
from schedule import agenda
from schedule.backoffice.choices import number, offer_caravans, offer_places
from schedule.backoffice.dates_field import WeeklyDatesFormField
from schedule.models import Permanence
from schedule.recurrence import EARLIEST, LATEST, WeeklyDates
from schedule.timeline import Occurrence, Session, Stay

_KEY = re.compile(r"sessions-[0-9]+-id")
# A forged form may announce a million sessions: no more than these are built, to be shown again.
MOST_SHOWN = 60


class PermanenceForm(WagtailAdminModelForm):
    """`made` is what this very form has published before, when it is sent twice."""

    made: Permanence | None = None
    dates = WeeklyDatesFormField(label=gettext_lazy("Dates"))

    class Media:
        css = {"all": ["backoffice/forms.css", "backoffice/planning.css"]}
        js = ["backoffice/place_field.js", "backoffice/planning.js"]

    def __init__(
        self, data: QueryDict | None = None, *args, now: agenda.Agenda | None = None, **kwargs
    ) -> None:
        """`now` is what is published, where it has been read already."""
        super().__init__(_without_strange_keys(data), *args, **kwargs)
        # A browser would cut what is pasted, without a word: the form says that it is too long.
        self.fields["note"].widget.attrs.pop("maxlength", None)
        self._place_before = self.instance.place_id
        if self.instance.pk is None and self.instance.dates in ("", WeeklyDates()):
            self.initial["dates"] = None  # a new permanence starts with the usual weekdays ticked
        self.agenda = now or agenda.published()
        offer_places(self.fields["place"], self.instance.place_id, self.agenda)
        offer_caravans(self.fields["caravan"], self.agenda)
        self.formsets["sessions"].absolute_max = MOST_SHOWN
        self.formsets["sessions"].error_messages |= {
            "missing_management_form": _("Please give at least one session."),
            "too_few_forms": _("Please give at least one session."),
            "too_many_forms": _("At most six sessions a day."),
        }

    def clean_go_live_at(self) -> datetime | None:
        announced = self.cleaned_data.get("go_live_at")
        if announced and not EARLIEST.year < announced.year < LATEST.year:
            raise ValidationError(_("This date lies too far away. Please check it."))
        return announced

    def _get_validation_exclusions(self) -> set[str]:
        # A draft may hold unfinished dates; the model would refuse them.
        exclude = super()._get_validation_exclusions()
        return exclude | {"dates"} if self.is_deferred_validation else exclude

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_deferred_validation and not self.errors:
            self._check_place()
            self._check_announcement()
            self._check_sessions()
            self._check_clash()
        return cleaned

    def planned(self) -> Stay | None:
        """What would be public. Only for what is clean."""
        sessions = tuple(
            Session(row.instance.key.hex, row.cleaned_data["start"], row.cleaned_data["end"])
            for row in self.session_rows()
        )
        return agenda.planned_stay(self.made or self.instance, self.cleaned_data, sessions)

    def session_rows(self) -> list[forms.ModelForm]:
        """The hours that are whole and stay; none while one of them is wrong."""
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

    def _check_place(self) -> None:
        if self.cleaned_data["place"].pk == self._place_before and self.instance.was_public:
            return  # it was announced there
        if not any(place.id == self.cleaned_data["place"].pk for place in self.agenda.places):
            self.add_error("place", _("Residents cannot see this place. Please publish its page first."))

    def _check_announcement(self) -> None:
        announced, days = self.cleaned_data.get("go_live_at"), list(self.cleaned_data["dates"])
        if announced and announced.date() > days[-1]:
            self.add_error("go_live_at", _("By then, all these dates are over."))

    def _check_sessions(self) -> None:
        rows = sorted(self.session_rows(), key=lambda row: row.cleaned_data["start"])
        for earlier, later in pairwise(rows):
            end, start = earlier.cleaned_data["end"], later.cleaned_data["start"]
            if start < end:
                later.add_error(
                    "start",
                    ValidationError(
                        _("Two sessions overlap: one ends at %(end)s, the next starts at %(start)s.")
                        % {"end": dates.hour(end), "start": dates.hour(start)}
                    ),
                )
                return

    def _check_clash(self) -> None:
        stay = self.planned() if not self.errors else None
        if stay and (clash := agenda.clash(stay)):
            self.add_error("dates", agenda_clash_error(clash))
        elif stay and (twice := agenda.duplicates(stay)):
            self.add_error("dates", agenda_duplicate_error(twice[0]))


def _without_strange_keys(data: QueryDict | None) -> QueryDict | None:
    """modelcluster looks up each `sessions-0-id` in the database without looking whether it is a number."""
    strange = [name for name in data or () if _KEY.fullmatch(name) and not number(data[name])]
    if data is None or not any(data[name] for name in strange):
        return data
    data = data.copy()
    for name in strange:
        data[name] = ""
    return data


def agenda_clash_error(clash: Occurrence) -> ValidationError:
    """Names the day, the hours and the place of the session that stands in the way."""
    said = _("On %(day)s, %(hours)s, the caravan is already announced at %(place)s.")
    return ValidationError(said % _words(clash), code="clash")


def agenda_duplicate_error(twice: Occurrence) -> ValidationError:
    said = _("On %(day)s, %(hours)s, the caravan is already announced here by another permanence.")
    return ValidationError(said % _words(twice), code="duplicate")


def _words(occurrence: Occurrence) -> dict[str, str]:
    return {
        "day": dates.long_date(occurrence.local_day),
        "hours": dates.hours(occurrence.start, occurrence.end),
        "place": occurrence.place.name,
    }
