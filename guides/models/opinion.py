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


class OpinionSalt(models.Model):
    """The secret of one day, without which its `OpinionLimit` rows mean nothing. Gone the day after."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)


class OpinionLimit(models.Model):
    """How many opinions came under one key today; `guides.opinions.limits` says what a key is."""

    day = models.DateField()
    key = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="one_limit_per_key")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} · {self.number}"
