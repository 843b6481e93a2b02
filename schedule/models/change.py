"""A change: what differs on one date of a permanence."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core import clock, dates
from schedule.models.permanence import Permanence, Session, check_hours
from schedule.recurrence import WeeklyDates
from schedule.timeline import ChangeKind


class Reason(models.TextChoices):
    RAIN = "rain", _("The weather")
    BREAKDOWN = "breakdown", _("A breakdown")
    ILLNESS = "illness", _("An illness")
    OTHER = "other", _("Another reason")


class Change(models.Model):
    class Kind(models.TextChoices):
        CANCELLED = ChangeKind.CANCELLED, _("cancelled")
        MOVED = ChangeKind.MOVED, _("moved to another place")
        HOURS = ChangeKind.HOURS, _("other hours")

    permanence = models.ForeignKey(
        Permanence, verbose_name=_("permanence"), on_delete=models.CASCADE, related_name="changes"
    )
    date = models.DateField(_("date"), help_text=_("The day as it was announced."))
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        help_text=_("Leave empty for the whole day."),
    )
    kind = models.CharField(_("what changes"), max_length=10, choices=Kind, default=Kind.CANCELLED)
    place = models.ForeignKey(
        "schedule.PlacePage",
        verbose_name=_("new place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    start = models.TimeField(_("new start"), null=True, blank=True)
    end = models.TimeField(_("new end"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=10, choices=Reason, blank=True)
    message = models.CharField(
        _("sentence for residents"),
        max_length=300,
        blank=True,
        help_text=_("Why, in one sentence. For instance: “The mediator is ill. Please excuse us.”"),
    )
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(
                fields=["permanence", "date", "session"],
                condition=models.Q(session__isnull=False),
                name="one_change_per_session",
                violation_error_message=_("This session already has a change on this date."),
            ),
            models.UniqueConstraint(
                fields=["permanence", "date"],
                condition=models.Q(session__isnull=True),
                name="one_change_per_day",
                violation_error_message=_("This day already has a change."),
            ),
        ]

    def __str__(self) -> str:
        return f"{dates.long_date(self.date)}\u00a0: {self.get_kind_display()}"

    @transaction.atomic  # the stamp that says so moves along (schedule.stamping)
    def save(self, *args, **kwargs) -> None:
        self.changed_at = clock.now()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        permanence = Permanence.objects.filter(pk=self.permanence_id).first()
        if permanence and self.date:
            known = isinstance(permanence.dates, WeeklyDates) and self.date in set(permanence.dates)
            if not known:
                raise ValidationError({"date": _("This permanence has no session on this date.")})
            if permanence.is_closed_on(self.date):
                raise ValidationError(
                    {"date": _("This day is a public holiday: the caravan is already closed.")}
                )
        if self.session and self.session.permanence_id != self.permanence_id:
            raise ValidationError({"session": _("This session belongs to another permanence.")})
        self._clean_kind(permanence)

    def _clean_kind(self, permanence: Permanence | None) -> None:
        if self.kind == self.Kind.CANCELLED:
            self.place = self.start = self.end = None
        if self.kind == self.Kind.HOURS:
            self.place = None
            if not (self.start and self.end):
                raise ValidationError({"start": _("Please give the new start and the new end.")})
        if self.kind == self.Kind.MOVED:
            if not self.place:
                raise ValidationError({"place": _("Please choose the new place.")})
            if permanence and self.place_id == permanence.place_id:
                raise ValidationError({"place": _("This is the usual place. Please choose another one.")})
            if bool(self.start) != bool(self.end):
                raise ValidationError({"start": _("Please give the new start and the new end.")})
        check_hours(self.start, self.end)
