"""Counts what found nothing, so that editors see which words and which guides are missing.

Words are kept, how often, and the first and last day: no address, no hour, nothing that links two searches.
A query counts once a day for one address (`core.limits`). Numbers of more than two digits, addresses (e-mail,
web, a street with a number) and long texts are not kept. A name cannot be told from other words: so nobody
sees words before they were counted three times, on different days or from different addresses, and until then
they go after thirty days. All others go when nobody has asked for them for a year. The same is said to
visitors in home/demo/content/pages.toml, and in docs/decisions/0031.
"""

import logging
import re
import unicodedata
from datetime import date, timedelta

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F, Q

from core import limits
from home.searching.words import fold, telling

logger = logging.getLogger(__name__)
MOST_ROWS, MOST_WORDS, MOST_SIGNS = 1000, 6, 60
LONGEST, LONGEST_UNSEEN = timedelta(days=365), timedelta(days=30)
SHOWN_FROM = 3
# A day: for one query and one address, for one address, for all.
OF_ONE_QUERY, OF_ONE_ADDRESS, CEILING = 1, 30, 300
# « nom (at) gmail.com », « www.site.fr », « gmail point com », a number of more than two digits, or so many
# digits that they may be a telephone.
_REACHES = re.compile(
    r"@|[(\[{<]\s*(?:at|a|chez)\s*[)\]}>]|\barobase\b|://|\bwww\b|[^\W\d_]{2}\.[^\W\d_]{2}"
    r"|\b(?:point|dot|at)\s+(?:com|fr|net|org|eu|gmail|hotmail|outlook|yahoo|orange|free|laposte)\b"
    r"|\b(?:gmail|hotmail|outlook|yahoo|icloud|laposte|wanadoo)\s*[.,]?\s*(?:com|fr|net)\b"
    r"|\d{3}|(?:\d\W*){6}",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|bld|allees?|place|impasse|chemin|quai|route|square|cours|passage"
    r"|residence|lotissement|batiment|bat|appartement|appt|apt|etage|porte)\b"
)


def countable(query: str) -> str:
    """The words that may be kept of a query; "" for none. A long text tells a story: it is not kept."""
    query = unicodedata.normalize("NFKC", query)
    folded = fold(query)
    words = telling(folded)
    kept = " ".join(words)
    has_letters = any(word.isalpha() for word in words)
    is_short = len(words) <= MOST_WORDS and len(kept) <= MOST_SIGNS
    return kept if has_letters and is_short and not _is_personal(query, " ".join(folded)) else ""


def _is_personal(query: str, folded: str) -> bool:
    """A number beside a word for a street or a building is somebody's door."""
    is_door = any(sign.isdigit() for sign in folded) and _STREET.search(folded)
    return bool(_REACHES.search(query) or is_door)


def count(query: str, address: str, day: date) -> None:
    """One more. Never fails: a page must be shown even when nothing can be written."""
    words = countable(query)
    if not words:
        return
    try:
        with transaction.atomic():
            _count(words, address, day)
    except DatabaseError:
        logger.warning("A search without result could not be counted", exc_info=True)


def put_aside(pk: int) -> None:
    """It is counted on, so that it does not come back as a new one."""
    _rows().filter(pk=pk).update(is_put_aside=True)


def _count(words: str, address: str, day: date) -> None:
    bounds = {
        f"search {address} {words}": OF_ONE_QUERY,
        f"search {address}": OF_ONE_ADDRESS,
        "search": CEILING,
    }
    if not limits.take(bounds, day):
        return
    same = _rows().filter(words=words)
    again = {"count": F("count") + 1, "last_on": day}
    if same.update(**again):
        return
    # Two visitors may be the first at once: the unique column lets one row in, both are counted.
    _rows().bulk_create([_rows().model(words=words, first_on=day, last_on=day)], ignore_conflicts=True)
    same.update(**again)
    _make_room()


def forget(day: date) -> None:
    """What was not asked for long enough; see above."""
    old = Q(last_on__lt=day - LONGEST) | Q(last_on__lt=day - LONGEST_UNSEEN, count__lt=SHOWN_FROM)
    if _rows().filter(old).exists():  # SQLite locks the database even for a deletion that finds nothing
        _rows().filter(old).delete()


def shown():
    """What editors may see: counted three times (on one day, from three addresses), and not put aside."""
    return _rows().filter(count__gte=SHOWN_FROM, is_put_aside=False)


def _make_room() -> None:
    """The least asked and oldest go when there are too many rows; never what editors have put aside."""
    others = _rows().filter(is_put_aside=False)
    too_many = others.count() - MOST_ROWS
    if too_many > 0:
        least = others.order_by("count", "last_on", "pk").values_list("pk", flat=True)[:too_many]
        _rows().filter(pk__in=list(least)).delete()


def _rows():
    return apps.get_model("home", "MissedSearch").objects
