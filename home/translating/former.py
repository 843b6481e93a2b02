"""What was said of a sentence near this one: a start for who translates a French text that has changed.

The memory keeps the translations of former texts; nothing public shows them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.models import Translation

MOST = 2000  # the newest: more would be slow to compare
ALIKE = 0.6  # the share of words that both have (difflib); 1 is the same text


@dataclass(frozen=True, slots=True)
class Former:
    """`source` is the French text as it was, `text` its translation."""

    source: str
    text: str


def formers(missing: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], Former]:
    """For each language, and French text that lacks a translation into it: the nearest one that has one."""
    wanted = [(language, text) for language, texts in missing.items() for text in texts]
    if not wanted:
        return {}
    rows = Translation.objects.filter(language__in=missing).exclude(text="").order_by("-changed_at")
    before: dict[str, list[Former]] = {language: [] for language in missing}
    for language, source, text in rows.values_list("language", "source", "text")[:MOST]:
        before[language].append(Former(source, text))
    found = ((key, _nearest(key[1], before[key[0]])) for key in wanted)
    return {key: former for key, former in found if former}


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
