"""What readers said of late, added up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from wagtail.blocks import StreamValue

from guides.models.opinion import OpinionCount, Outcome

DAYS = 90


@dataclass(frozen=True, slots=True)
class Tally:
    """`yes` and `no` are about the whole guide, `stuck` about any of its steps."""

    yes: int = 0
    no: int = 0
    stuck: int = 0

    @property
    def unhappy(self) -> int:
        return self.no + self.stuck

    @property
    def number(self) -> int:
        return self.yes + self.no + self.stuck


@dataclass(frozen=True, slots=True)
class StuckStep:
    number: int
    title: str
    times: int


@dataclass(frozen=True, slots=True)
class Voices:
    """Of one guide. `gone` counts those who were stuck at steps that are no longer in it."""

    tally: Tally
    steps: tuple[StuckStep, ...]
    gone: int


def tallies(today: date) -> dict[int, Tally]:
    """Of each guide about which something was said, in one query."""
    rows = _late(today).values_list("guide_id", "outcome").annotate(Sum("number"))
    found: dict[int, Counter[str]] = {}
    for guide, outcome, number in rows:
        found.setdefault(guide, Counter())[outcome] += number
    return {guide: _tally(counted) for guide, counted in found.items()}


def voices(guide: int, body: StreamValue, today: date) -> Voices:
    """`body` is the guide's, as it is now: its steps give their number and title."""
    rows = _late(today).filter(guide=guide).values_list("step", "outcome").annotate(Sum("number"))
    whole: Counter[str] = Counter()
    stuck: Counter[str] = Counter()
    for step, outcome, number in rows:
        whole[outcome] += number
        if outcome == Outcome.STUCK:
            stuck[step] += number
    known = list(_stuck(body, stuck))
    return Voices(_tally(whole), tuple(known), stuck.total() - sum(step.times for step in known))


def _late(today: date):
    return OpinionCount.objects.filter(day__gt=today - timedelta(days=DAYS), day__lte=today).order_by()


def _tally(counted: Counter[str]) -> Tally:
    return Tally(counted[Outcome.YES], counted[Outcome.NO], counted[Outcome.STUCK])


def _stuck(body: StreamValue, stuck: Counter[str]) -> Iterable[StuckStep]:
    steps = (block for block in body if block.block_type == "step")
    for number, block in enumerate(steps, start=1):
        if times := stuck[str(block.id or "")]:
            yield StuckStep(number, block.value.get("title") or "", times)
