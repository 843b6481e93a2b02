"""Documents found by what people type. Pure: neither Django nor the database.

Each typed word counts by how rare it is (inverse document frequency), by how surely it was meant, and
by where it stands in the document. A document need not hold all the words, but what it holds must be worth
something beside the whole query and beside the best document: few good results, or none, rather than noise.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log

from home.searching.lexicon import Lexicon
from home.searching.synonyms import SURE, Rows, occurrences
from home.searching.words import STOP_WORDS, compounds, fold, telling

MAX_QUERY = 100
MAX_RESULTS = 20
# What people type themselves counts more than what means the same.
SYNONYM = 0.6
# A document must be worth this much of the best one.
LEAST_OF_BEST = 0.25
# « facture edf » is not answered by a text with « facture »: half a query must stand in better places.
HALF, LEAST_OF_HALF = 0.51, 1.2


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
    """One typed word: its rarity, how surely each document holds it, and the score that this gives."""

    rarity: float
    scores: dict[int, float]
    sureness: dict[int, float]


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
        terms = self._terms(fold(query[:MAX_QUERY]))
        total = self._worth(terms)
        best = max(total.values(), default=0.0)
        kept = [number for number, worth in total.items() if worth >= best * LEAST_OF_BEST]

        def order(number: int) -> tuple:
            document = self.documents[number]
            return -round(total[number] / best, 2), document.rank, document.found.title

        return [self.documents[number].found for number in sorted(kept, key=order)[:limit]]

    def _worth(self, terms: list[Term]) -> dict[int, float]:
        """How well a document answers: where the words stand in it, times how much of the query it holds."""
        asked = sum(term.rarity for term in terms)
        scores, sure, held = defaultdict(float), defaultdict(float), defaultdict(float)
        for term in terms:
            for number, score in term.scores.items():
                scores[number] += score
                sure[number] += term.rarity * term.sureness[number]
                held[number] += term.rarity
        worth = {number: score * sure[number] / asked**2 for number, score in scores.items()}
        return {n: w for n, w in worth.items() if held[n] > asked * HALF or w >= LEAST_OF_HALF}

    def _terms(self, asked: list[str]) -> list[Term]:
        meant = [meaning for word in self._words(asked) for meaning in self.lexicon.meanings(word)]
        terms = [self._term(meaning) for meaning in meant]
        for row, start, end, expression in occurrences(self._rows, meant):
            others = [self._expression(other) for other in row if other != expression]
            for term in terms[start:end]:
                _add(term, others)
        return terms

    def _words(self, asked: list[str]) -> Iterable[str]:
        """« surloyer » for « sur loyer », « apl » for « a p l »; two words that say something stay two."""
        letters = (tuple(run) for single, run in groupby(asked, lambda word: len(word) == 1) if single)
        pairs = [
            (a, b) for a, b in pairwise(asked) if len(a + b) > 4 and not (self._says(a) and self._says(b))
        ]
        written = {parts: "".join(parts) for parts in (*letters, *pairs)}
        joined = {parts: word for parts, word in written.items() if len(word) > 1 and word in self.lexicon}
        spent = {part for parts in joined for part in parts if len(part) == 1 or part not in self.lexicon}
        return dict.fromkeys([*(word for word in telling(asked) if word not in spent), *joined.values()])

    def _says(self, word: str) -> bool:
        return word in self.lexicon and word not in STOP_WORDS

    def _term(self, meaning: dict[str, float]) -> Term:
        best: dict[int, float] = {}
        surest: dict[int, float] = {}
        for word, sureness in meaning.items():
            for number, weight in self._weights.get(word, {}).items():
                best[number] = max(best.get(number, 0.0), weight * sureness)
                surest[number] = max(surest.get(number, 0.0), sureness)
        rarity = log(1 + len(self.documents) / max(len(best), 1))
        return Term(rarity, {number: rarity * weight for number, weight in best.items()}, surest)

    def _expression(self, words: Sequence[str]) -> Term:
        """The documents that hold all the words of an expression."""
        parts = [self._term(dict.fromkeys(self.lexicon.forms(word), SURE)) for word in words]
        common = set.intersection(*(set(part.scores) for part in parts))
        rarity = sum(part.rarity for part in parts) / len(parts)
        scores = {n: sum(part.scores[n] for part in parts) / len(parts) for n in common}
        return Term(rarity, scores, dict.fromkeys(common, SURE))


def _add(term: Term, others: list[Term]) -> None:
    """What means the same as a typed word, for less; it lends its rarity to a word that stands nowhere."""
    if not term.scores:
        term.rarity = max((other.rarity for other in others if other.scores), default=0.0)
    for other in others:
        for number, score in other.scores.items():
            term.sureness[number] = SURE
            term.scores[number] = max(term.scores.get(number, 0.0), SYNONYM * score)
