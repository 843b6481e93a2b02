"""The form of a change."""

import hashlib
from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from core import dates
from schedule import agenda
from schedule.backoffice.choices import number, offer_places
from schedule.backoffice.permanence_form import agenda_clash_error
from schedule.models import Change, Permanence, Session
from schedule.timeline.timeline import overlaps_itself


class ChangeForm(WagtailAdminModelForm):
    # Of what this person has read: of two people, the second is told.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Media:
        css = {"all": ["backoffice/forms.css"]}
        js = ["backoffice/change_form.js"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        published = Permanence.objects.live()
        kept = Permanence.objects.filter(pk=self.instance.permanence_id)
        self.fields["permanence"].queryset = (published | kept).distinct().select_related("place")
        offer_places(self.fields["place"], self.instance.place_id)
        self._offer_sessions()
        if self.instance.pk:
            self.initial["seen"] = _fingerprint(self.instance)
        self.fields["message"].widget.attrs.pop("maxlength", None)  # a browser would cut it without a word

    def _offer_sessions(self) -> None:
        field: forms.ModelChoiceField = self.fields["session"]
        sessions = Session.objects.filter(permanence__in=self.fields["permanence"].queryset)
        field.queryset = sessions.select_related("permanence__place")
        field.empty_label = _("the whole day")
        # The page itself leaves out the sessions of other permanences; without JavaScript, words help.
        chosen = self.data.get("permanence") or self.initial.get("permanence") or self.instance.permanence_id
        if number(chosen):
            field.queryset = field.queryset.filter(permanence=number(chosen))
        else:
            field.label_from_instance = lambda session: f"{session} – {session.permanence}"

    def clean(self) -> dict:
        cleaned = super().clean()
        self._check_unseen()
        stay = agenda.stay_with_change(self.instance, cleaned) if not self.errors else None
        if stay and (clash := agenda.clash(stay)):
            self.add_error(None, agenda_clash_error(clash))
        elif stay and overlaps_itself(stay, cleaned["date"]):
            self.add_error(None, _("With these hours, two sessions of this day overlap."))
        return cleaned

    def _check_unseen(self) -> None:
        now = Change.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        seen = self.cleaned_data.get("seen")
        if now and seen and seen != _fingerprint(now):
            said = _("Somebody has changed it meanwhile: %(message)s Send again to replace it.")
            self.add_error(None, said % {"message": f"{now}. {now.message}".strip()})
            self.data = self.data.copy()
            self.data["seen"] = _fingerprint(now)

    def offer_from(self, day: date) -> None:
        """Leaves out the permanences that were over before this day."""
        field: forms.ModelChoiceField = self.fields["permanence"]
        coming = field.queryset.filter(ends_on__gte=day)
        kept = field.queryset.filter(pk=self.instance.permanence_id)
        field.queryset = (coming | kept).order_by("starts_on", "pk")


def _fingerprint(change: Change) -> str:
    said = [str(getattr(change, field.attname)) for field in Change._meta.concrete_fields]
    return hashlib.sha256("|".join(said).encode()).hexdigest()[:16]


def concerned(data: Mapping[str, str]) -> str:
    """« mardi 24 novembre 2026, de 14 h à 17 h, Résidence … »: which session the form is about.

    `data` comes from an address or from a form, so it may be anything; "" when it says too little.
    """
    permanence = Permanence.objects.select_related("place").filter(pk=number(data.get("permanence"))).first()
    try:
        day = date.fromisoformat(data.get("date") or "")
    except ValueError:
        return ""
    if not permanence:
        return ""
    session = permanence.sessions.filter(pk=number(data.get("session"))).first()
    place = permanence.place.title if permanence.place else ""
    parts = (capfirst(dates.long_date(day)), str(session or _("the whole day")), place)
    return ", ".join(part for part in parts if part)
