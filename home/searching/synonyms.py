"""Words that mean the same for our readers: rows of expressions, each a tuple of folded words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from home.searching.lexicon import BEGINNING, EXACT, ONE_ERROR
from home.searching.words import STOP_WORDS, fold

Expression = tuple[str, ...]
Row = tuple[Expression, ...]
Rows = Sequence[Row]
SURE = EXACT


def expressions(text: str) -> list[str]:
    """As they were written, between commas, semicolons or ends of lines."""
    return [part for part in (" ".join(part.split()) for part in re.split(r"[,;\n]", text)) if part]


def row(text: str) -> Row:
    """« ameli, sécu, carte vitale » → (("ameli",), ("secu",), ("carte", "vitale"))."""
    folded = (
        dict.fromkeys(word for word in fold(part) if word not in STOP_WORDS) for part in expressions(text)
    )
    return tuple(dict.fromkeys(tuple(words) for words in folded if words))


def occurrences(
    rows: Iterable[Row], meant: Sequence[Mapping[str, float]]
) -> Iterator[tuple[Row, int, int, Expression]]:
    """Where an expression of a row stands among the meanings of the typed words: row, start, end, which."""
    for one in rows:
        for expression in one:
            for start in range(len(meant) - len(expression) + 1):
                window = meant[start : start + len(expression)]
                if all(_is_meant(word, meaning) for word, meaning in zip(expression, window, strict=True)):
                    yield one, start, start + len(expression), expression


def _is_meant(word: str, meaning: Mapping[str, float]) -> bool:
    """Not by its beginning alone: « assu » is not « assurance maladie » yet."""
    return meaning.get(word, 0.0) >= ONE_ERROR and meaning[word] != BEGINNING
