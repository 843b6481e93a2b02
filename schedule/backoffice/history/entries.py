"""The log as rows: entries of pages and of everything else together, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry

from core import dates
from schedule.backoffice.history import sentences
from schedule.models import Permanence

THE_SITE = "site"
COLUMNS = {
    "person": F("user_id"),
    "first_name": F("user__first_name"),
    "last_name": F("user__last_name"),
    "username": F("user__username"),
    "app": F("content_type__app_label"),
    "model": F("content_type__model"),
}
# Read in each of the two tables, in this order.
NAMES = ("timestamp", "pk", "action", "label", "data", *COLUMNS)


@dataclass(frozen=True, slots=True)
class Entry:
    """« 24 novembre 2026, 14 h 02 », who, what, and, when they were given, why and the public sentence."""

    at: datetime
    when: str
    who: str
    what: str
    about: str
    why: str
    said: str


def found(wanted: dict[str, Any]) -> QuerySet:
    """Rows as `entry` reads them. `wanted`: `person` (an id, or THE_SITE), `since`, `until`, `place`."""
    pages = PageLogEntry.objects.filter(_page_q(wanted))
    others = ModelLogEntry.objects.filter(_model_q(wanted))
    pages, others = (
        table.filter(_common_q(wanted), _edit_q(table.model))
        .order_by()
        .annotate(**COLUMNS)
        .values_list(*NAMES)
        for table in (pages, others)
    )
    return pages.union(others, all=True).order_by("-timestamp", "-pk")


def entries(rows: Iterable[tuple]) -> list[Entry]:
    return [entry(dict(zip(NAMES, row, strict=True))) for row in rows]


def entry(row: dict[str, Any]) -> Entry:
    kind, data = f"{row['app']}.{row['model']}", row["data"] or {}
    local = localtime(row["timestamp"])
    hour = f"{local.hour}{dates.NBSP}h{dates.NBSP}{local.minute:02}"
    return Entry(
        at=row["timestamp"],
        when=f"{dates.plain_date(local.date())}, {hour}",
        who=_who(row),
        what=sentences.sentence(row["action"], data, row["label"], kind),
        about=row["label"] if data.get("day") else "",
        why=sentences.why(data),
        said=sentences.said(data),
    )


def _who(row: dict[str, Any]) -> str:
    if row["person"] is None:
        return _("the site")
    full = f"{row['first_name'] or ''} {row['last_name'] or ''}".strip()
    return full or row["username"] or _("somebody whose account is gone")


def _common_q(wanted: dict[str, Any]) -> Q:
    q = Q()
    if person := wanted.get("person"):
        q &= Q(user_id=None) if person == THE_SITE else Q(user_id=person)
    if since := wanted.get("since"):
        q &= Q(timestamp__date__gte=since)
    if until := wanted.get("until"):
        q &= Q(timestamp__date__lte=until)
    return q


def _edit_q(table: type[Model]) -> Q:
    """Drafts save themselves while one types (one uuid): the last is told, and only if something changed."""
    same = table.objects.filter(uuid=OuterRef("uuid"), action=OuterRef("action"))
    last = Subquery(same.order_by("-timestamp", "-pk").values("pk")[:1])
    return ~Q(action="wagtail.edit") | (Q(content_changed=True) & (Q(uuid=None) | Q(pk=last)))


def _page_q(wanted: dict[str, Any]) -> Q:
    place = wanted.get("place")
    return Q(page_id=place.pk) if place else Q()


def _model_q(wanted: dict[str, Any]) -> Q:
    """The permanences of the place, those gone whose name begins with its own, and what was moved there."""
    place = wanted.get("place")
    if not place:
        return Q()
    own = Permanence.objects.filter(place=place).values_list(Cast("pk", CharField()))
    is_stay = Q(content_type__app_label="schedule", content_type__model="permanence")
    return is_stay & (
        Q(object_id__in=own) | Q(label__startswith=f"{place.title}, ") | Q(data__where=place.title)
    )
