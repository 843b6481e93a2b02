"""Links that do not answer, kept in memory: the desk asks for them at each visit."""

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.http import HttpRequest

from core.stamps import CONTENT, Kept


def dead_links(request: HttpRequest | None = None) -> Mapping[str, date]:
    """Address → the day of its first failure."""
    return _kept.get(request)


_kept = Kept(CONTENT, lambda: apps.get_model("guides", "LinkCheck").objects.dead().since())
