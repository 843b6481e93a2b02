"""Whether guides helped: numbers, and nothing about the people behind them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    YES = "oui", _("It helped")
    NO = "non", _("It did not help")
    STUCK = "bloque", _("Stuck at a step")


class OpinionCount(models.Model):
    """How many times readers of one guide said the same thing on one day.

    `step` is the id of the step's block in the guide's body (a UUID as text), "" for the whole guide.
    """

    guide = models.ForeignKey("guides.GuidePage", on_delete=models.CASCADE, related_name="opinions")
    step = models.CharField(max_length=36, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "step", "outcome", "day"], name="one_row_per_opinion")
        ]
        verbose_name = _("opinions of readers")
        verbose_name_plural = _("opinions of readers")

    def __str__(self) -> str:
        return f"{self.guide_id} · {self.outcome} · {self.day}"
