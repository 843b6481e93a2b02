"""What the coordination decides about signing in, and what is kept for it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

MOST_DAYS = 90
# Tables of the libraries, in the list of permissions: they have no French names of their own.
gettext_noop("access attempt expiration")
gettext_noop("static device")
gettext_noop("static token")
gettext_noop("TOTP device")


@register_setting(icon="lock")
class SecuritySettings(BaseGenericSetting):
    second_factor_required = models.BooleanField(
        _("a code is asked of everybody"),
        default=False,
        help_text=_(
            "After the password. Whoever has no code yet, even at work now, sets it up before anything else."
        ),
    )
    trusted_device_days = models.PositiveSmallIntegerField(
        _("days during which a device is remembered"),
        default=30,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("From 0 to 90. With 0, the code is asked at each sign-in."),
    )

    panels = [FieldPanel("second_factor_required"), FieldPanel("trusted_device_days")]

    class Meta:
        verbose_name = _("security of sign-in")

    def __str__(self) -> str:
        return str(_("security of sign-in"))

    @classmethod
    def in_force(cls) -> "SecuritySettings":
        """Not load(): it writes the missing row."""
        return cls.objects.first() or cls()


class DeviceTrust(models.Model):
    """`generation` grows when a person forgets her devices: what was given before counts no more."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    generation = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("remembered devices")
        verbose_name_plural = _("remembered devices")

    def __str__(self) -> str:
        return f"{self.user} ({self.generation})"
