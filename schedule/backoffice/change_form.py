"""The form of a change."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from schedule.models import Permanence, Session


class ChangeForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        published = Permanence.objects.live().select_related("place")
        kept = Permanence.objects.filter(pk=self.instance.permanence_id).select_related("place")
        self.fields["permanence"].queryset = (published | kept).distinct()
        sessions = Session.objects.filter(permanence__in=self.fields["permanence"].queryset)
        chosen = self.initial.get("permanence") or self.instance.permanence_id
        if chosen:
            sessions = sessions.filter(permanence=chosen)
        field = self.fields["session"]
        field.queryset = sessions.select_related("permanence__place")
        if not chosen:
            field.label_from_instance = lambda session: f"{session} – {session.permanence}"
        field.empty_label = self.fields["session"].empty_label
        for name in ("start", "end"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        self.fields["date"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
