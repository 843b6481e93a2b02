"""What an address of another site answered the last time that it was asked."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# « Not found » and « gone »: nobody says that by accident.
GONE = (404, 410)


class LinkCheckQuerySet(models.QuerySet):
    def dead(self) -> "LinkCheckQuerySet":
        """Gone, or without an answer twice in a row: a site may be down for one night."""
        again = Q(checked_at__gt=F("first_failed_at"))
        return self.filter(Q(status__in=GONE) | again, first_failed_at__isnull=False)

    def since(self) -> dict[str, date]:
        """Address → the day of its first failure."""
        rows = self.values_list("url", "first_failed_at")
        return {url: timezone.localdate(failed) for url, failed in rows}


class LinkCheck(models.Model):
    """`status` is that of HTTP, 0 when there was no answer; `first_failed_at` is None while it is good."""

    url = models.CharField(max_length=2000, unique=True)
    status = models.PositiveSmallIntegerField()
    checked_at = models.DateTimeField()
    first_failed_at = models.DateTimeField(null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")

    def __str__(self) -> str:
        return f"{self.status} {self.url}"
