"""Fields with few values, as native lists: on a phone they beat a dialogue with a search in it."""

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

TIME = forms.TimeInput(attrs={"type": "time", "class": "native_input"}, format="%H:%M")
DAY = forms.DateInput(attrs={"type": "date", "class": "native_input"}, format="%Y-%m-%d")


def place_pages() -> QuerySet:
    """The pages of the places, whatever their state. Their type stands beside this layer (schedule.pages)."""
    return apps.get_model("schedule", "PlacePage").objects.all()


def is_place(page: Page) -> bool:
    return issubclass(page.specific_class or Page, apps.get_model("schedule", "PlacePage"))


def offer_places(field: forms.ModelChoiceField, kept: int | None) -> None:
    """The places that the caravan comes to, by commune. The one already chosen stays, whatever it is."""
    pages = field.queryset.order_by("title")
    field.queryset = (pages.filter(live=True, archived_at=None) | pages.filter(pk=kept)).distinct()
    by_commune: dict[str, list[tuple[int, str]]] = {}
    for pk, path, title in field.queryset.values_list("pk", "path", "title"):
        by_commune.setdefault(path[: -Page.steplen], []).append((pk, title))
    communes = Page.objects.filter(path__in=by_commune).order_by("title").values_list("path", "title")
    groups = [(title, by_commune[path]) for path, title in communes]
    field.choices = [("", _("Choose a place")), *groups]
    # A key that no database can hold is an unknown place, not a failure.
    to_python = field.to_python
    field.to_python = lambda value: to_python(value if number(value) or not value else "0")


def number(text: object) -> int | None:
    """A key from an address or a form; None for anything that is not one."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


class SessionSelect(forms.Select):
    """Each session says whose it is, so that the page shows only those of the chosen permanence."""

    def create_option(self, name, value, *args, **kwargs) -> dict:
        option = super().create_option(name, value, *args, **kwargs)
        if session := getattr(value, "instance", None):
            option["attrs"]["data-permanence"] = str(session.permanence_id)
        return option
