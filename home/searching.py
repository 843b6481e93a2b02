"""Search that forgives: accents, plurals and small typing errors. `Index` is pure.

The site is small (hundreds of pages), so its words are kept in memory and every database finds the
same things. Words are compared by their French stem (Snowball), by their beginning, and, when that
finds nothing, by edit distance.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import snowballstemmer
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA
from wagtail.models import Page

from core.stamps import CONTENT, Kept

MAX_QUERY = 100
MAX_RESULTS = 20
EXACT, BEGINNING, CLOSE = 1.0, 0.7, 0.5
# Words that say nothing about what is looked for.
_STOP_WORDS = """
a ai ais as au aux avec c ce ces cet cette comment d dans de des du elle en est et faire fais fait il ils j je
l la le les leur leurs m ma mes mon n ne nos notre nous on ou par pas pour qu que qui quoi s sa sans se ses si
son sur t ta te tes ton tu un une veut veux vos votre vous y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})


@dataclass(frozen=True, slots=True)
class Found:
    """One result, ready to be shown."""

    title: str
    url: str
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class Document:
    found: Found
    texts: tuple[tuple[str, float], ...]  # (text, weight)


def fold(text: str) -> list[str]:
    """The words of a text, in small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return re.findall(r"[a-z0-9]+", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _singular(word: str) -> str:
    """Snowball takes « loyer » for a verb and « loyers » for a noun: both must have one stem."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


class Index:
    """The words of some documents. Immutable once made."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)  # word → document → weight
        self._words_of_stem: dict[str, set[str]] = defaultdict(set)
        for number, document in enumerate(self.documents):
            for text, weight in document.texts:
                for word in fold(text):
                    known = self._weights[word]
                    known[number] = max(known.get(number, 0.0), weight)
        stems = snowballstemmer.stemmer("french").stemWords([_singular(word) for word in self._weights])
        for word, stem in zip(self._weights, stems, strict=True):
            self._words_of_stem[stem].add(word)

    def search(self, query: str, limit: int = MAX_RESULTS) -> list[Found]:
        """Best first. Documents that hold fewer of the words come only when none holds more."""
        asked = fold(query[:MAX_QUERY])
        words = [word for word in asked if word not in STOP_WORDS] or asked
        scores: dict[int, list[float]] = defaultdict(lambda: [0, 0.0])
        for word in dict.fromkeys(words):
            for number, weight in self._matches(word).items():
                scores[number][0] += 1
                scores[number][1] += weight
        if not scores:
            return []
        most = max(count for count, _ in scores.values())
        ranked = sorted(
            (number for number, (count, _) in scores.items() if count == most),
            key=lambda number: (-scores[number][1], self.documents[number].found.title),
        )
        return [self.documents[number].found for number in ranked[:limit]]

    def _matches(self, word: str) -> dict[int, float]:
        # A stemmer keeps state while it works, so threads must not share one.
        stem = snowballstemmer.stemmer("french").stemWord(_singular(word))
        candidates = dict.fromkeys(self._words_of_stem.get(stem, ()), EXACT) | (
            {word: EXACT} if word in self._weights else {}
        )
        if len(word) >= 3:
            for other in self._weights:
                if other.startswith(word):
                    candidates.setdefault(other, BEGINNING)
        if not candidates:
            candidates = dict.fromkeys(self._close_words(word), CLOSE)
        best: dict[int, float] = {}
        for candidate, quality in candidates.items():
            for number, weight in self._weights.get(candidate, {}).items():
                best[number] = max(best.get(number, 0.0), weight * quality)
        return best

    def _close_words(self, word: str) -> list[str]:
        allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        if not allowed:
            return []
        return [
            other
            for other in self._weights
            if abs(len(other) - len(word)) <= allowed
            and OSA.distance(word, other, score_cutoff=allowed) <= allowed
        ]


def find(query: str, request: HttpRequest | None = None) -> list[Found]:
    """Published pages for what somebody typed. One query while nothing has been published."""
    return kept_index.get(request).search(query)


def _load() -> Index:
    pages = Page.objects.live().public().filter(depth__gt=1).specific()
    return Index(_document(page) for page in pages if page.url)


def _document(page: Page) -> Document:
    texts = [(page.title, 10.0)]
    for field in page.get_searchable_search_fields():
        if field.field_name in ("title", "slug"):
            continue
        value = field.get_value(page)
        text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        texts.append((text, 2.0 * (field.boost or 1)))
    summary = next(
        (
            text
            for name in ("search_description", "summary", "introduction", "address")
            if (text := getattr(page, name, ""))
        ),
        "",
    )
    if getattr(page, "is_archived", False):  # schedule.pages.PlacePage
        summary = _("The caravan no longer comes here.")
    found = Found(page.title, page.url, str(type(page)._meta.verbose_name).capitalize(), summary)
    return Document(found, tuple(texts))


kept_index = Kept(CONTENT, _load)
