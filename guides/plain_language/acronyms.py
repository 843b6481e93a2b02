"""Capitals that nobody explains: « CAF » without « caisse d’allocations familiales »."""

import re
from collections.abc import Set

from guides.plain_language.sentences import key

_ACRONYM = re.compile(r"(?<![\w’'.-])[A-ZÀ-Þ]{2,}(?![\w-])")
_SMALL_WORDS = {"d", "l", "de", "du", "des", "la", "le", "les", "et", "a", "au", "aux", "en", "pour", "sur"}
# Everybody says them as words, or knows the thing by them.
_KNOWN = {"OK", "QR", "SOS", "TV"}


def unexplained(text: str, explained: Set[str]) -> list[str]:
    """Each once, in the order of the text. `explained` are words in small letters (the glossary)."""
    found = dict.fromkeys(_ACRONYM.findall(text))
    return [name for name in found if not _is_known(name, text, explained)]


def _is_known(acronym: str, text: str, explained: Set[str]) -> bool:
    return (
        acronym in _KNOWN
        or acronym.casefold() in explained
        or _is_told(acronym, text)
        or _has_expansion(acronym, text)
    )


def _is_told(acronym: str, text: str) -> bool:
    """« la caisse (CAF) », « la CAF (caisse…) », « CAF veut dire… »: somebody took care to explain it."""
    ways = (
        rf"\(\s*{acronym}\s*\)",
        rf"\b{acronym}\s*\([^)]{{4,}}\)",
        rf"\b{acronym}[\s»]*(?:veut dire|signifie|, c[’']est)",
        rf"appelle\s+(?:aussi|parfois|souvent)?[\s«]*{acronym}\b\s*[».]",
    )
    return any(re.search(way, text) for way in ways)


def _has_expansion(acronym: str, text: str) -> bool:
    """Whether a line that names it has words in a row with its initials: « revenu de solidarité active »."""
    lines = (line for line in text.split("\n") if re.search(rf"\b{acronym}\b", line))
    wanted = key(acronym).replace(" ", "")
    # Two letters are found in many a line by chance.
    return len(wanted) > 2 and any(wanted in _initials(line, wanted) for line in lines)


def _initials(line: str, but: str) -> str:
    """Of the words that count. The acronym is no word of its own expansion."""
    return "".join(word[0] for word in key(line).split() if word not in _SMALL_WORDS and word != but)
