"""Words explained in place. Pure: neither Django's database nor a request.

A word is explained once in a guide, where it is first read: there it becomes a link to its explanation
at the foot of the page, which a script opens on the spot.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from core.typography import french

_TAG = re.compile(r"(<[^>]*>)")
_OPENS_LINK = re.compile(r"<a[\s>]")
_IN_WORD = r"[^\W_]"


@dataclass(frozen=True, slots=True)
class Explained:
    """A word with its meaning and one example; `forms` are the spellings to be recognised."""

    slug: str
    term: str
    meaning: str
    example: str
    forms: tuple[str, ...]

    @property
    def letter(self) -> str:
        """Under which letter it stands, without accent."""
        return self.slug[:1].upper()


LONGEST_SLUG = 60


def slug(term: str) -> str:
    """« Pièce jointe » → "piece-jointe", at most 60 signs; "" for a text without letter or digit."""
    plain = unicodedata.normalize("NFKD", term.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:LONGEST_SLUG].rstrip("-")


class Glossary:
    """All explained words. Immutable once made, so threads may share it."""

    def __init__(self, words: Iterable[Explained]) -> None:
        self.words = tuple(words)
        self._by_form = {key(form): word for word in self.words for form in word.forms if key(form)}
        # The longest first: « mot de passe » before « mot ».
        forms = sorted(self._by_form, key=lambda form: (-len(form), form))
        joined = "|".join(_pattern(form) for form in forms)
        self._found = (
            re.compile(rf"(?<!{_IN_WORD})(?<!{_IN_WORD}-)(?:{joined})(?!-?{_IN_WORD})", re.IGNORECASE)
            if forms
            else None
        )

    def reader(self, *, linked: bool = True) -> "Reader":
        """One per guide: it remembers what was explained already. On paper, nothing is linked."""
        return Reader(self, linked)

    def found(self, text: str) -> Iterable[tuple[int, int, Explained]]:
        """Start, end and word of each occurrence in a plain text, in order."""
        for match in self._found.finditer(text) if self._found else ():
            # Regular expressions take « İ » for an « i »; the rest of Python does not.
            if word := self._by_form.get(key(match.group())):
                yield match.start(), match.end(), word


class Reader:
    """Reads a guide from top to bottom and links each explained word at its first occurrence."""

    def __init__(self, glossary: Glossary, linked: bool = True) -> None:
        self._glossary, self._linked = glossary, linked
        self.met: dict[str, Explained] = {}

    def plain(self, text: str) -> str:
        """HTML of a plain text, in French typography."""
        text = french(text)
        out, done = [], 0
        for start, end, word in self._glossary.found(text):
            if word.slug in self.met:
                continue
            self.met[word.slug] = word
            shown = escape(text[start:end], quote=False)
            out += [escape(text[done:start], quote=False), _link(word, shown) if self._linked else shown]
            done = end
        return "".join(out) + escape(text[done:], quote=False)

    def html(self, html: str) -> str:
        """The same HTML with the words in its text linked; what stands inside a link is left alone."""
        out, links = [], 0
        for part in _TAG.split(html):
            if part.startswith("<"):
                links += 1 if _OPENS_LINK.match(part) else -1 if part.startswith("</a") else 0
                out.append(part)
            else:
                out.append(part if links else self.plain(unescape(part)))
        return "".join(out)


def _link(word: Explained, shown: str) -> str:
    return f'<a class="word" href="#mot-{word.slug}" data-word="{word.slug}">{shown}</a>'


def key(form: str) -> str:
    """Two forms with the same key are one for the reader."""
    return re.sub(r"\s+", " ", form.replace("’", "'")).strip().casefold()


def _pattern(form: str) -> str:
    return re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]")
