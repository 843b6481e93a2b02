"""One short question for each thing that can happen to a session."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import dates
from schedule import agenda
from schedule.backoffice.choices import TIME, by_commune
from schedule.backoffice.desk import sentences
from schedule.backoffice.desk.asking import Subject, Verb, subject
from schedule.backoffice.permanence_form import agenda_clash_error
from schedule.models import Reason
from schedule.models.permanence import check_hours
from schedule.timeline import Change, ChangeKind, Notice, NoticeKind, Place, Stay
from schedule.timeline.changing import changed, gives_hours, noticed, restored
from schedule.timeline.timeline import overlaps_itself

USUAL_DELAY = timedelta(minutes=30)
LONGEST_MESSAGE = 300


class Question(forms.Form):
    """`proposed()` is what will be announced; `QuestionView` has it written down.

    `seen` is the fingerprint of what was announced when the question was asked: of two people who
    answer it at once, the second is told.
    """

    verb: Verb
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    message = forms.CharField(
        label=gettext_lazy("Sentence for residents"),
        help_text=gettext_lazy("You may change it. It is public: name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_MESSAGE,
        required=False,
    )

    def __init__(self, about: Subject, at: datetime, places: Sequence[Place], data: Any = None) -> None:
        self.about, self.at, self.places = about, at, places
        self.proposals = sentences.proposals(self.verb)
        super().__init__(data, initial={"seen": about.fingerprint, "message": self.first_proposal()})
        if "message" in self.fields:  # a browser would cut what is pasted, without a word
            self.fields["message"].widget.attrs.pop("maxlength", None)
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values that depend on the session."""

    def prefill(self, given: Mapping[str, str]) -> None:
        """Takes first values from an address, for an announcement that is made again."""
        for name in ("message", "place", "start", "end"):
            if name in self.fields and name in given:
                self.initial[name] = given[name]

    def first_proposal(self) -> str:
        return next(iter(self.proposals.values()))

    def clean_message(self) -> str:
        """One line: it is shown in lists and calendars."""
        return " ".join(self.cleaned_data["message"].split())

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (stay := self.proposed()):
            if clash := agenda.clash(stay, {self.about.day}):
                self.add_error(None, agenda_clash_error(clash))
            elif overlaps_itself(stay, self.about.day):
                self.add_error(None, _("With these hours, two sessions of this day overlap."))
        return cleaned

    def proposed(self) -> Stay:
        """The stay as it will be. Only for what is clean."""
        raise NotImplementedError

    def outcome(self) -> Subject:
        """The same session as it will be announced. Only for what is clean."""
        return subject(self.proposed(), self.about.day, self.about.session_key) or self.about

    def first_outcome(self) -> Subject | None:
        """What comes of the question if nothing in it is touched; None while an answer is missing."""
        as_proposed = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        as_proposed = {name: value for name, value in as_proposed.items() if value is not None}
        form = type(self)(self.about, self.at, self.places, as_proposed)
        return form.outcome() if form.is_valid() else None

    def is_done(self) -> bool:
        """It is already announced just so: a second sending changes nothing."""
        return self.outcome().fingerprint == self.about.fingerprint

    def has_moved_on(self) -> bool:
        """Somebody has announced something else since the question was asked."""
        return bool(self.cleaned_data.get("seen")) and self.cleaned_data["seen"] != self.about.fingerprint


class ReasonedQuestion(Question):
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), choices=Reason.choices, widget=forms.RadioSelect)
    field_order = ["reason", "place", "start", "end", "message", "seen"]
    kind: ChangeKind

    def prepare(self) -> None:
        self.initial["reason"] = Reason.OTHER

    def first_proposal(self) -> str:
        return self.proposals[Reason.OTHER]

    def clean(self) -> dict:
        reason, message = self.cleaned_data.get("reason", ""), self.cleaned_data.get("message", "")
        if message in self.proposals.values() and reason:
            self.cleaned_data["message"] = self.proposals[reason]  # left as it was proposed
        return super().clean()

    def change(self) -> Change:
        return Change(
            day=self.about.day,
            kind=self.kind,
            session_key=self.about.session_key,
            message=self.cleaned_data["message"],
        )

    def proposed(self) -> Stay:
        return changed(self.about.stay, self.change())


class CancelQuestion(ReasonedQuestion):
    verb, kind = Verb.CANCEL, ChangeKind.CANCELLED


