"""The devices that guides speak of."""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Device(models.TextChoices):
    COMPUTER = "ordinateur", _("Computer")
    ANDROID = "android", _("Android phone")
    IPHONE = "iphone", _("iPhone")
    TABLET = "tablette", _("Tablet")


def names(devices: Iterable[str] | None) -> list[str]:
    """Their names, always in the same order; what is no device is left out."""
    known = set(devices or ())
    return [str(device.label) for device in Device if device.value in known]


class DevicesField(models.JSONField):
    """A list of device names, chosen by ticking boxes."""

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=Device.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=kwargs.get("label", capfirst(self.verbose_name)),
        )
