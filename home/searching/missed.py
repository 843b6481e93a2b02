"""Counts what found nothing, so that editors see which words and which guides are missing.

Anonymous: no person, no address, no hour is kept. What could name or reach somebody is not kept at all.
"""

import logging
import re
from datetime import date, timedelta

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F

from home.searching.words import fold, telling

logger = logging.getLogger(__name__)
MOST_ROWS, MOST_WORDS, MOST_SIGNS = 1000, 6, 60
LONGEST = timedelta(days=365)
# An e-mail or web address, a number of more than two digits, or so many digits that they may be a telephone.
_PERSONAL = re.compile(r"@|\barobase\b|://|\bwww\b|\d{3}|(?:\d\W*){6}", re.IGNORECASE)


def countable(query: str) -> str:
    """The words that may be kept of a query; "" for none. A long text tells a story: it is not kept."""
    words = telling(fold(query))
    kept = " ".join(words)
    has_letters = any(word.isalpha() for word in words)
    is_short = len(words) <= MOST_WORDS and len(kept) <= MOST_SIGNS
    return kept if has_letters and is_short and not _PERSONAL.search(query) else ""


def count(query: str, day: date) -> None:
    """One more. Never fails: a page must be shown even when nothing can be written."""
    words = countable(query)
    if not words:
        return
    try:
        with transaction.atomic():
            _count(words, day)
    except DatabaseError:
        logger.warning("A search without result could not be counted", exc_info=True)


def put_aside(pk: int) -> None:
    """It is counted on, so that it does not come back as a new one."""
    _rows().filter(pk=pk).update(is_put_aside=True)


def _count(words: str, day: date) -> None:
    same = _rows().filter(words=words)
    again = {"count": F("count") + 1, "last_on": day}
    if same.update(**again):
        return
    # Two visitors may be the first at once: the unique column lets one row in, both are counted.
    _rows().bulk_create([_rows().model(words=words, first_on=day, last_on=day)], ignore_conflicts=True)
    same.update(**again)
    _forget(day)


def _forget(day: date) -> None:
    """What was not asked for a year; then the least asked and oldest, when there are too many rows."""
    _rows().filter(last_on__lt=day - LONGEST).delete()
    too_many = _rows().count() - MOST_ROWS
    if too_many > 0:
        least = _rows().order_by("count", "last_on", "pk").values_list("pk", flat=True)[:too_many]
        _rows().filter(pk__in=list(least)).delete()


def _rows():
    return apps.get_model("home", "MissedSearch").objects
