"""When a guide was last compared with what really happens on the screens it speaks of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.Model):
    """One check of one guide.

    Not a field of the page: a check is true at once, and must neither publish nor overwrite a draft.
    """

    guide = models.ForeignKey("guides.GuidePage", on_delete=models.CASCADE, related_name="checks")
    day = models.DateField(_("checked on"))
    by = models.CharField(
        _("checked by"),
        max_length=80,
        blank=True,
        help_text=_("As readers see it: “the team of the caravan”."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["guide", "day"], name="one_check_a_day")]
        verbose_name = _("check of a guide")
        verbose_name_plural = _("checks of guides")

    def __str__(self) -> str:
        return f"{self.guide_id} · {self.day}"
