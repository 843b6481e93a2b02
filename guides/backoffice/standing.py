"""How each guide stands: last and next check, and what readers say. In three queries for all guides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
    tally: Tally


def standing(checked: Check | None, every: int, today: date, tally: Tally) -> Standing:
    day = checked.day if checked else None
    due, is_due = freshness.due_on(day, every), freshness.is_due(day, every, today)
    return Standing(day, checked.by if checked else "", due, is_due, tally)


def standings(rhythms: Mapping[int, int], today: date) -> dict[int, Standing]:
    """`rhythms` says for each guide after how many months it is checked again.

    Those due first; then those whose readers were helped least; then those checked longest ago.
    """
    said = tallies(today)
    last = {check.guide_id: check for check in Check.objects.order_by("day", "pk")}
    found = {pk: standing(last.get(pk), every, today, said.get(pk, Tally())) for pk, every in rhythms.items()}
    return dict(sorted(found.items(), key=lambda item: _urgency(item[1])))


def _urgency(one: Standing) -> tuple:
    return not one.is_due, -one.tally.unhappy, one.checked or date.min
