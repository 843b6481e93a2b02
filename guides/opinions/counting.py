"""Writes opinions down: a number grows, and nothing says whose it was."""

from datetime import date

from django.db import transaction
from django.db.models import F

from guides.models.opinion import OpinionCount
from guides.opinions import limits
from guides.opinions.answers import Answer


@transaction.atomic
def count_opinion(guide: int, answer: Answer, address: str, day: date) -> bool:
    """False when the address, or the guide, has had enough for the day: then it does not count."""
    if not limits.take(guide, address, day):
        return False
    row = {"guide_id": guide, "step": answer.step, "outcome": answer.outcome, "day": day}
    OpinionCount.objects.bulk_create([OpinionCount(**row)], ignore_conflicts=True)
    OpinionCount.objects.filter(**row).update(number=F("number") + 1)
    return True
