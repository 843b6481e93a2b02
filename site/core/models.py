"""The one table of the foundations."""

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
