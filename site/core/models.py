"""The tables of the foundations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """One row for each kind of data that is kept in memory; see `core.stamps`."""

    name = models.CharField(max_length=40, primary_key=True)
    token = models.UUIDField()
    moved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class DaySalt(models.Model):
    """The secret of one day, without which its `DayCount` rows mean nothing. Gone the day after."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)


class DayCount(models.Model):
    """How much was counted under one key today; `core.limits` says what a key is."""

    day = models.DateField()
    key = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="one_count_per_key")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} · {self.number}"
