"""The place of a permanence: the native list, narrowed by a search, and « Nouveau lieu… »."""

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString


class PlaceSelect(forms.Select):
    """Without JavaScript, the list alone."""

    def render(self, name: str, value, attrs=None, renderer=None) -> SafeString:
        shown = {
            "list": super().render(name, value, attrs, renderer),
            "id": (attrs or {}).get("id", name),
            "used_url": reverse("schedule_place_used", args=[0]),
        }
        return render_to_string("schedule/backoffice/planning/place_field.html", shown)
