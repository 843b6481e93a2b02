"""The words that are known, and which of them somebody may have meant."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.searching.sounds import sound
from home.searching.words import STOP_WORDS, stems

# How sure we are that a known word is the one that was meant.
EXACT, SAME_SOUND, BEGINNING, ONE_ERROR, TWO_ERRORS = 1.0, 0.7, 0.6, 0.5, 0.35
SHORTEST_BEGINNING, SHORTEST_RUN_ON = 3, 7
# A sound of one sign says nothing about a word: « aied » sounds like « ai », and is « aide ».
_STOP_SOUNDS = frozenset(key for key in map(sound, STOP_WORDS) if len(key) > 1)
# « jarrive », « lecran », « quil »: the apostrophe was left out.
_ELIDED = re.compile(r"(?:qu|[cdjlmnst])(?=[aeiouyh])")


class Lexicon:
    """Immutable once made."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted(set(words)))
        self._known = frozenset(self.words)
        self._of_stem, self._of_sound = defaultdict(list), defaultdict(list)
        self._of_length: dict[int, list[str]] = defaultdict(list)
        for word, stem in zip(self.words, stems(self.words), strict=True):
            self._of_stem[stem].append(word)
            self._of_sound[sound(word)].append(word)
            self._of_length[len(word)].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def meanings(self, word: str) -> list[dict[str, float]]:
        """For a typed word, the known words that it may stand for, and how surely (0 to 1).

        The list is empty for a word that says nothing, holds an empty one for a word that is not known, and
        several when words were written as one.
        """
        elided = _ELIDED.match(word)
        rest = word[elided.end() :] if elided else ""
        if word not in self and rest in STOP_WORDS:
            return []
        found = self._like(word)
        if found or self._says_nothing(word):
            return [found] if found else []
        if rest and (self._says_nothing(rest) or (found := self._like(rest))):
            return [found] if found else []
        if found := self._close(word):
            return [found]
        return [self._like(part) for part in self._parts(word) if part not in STOP_WORDS] or [{}]

    def _says_nothing(self, word: str) -> bool:
        return word in STOP_WORDS or (word not in self and sound(word) in _STOP_SOUNDS)

    def forms(self, word: str) -> list[str]:
        """The known words of its family: singular and plural, the forms of a verb."""
        family = self._of_stem.get(stems([word])[0], ())
        return list(dict.fromkeys([*family, *([word] if word in self else [])]))

    def _like(self, word: str) -> dict[str, float]:
        """By family, by sound, by beginning. An unknown word is not taken for one that says nothing."""
        found = dict.fromkeys(self.forms(word), EXACT)
        key = sound(word)
        if len(key) > 1:
            for other in self._of_sound.get(key, ()):
                found.setdefault(other, SAME_SOUND)
        if word not in self:
            found = {other: sureness for other, sureness in found.items() if other not in STOP_WORDS}
            if not found and key in _STOP_SOUNDS:
                return {}
        if len(word) >= SHORTEST_BEGINNING:
            start = bisect_left(self.words, word)
            for other in takewhile(lambda known: known.startswith(word), self.words[start:]):
                found.setdefault(other, BEGINNING)
        return found

    def _close(self, word: str) -> dict[str, float]:
        """With one error from four letters on, two from eight on (optimal string alignment).

        A short word must also begin alike: « sécu » is not « reçu »; one error in four letters says as
        little as two in eight: « bled » may be « bleu », but rarely is.
        """
        allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        lengths = range(len(word) - allowed, len(word) + allowed + 1) if allowed else ()
        near = [known for length in lengths for known in self._of_length.get(length, ())]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return {
            known: ONE_ERROR if errors < 2 and len(word) > 4 else TWO_ERRORS
            for known, errors, _ in found
            if len(word) > 5 or known[0] in word[:2]
        }

    def _parts(self, word: str) -> list[str]:
        """« motdepasse » in its three words; as few known words as possible, [] when there are none."""
        if len(word) < SHORTEST_RUN_ON:
            return []

        @lru_cache
        def cut(start: int) -> tuple[str, ...] | None:
            if start == len(word):
                return ()
            ways = (
                (word[start:end], *rest)
                for end in range(start + 2, len(word) + 1)
                if (word[start:end] in self or word[start:end] in STOP_WORDS)
                and (rest := cut(end)) is not None
            )
            return min(ways, key=len, default=None)

        return list(cut(0) or ())
