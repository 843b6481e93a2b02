"""Documents found by what people type. Pure: neither Django nor the database.

Each typed word counts by how rare it is (inverse document frequency), by how surely it was meant, and
by where it stands in the document. A document need not hold all the words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log

from home.searching.lexicon import Lexicon
from home.searching.synonyms import SURE, Rows, occurrences
from home.searching.words import compounds, fold, telling

MAX_QUERY = 100
MAX_RESULTS = 20
# What people type themselves counts more than what means the same.
SYNONYM = 0.6
# A document must hold this much of what the best one holds.
LEAST_COVERAGE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """One result, ready to be shown."""

    title: str
    url: str
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class Document:
    """`rank` decides between equals: the smaller one comes first."""

    found: Found
    texts: tuple[tuple[str, float], ...]  # (text, weight)
    rank: int = 0


@dataclass(slots=True)
class Term:
    """One typed word: its rarity, and the score that it gives to each document."""

    rarity: float
    scores: dict[int, float]


class Index:
    """The words of some documents. Immutable once made."""

    def __init__(self, documents: Iterable[Document], rows: Rows = ()) -> None:
        self.documents, self._rows = tuple(documents), tuple(rows)
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)  # word → document → weight
        for number, document in enumerate(self.documents):
            for text, weight in document.texts:
                for word in (*fold(text), *compounds(text)):
                    known = self._weights[word]
                    known[number] = max(known.get(number, 0.0), weight)
        of_rows = (word for row in self._rows for expression in row for word in expression)
        self.lexicon = Lexicon([*self._weights, *of_rows])

    def search(self, query: str, limit: int = MAX_RESULTS) -> list[Found]:
        """Best first."""
        terms = [term for term in self._terms(fold(query[:MAX_QUERY])) if term.scores]
        scores, held = defaultdict(float), defaultdict(float)
        for term in terms:
            for number, score in term.scores.items():
                scores[number] += score
                held[number] += term.rarity
        most = max(held.values(), default=0.0)
        total = {
            number: score * held[number] / most
            for number, score in scores.items()
            if held[number] >= most * LEAST_COVERAGE
        }
        best = max(total.values(), default=0.0)

        def order(number: int) -> tuple:
            document = self.documents[number]
            return -round(total[number] / best, 2), document.rank, document.found.title

        return [self.documents[number].found for number in sorted(total, key=order)[:limit]]

    def _terms(self, asked: list[str]) -> list[Term]:
        words = list(dict.fromkeys([*telling(asked), *self._joined(asked)]))
        meant = [meaning for word in words for meaning in self.lexicon.meanings(word)]
        terms = [self._term(meaning) for meaning in meant]
        for row, start, end, expression in occurrences(self._rows, meant):
            others = [self._expression(other) for other in row if other != expression]
            for term in terms[start:end]:
                _add(term, others)
        return terms

    def _joined(self, asked: list[str]) -> list[str]:
        """« sur loyer » for « surloyer », « a p l » for « apl »."""
        letters = ("".join(run) for single, run in groupby(asked, lambda word: len(word) == 1) if single)
        pairs = (a + b for a, b in pairwise(asked) if len(a) + len(b) > 4)
        return [word for word in (*letters, *pairs) if len(word) > 1 and word in self.lexicon]

    def _term(self, meaning: dict[str, float]) -> Term:
        best: dict[int, float] = {}
        for word, sureness in meaning.items():
            for number, weight in self._weights.get(word, {}).items():
                best[number] = max(best.get(number, 0.0), weight * sureness)
        rarity = log(1 + len(self.documents) / len(best)) if best else 0.0
        return Term(rarity, {number: rarity * weight for number, weight in best.items()})

    def _expression(self, words: Sequence[str]) -> Term:
        """The documents that hold all the words of an expression."""
        parts = [self._term(dict.fromkeys(self.lexicon.forms(word), SURE)) for word in words]
        common = set.intersection(*(set(part.scores) for part in parts))
        rarity = sum(part.rarity for part in parts) / len(parts)
        return Term(rarity, {n: sum(part.scores[n] for part in parts) / len(parts) for n in common})


def _add(term: Term, others: list[Term]) -> None:
    """What means the same as a typed word, for less; it lends its rarity to a word that stands nowhere."""
    if not term.scores:
        term.rarity = max((other.rarity for other in others if other.scores), default=0.0)
    for other in others:
        for number, score in other.scores.items():
            term.scores[number] = max(term.scores.get(number, 0.0), SYNONYM * score)
