"""How much practice a guide asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    BEGINNER = "debutant", _("For beginners")
    INTERMEDIATE = "intermediaire", _("A little practice needed")
