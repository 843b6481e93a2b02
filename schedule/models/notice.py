"""A notice: what the team says on the spot, about one session of today."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from schedule.models.permanence import Permanence, Session
from schedule.recurrence import WeeklyDates
from schedule.timeline import NoticeKind


class Notice(models.Model):
    """Public once saved, like a change. It is over when its session is, and nobody has to remove it."""

    class Kind(models.TextChoices):
        LATE = NoticeKind.LATE, _("late")
        ARRIVED = NoticeKind.ARRIVED, _("arrived")

    permanence = models.ForeignKey(Permanence, on_delete=models.CASCADE, related_name="notices")
    date = models.DateField()
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    # Local: the hour at which it opens (late), or at which the team was there (arrived).
    start = models.TimeField()
    message = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-date", "pk"]
        default_permissions = ()  # who may change a date may say this
        constraints = [
            models.UniqueConstraint(
                fields=["permanence", "date", "session"], name="one_notice_per_dated_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.start:%H:%M}: {self.kind}"

    @transaction.atomic  # the stamp that says so moves along (schedule.stamping)
    def save(self, *args, **kwargs) -> None:
        self.changed_at = clock.now()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        permanence = self.permanence
        if not isinstance(permanence.dates, WeeklyDates) or self.date not in set(permanence.dates):
            raise ValidationError({"date": _("This permanence has no session on this date.")})
        if self.session.permanence_id != self.permanence_id:
            raise ValidationError({"session": _("This session belongs to another permanence.")})
