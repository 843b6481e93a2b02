"""Fields with few values, as native lists: on a phone they beat a dialogue with a search in it."""

from collections.abc import Iterable

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from schedule.agenda import Agenda, published
from schedule.timeline import Place

TIME = forms.TimeInput(attrs={"type": "time", "class": "native_input"}, format="%H:%M")
MOMENT = forms.DateTimeInput(
    attrs={"type": "datetime-local", "class": "native_input"}, format="%Y-%m-%dT%H:%M"
)


def place_pages() -> QuerySet:
    """The pages of the places, whatever their state. Their type stands beside this layer (schedule.pages)."""
    return apps.get_model("schedule", "PlacePage").objects.all()


def is_place(page: Page) -> bool:
    return issubclass(page.specific_class or Page, apps.get_model("schedule", "PlacePage"))


def by_commune(places: Iterable[Place]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices in groups, in the order in which the places come."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for place in places:
        groups.setdefault(place.commune.name, []).append((place.id, place.name))
    return list(groups.items())


def offer_places(field: forms.ModelChoiceField, kept: int | None, now: Agenda | None = None) -> None:
    """The places that the caravan comes to, by commune. The one already chosen stays, whatever it is."""
    pages = field.queryset
    field.queryset = (pages.filter(live=True, archived_at=None) | pages.filter(pk=kept)).distinct()
    places = (now or published()).places
    groups = by_commune(places)
    if kept and not any(place.id == kept for place in places):
        groups.append((str(_("Not public")), list(pages.filter(pk=kept).values_list("pk", "title"))))
    field.choices = [("", _("Choose a place")), *groups]
    accept_any_key(field)


def offer_caravans(field: forms.ModelChoiceField, now: Agenda) -> None:
    field.choices = [("", _("Choose a caravan")), *((caravan.id, caravan.name) for caravan in now.caravans)]
    accept_any_key(field)


def accept_any_key(field: forms.ModelChoiceField) -> None:
    """A key that no database can hold is an unknown choice, not a failure."""
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
