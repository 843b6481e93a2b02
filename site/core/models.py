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


class Translation(models.Model):
    """What one exact French text says in another language; `core.translations` shows it.

    `digest` is that of the text without its spacing. `text` is HTML where the source is.
    """

    language = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    source = models.TextField()
    text = models.TextField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["language", "digest"], name="one_translation_per_text")
        ]

    def __str__(self) -> str:
        return f"{self.language} · {self.source[:60]}"
