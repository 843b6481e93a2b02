"""The memory of translations: each belongs to one exact French text.

When the French changes, nothing said about the old text applies, so nobody reads what is no longer true: the
page shows the French one, marked as such, until somebody translates it again.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from html import unescape

from django.http import HttpRequest
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import languages, ready_made, typography
from core.models import Translation
from core.stamps import TRANSLATIONS, Kept

NOTE = "<!-- what is in French -->"  # where base.html has room for the note
MOST_SIGNS = 30  # on one page; beyond, one note says it better, if
MOSTLY = 0.8  # of what editors wrote is in French
_SIGN = re.compile(r'<span class="in_french__sign">.*?</span></span> ')
_ELSEWHERE = re.compile(r"<nav\b.*?</nav>|<a\b.*?</a>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
# What is translated as one: a paragraph, a heading, a line of a list. It ends where a list begins inside it.
_LEAF = re.compile(r"(<(p|li|h[2-4])(?:\s[^>]*)?>)(.*?)(?=</\2>|<[ou]l\b)", re.DOTALL)


class Written(str):
    """What a person wrote, where it stands among the sentences of the interface."""

    __slots__ = ()


class Reading:
    """One page in one language: what it looks up, and the note at its top on what is in French."""

    def __init__(self, language: str, request: HttpRequest | None = None) -> None:
        self.language, self.request = language, request
        # Its title at least, or all that the interface says on it; `french_note` asks the page.
        self.is_translated = True
        self.translated: set[str] = set()  # what was shown in the language, as HTML
        self._memory: Mapping[tuple[str, str], str] | None = None

    def find(self, source: str) -> str | None:
        of = digest(source)
        return self.memory.get((self.language, of)) or ready_made_in(self.language).get(of)

    @property
    def memory(self) -> Mapping[tuple[str, str], str]:
        """Of all languages."""
        if self._memory is None:
            self._memory = _kept.get(self.request)
        return self._memory

    def finished(self, html: str) -> str:
        """The page with its note. Where nearly all is French the note says it, and no line repeats it."""
        if NOTE not in html:
            return html
        before, main, after = _parts(html)
        signs = len(_SIGN.findall(main))
        # What stands in the menu, at the foot or on a link to elsewhere is not the text of the page.
        around = "".join((before, *_ELSEWHERE.findall(main), after))
        is_all_french = not self.is_translated and all(words in around for words in self.translated)
        translated = sum(words in main for words in self.translated)
        said = ""
        if signs and is_all_french:
            main, said = _SIGN.sub("", main), _("The text of this page is in French only.")
        elif signs > MOST_SIGNS and signs >= MOSTLY * (signs + translated):
            main, said = _SIGN.sub("", main), _("Most of the text of this page is still in French.")
        elif signs:
            said = _("What is marked FR on this page is still in French.")
        return before + main.replace(NOTE, _note(said) if said else "") + after


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading(request: HttpRequest) -> Iterator[Reading]:
    """One page in the language that is active: all its look-ups share what the request has asked already."""
    found = Reading(languages.current().code, request)
    token = _reading.set(found)
    try:
        yield found
    finally:
        _reading.reset(token)


def has(source: str, language: str) -> bool:
    return (language, digest(source)) in (_reading.get() or Reading(language)).memory


@lru_cache(maxsize=32)  # catalogues do not change while the site runs
def ready_made_in(language: str) -> Mapping[str, str]:
    """Digest → what the site itself says of it, where nobody of the team has said anything."""
    return {digest(source): text for source, text in ready_made.sentences(language).items()}


def page_is_translated(is_it: bool) -> None:
    if page := _reading.get():
        page.is_translated = is_it


def digest(source: str) -> str:
    """Of a French text, whatever its spaces and apostrophes."""
    plain = typography.french(" ".join(source.split()))
    return hashlib.sha256(plain.encode()).hexdigest()


def plain(source: str) -> str:
    """The text in the language of the page, or in French; for titles of windows, choices and the like."""
    return source if languages.is_french() else _found(source) or typography.french(source)


def shown(source: str) -> SafeString:
    """The text in the language of the page, or in French with the sign that says so. HTML."""
    is_html = isinstance(source, SafeString)
    found = _found(source) if str(source).strip() else ""
    if found is None:
        return _marked(typography.french(conditional_escape(source).replace("&#x27;", "’")))
    html = within(found, source) if is_html else conditional_escape(found)
    if html and (page := _reading.get()):
        page.translated.add(str(html))
    return html


def shown_html(html: str) -> SafeString:
    """Running text of an editor, paragraph by paragraph."""
    return mark_safe(_LEAF.sub(_shown_leaf, html))  # noqa: S308 (each leaf is made safe)


def label(source: str) -> SafeString:
    """A proper name or a short title: translated if it is, else as it stands, without a sign to be seen."""
    found = _found(source)
    if found is not None:
        return conditional_escape(found)
    return mark_safe(f'<bdi lang="fr">{conditional_escape(source)}</bdi>')  # noqa: S308


def leaves(html: str) -> list[str]:
    """The French texts of running text, one for each paragraph, line or heading; HTML inside."""
    found = (match[3].strip() for match in _LEAF.finditer(html))
    return [text for text in found if _TAG.sub("", text).strip()]


def within(text: str, source: str) -> SafeString:
    """A translation of HTML: only the tags that the French text has are tags, all else is text."""
    allowed = set(_TAG.findall(source))
    parts = (part if part in allowed else escape(unescape(part)) for part in _TAG.split(text))
    return mark_safe("".join(parts))  # noqa: S308


def tags(text: str) -> list[str]:
    """In order; a translation keeps those of its source."""
    return sorted(_TAG.findall(text))


def _shown_leaf(match: re.Match[str]) -> str:
    opening, _name, source = match.groups()
    return f"{opening}{shown(mark_safe(source))}" if source.strip() else match[0]  # noqa: S308


def _found(source: str) -> str | None:
    page = _reading.get() or Reading(get_language() or "")
    if (whole := page.find(str(source))) is not None or "\n" not in source:
        return whole
    parts = [page.find(part) for part in re.split(r"\r?\n\s*\r?\n", source.strip())]
    return "\n\n".join(part or "" for part in parts) if all(parts) else None


def _parts(html: str) -> tuple[str, str, str]:
    """What stands before, in and after the main part; the foot of the page has its own signs, and no note."""
    before, start, rest = html.partition("<main")
    main, end, after = rest.partition("</main>")
    return before, start + main, end + after


def _marked(html: str) -> SafeString:
    own = languages.current()
    said = _("In French:")
    words = f'<span class="for_readers" lang="{own.code}" dir="{own.direction}">{said}</span>'
    sign = f'<span class="in_french__sign"><span aria-hidden="true">FR</span>{words}</span>'
    return mark_safe(f'<span class="in_french" lang="fr" dir="ltr">{sign} {html}</span>')  # noqa: S308


def _note(said: str) -> str:
    return f'<p class="in_french__note width" role="note">{escape(said)}</p>'


def _load() -> Mapping[tuple[str, str], str]:
    rows = Translation.objects.exclude(text="").values_list("language", "digest", "text")
    return {(language, of): text for language, of, text in rows}


_kept = Kept(TRANSLATIONS, _load)
