"""How each guide stands: last and next check, and what readers say. In two queries for all guides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from guides import freshness
from guides.models.check import Check
from guides.opinions.tallies import Tally, tallies


@dataclass(frozen=True, slots=True)
class Standing:
    """`checked` and `due` are None when the guide was never checked: then it is due."""

    checked: date | None
    by: str
    due: date | None
    is_due: bool
    is_done_today: bool
    tally: Tally


def standing(checked: date | None, by: str, every: int, today: date, tally: Tally) -> Standing:
    due, is_due = freshness.due_on(checked, every), freshness.is_due(checked, every, today)
    return Standing(checked, by, due, is_due, checked == today, tally)


def with_standing(guides: QuerySet, today: date) -> list[Any]:
    """The guides, each with its `standing`.

    Those due first; then those whose readers were helped least; then those checked longest ago.
    """
    said = tallies(today)
    last = Check.objects.filter(guide=OuterRef("pk")).order_by("-day", "-pk")
    found = list(guides.annotate(day=Subquery(last.values("day")[:1]), by=Subquery(last.values("by")[:1])))
    for guide in found:
        tally = said.get(guide.pk, Tally())
        guide.standing = standing(guide.day, guide.by or "", guide.check_every, today, tally)
    return sorted(found, key=_urgency)


def _urgency(guide: Any) -> tuple:
    one = guide.standing
    return not one.is_due, -one.tally.unhappy, one.checked or date.min, guide.title