class HoursQuestion(ReasonedQuestion):
    verb, kind = Verb.HOURS, ChangeKind.HOURS
    start = forms.TimeField(label=gettext_lazy("From"), widget=TIME)
    end = forms.TimeField(label=gettext_lazy("To"), widget=TIME)

    def prepare(self) -> None:
        super().prepare()
        occurrence = self.about.occurrences[0]
        self.initial |= {"start": occurrence.start.time(), "end": occurrence.end.time()}

    def clean(self) -> dict:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        try:
            check_hours(start, end)
        except ValidationError as error:
            self.add_error(None, error)
        occurrence = self.about.occurrences[0]
        same = (start, end) == (occurrence.start.time(), occurrence.end.time())
        if same and occurrence.is_as_planned:
            self.add_error("start", _("These are the hours that are already announced."))
        return super().clean()

    def change(self) -> Change:
        """A session that was moved stays where it was moved to."""
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        found, announced = replace(super().change(), start=start, end=end), self.about.occurrences[0]
        if announced.is_moved:
            return replace(found, kind=ChangeKind.MOVED, place=announced.place)
        return found


class MoveQuestion(ReasonedQuestion):
    verb, kind = Verb.MOVE, ChangeKind.MOVED
    place = forms.ChoiceField(
        label=gettext_lazy("To which place?"),
        error_messages={
            "required": gettext_lazy("Please choose the new place."),
            "invalid_choice": gettext_lazy("This place is not published. Please choose another one."),
        },
    )

    def prepare(self) -> None:
        super().prepare()
        others = by_commune(place for place in self.places if place.id != self.about.stay.place.id)
        self.fields["place"].choices = [("", _("Choose a place")), *others]

    def clean_place(self) -> Place:
        return next(p for p in self.places if str(p.id) == self.cleaned_data["place"])

    def change(self) -> Change:
        """Other hours that were announced stay."""
        announced = self.about.occurrences[0].change if len(self.about.occurrences) == 1 else None
        hours = {"start": announced.start, "end": announced.end} if gives_hours(announced) else {}
        return replace(super().change(), place=self.cleaned_data["place"], **hours)


class LateQuestion(Question):
    verb = Verb.LATE
    start = forms.TimeField(label=gettext_lazy("At what time will you open?"), widget=TIME)
    field_order = ["start", "message", "seen"]

    def prepare(self) -> None:
        occurrence = self.about.occurrences[0]
        soonest = max(occurrence.start, self.at.astimezone(occurrence.start.tzinfo)) + USUAL_DELAY
        rounded = soonest.replace(minute=soonest.minute // 5 * 5, second=0, microsecond=0)
        self.initial["start"] = min(rounded, occurrence.end - timedelta(minutes=5)).time()

    def clean(self) -> dict:
        if all(o.is_cancelled for o in self.about.occurrences):
            raise ValidationError(_("This session is cancelled. Restore it first."))
        return super().clean()

    def clean_start(self) -> time:
        start, occurrence = self.cleaned_data["start"], self.about.occurrences[0]
        soonest = max(occurrence.announced_start, self._now())
        if not soonest < start < occurrence.end.time():
            words = {"start": dates.hour(soonest), "end": dates.hour(occurrence.end)}
            raise ValidationError(_("Please choose an hour between %(start)s and %(end)s.") % words)
        return start.replace(second=0, microsecond=0)

    def _now(self) -> time:
        """The present minute, as clocks show it there."""
        return (
            self.at.astimezone(self.about.occurrences[0].start.tzinfo).time().replace(second=0, microsecond=0)
        )

    def notice(self) -> Notice:
        session = self.about.occurrences[0].session.key
        return Notice(
            self.about.day,
            session,
            NoticeKind.LATE,
            self.cleaned_data["start"],
            self.cleaned_data["message"],
        )

    def proposed(self) -> Stay:
        return noticed(self.about.stay, self.notice())


class ArrivedQuestion(LateQuestion):
    verb = Verb.ARRIVED
    start = None

    def prepare(self) -> None:
        """Nothing to ask: they are there now."""

    def notice(self) -> Notice:
        """It opens now if it was said to be late; else at the hour that was announced."""
        occurrence = self.about.occurrences[0]
        start = occurrence.start.time()
        if occurrence.is_late:
            start = max(min(start, self._now()), occurrence.announced_start)
        message = self.cleaned_data["message"]
        return Notice(self.about.day, occurrence.session.key, NoticeKind.ARRIVED, start, message)

    def is_done(self) -> bool:
        return all(o.has_arrived for o in self.about.occurrences)


class RestoreQuestion(Question):
    verb = Verb.RESTORE
    message = None

    def proposed(self) -> Stay:
        return restored(self.about.stay, self.about.day, self.about.session_key)

    def is_done(self) -> bool:
        return all(o.is_as_planned for o in self.about.occurrences)


QUESTIONS: dict[Verb, type[Question]] = {
    form.verb: form
    for form in (CancelQuestion, HoursQuestion, MoveQuestion, LateQuestion, ArrivedQuestion, RestoreQuestion)
}
