"""What a partner is for the service, in words that residents read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    RECEIVES = "receives", _("receives people and helps them")
    RELAYS = "relays", _("tells people about the service")
    CARRIES = "carries", _("runs the service")
    CARRIES_WITH = "carries_with", _("leads the project with the association")
    FUNDS = "funds", _("funds the service")
