"""What was said of a sentence near this one: a start for who translates a French text that has changed.

The memory keeps the translations of former texts; nothing public shows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.models import Translation

MOST = 1000  # of one language, the newest: more would be slow to compare
ALIKE = 0.6  # the share of words that both have (difflib); 1 is the same text


@dataclass(frozen=True, slots=True)
class Former:
    """`source` is the French text as it was, `text` its translation."""

    source: str
    text: str


def formers(language: str, missing: Iterable[str]) -> dict[str, Former]:
    """For each French text that lacks a translation, the nearest one that has one."""
    wanted = list(missing)
    if not wanted:
        return {}
    rows = Translation.objects.filter(language=language).exclude(text="").order_by("-changed_at")
    before = [Former(*row) for row in rows.values_list("source", "text")[:MOST]]
    found = ((text, _nearest(text, before)) for text in wanted)
    return {text: former for text, former in found if former}


def _nearest(text: str, before: Iterable[Former]) -> Former | None:
    matcher: SequenceMatcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(text.lower().split())
    best, found = ALIKE, None
    for former in before:
        matcher.set_seq1(former.source.lower().split())
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        if (alike := matcher.ratio()) > best:
            best, found = alike, former
    return found
