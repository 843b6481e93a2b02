from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from schedule.holidays import REGIONS

ZONES = {
    "Europe/Paris": _("Mainland France"),
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
}


class Caravan(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("name in the web address"),
        max_length=50,
        unique=True,
        help_text=_("Small letters and hyphens. It never changes: calendars are subscribed to it."),
    )
    phone = models.CharField(
        _("phone number"), max_length=30, blank=True, help_text=_("The number that residents may call.")
    )
    zone = models.CharField(_("hours of"), max_length=40, choices=list(ZONES.items()), default="Europe/Paris")
    holiday_region = models.CharField(
        _("public holidays of"),
        max_length=3,
        choices=list(REGIONS.items()),
        blank=True,
        help_text=_("Leave empty for the national public holidays."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("caravan")
        verbose_name_plural = _("caravans")

    def __str__(self) -> str:
        return self.name

    @transaction.atomic  # the stamp that says so moves along (schedule.stamping)
    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
