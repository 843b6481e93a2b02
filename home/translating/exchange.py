"""The texts as a .po file, which every translator's tool reads, and the way back.

Each entry carries, in a comment, the print of the translation that stood at that moment: a file that comes
back late does not undo what the site has said since.
"""

import re
from dataclasses import dataclass

import polib

from core.translations import digest
from home.translating import keeping
from home.translating.subjects import known, other_languages, subjects

MARK = "e-tinerance:"
_MARK = re.compile(rf"^{MARK}([0-9a-f]{{16}})$", re.MULTILINE)


class UnreadableFile(Exception):
    """Not a .po file in UTF-8."""


class OtherLanguage(Exception):
    """The file says that it is in another language: its code."""


@dataclass(frozen=True, slots=True)
class Aside:
    """`there`: what the site has said since the file was made; `brought`: what the file says.

    `key` is that of the subject.
    """

    source: str
    there: str
    brought: str
    key: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`refused` are French texts whose translation does not keep their marks."""

    changed: int
    unknown: int
    refused: tuple[str, ...]
    aside: tuple[Aside, ...] = ()


def written(language: str) -> str:
    """Every French text once, with the subject it stands in, and what is translated already."""
    found = subjects()
    said = known(text for one in found for text in one.texts)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "e-tinerance",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    entries: dict[str, polib.POEntry] = {}
    for one in found:
        for text in one.texts:
            of = digest(text)
            if of in entries:
                entries[of].comment += f"\n{one.title}"
            else:
                words = said.get((language, of), "")
                entries[of] = polib.POEntry(msgid=text, msgstr=words, comment=one.title)
    for entry in entries.values():
        entry.comment += f"\n{MARK}{keeping.print_of(entry.msgstr)}"
    catalogue.extend(entries.values())
    return str(catalogue)


def read(language: str, content: str) -> Imported:
    """Keeps what belongs to a text of today; an empty translation takes nothing back.

    Raises UnreadableFile, and OtherLanguage for a file that was begun for another language.
    """
    if "msgid" not in content or "\n" not in content:  # polib would take a short text for the name of a file
        raise UnreadableFile
    try:
        catalogue = polib.pofile(content)
    except (OSError, UnicodeError, ValueError) as error:
        raise UnreadableFile from error
    named = catalogue.metadata.get("Language", "").strip().replace("_", "-").lower()
    if not _is_of(named, language):
        raise OtherLanguage(named)
    found = subjects()
    texts = {digest(text): text for one in found for text in one.texts}
    filled = [entry for entry in catalogue if entry.msgstr.strip() and not entry.fuzzy and not entry.obsolete]
    ours = {texts[of]: entry for entry in filled if (of := digest(entry.msgid)) in texts}
    refused = tuple(source for source, entry in ours.items() if keeping.problem(source, entry.msgstr))
    said = {source: entry.msgstr for source, entry in ours.items() if source not in refused}
    kept = keeping.keep_unless_changed(language, said, {source: _seen(ours[source]) for source in said})
    keys = {text: one.key for one in reversed(found) for text in one.texts}
    aside = tuple(Aside(source, there, said[source], keys[source]) for source, there in kept.aside.items())
    return Imported(kept.changed, len(filled) - len(ours), refused, aside)


def _seen(entry: polib.POEntry) -> str:
    """Of what stood there when the file was made; without its mark, such a file only fills what is empty."""
    mark = _MARK.search(entry.comment)
    return mark[1] if mark else keeping.print_of("")


def _is_of(named: str, language: str) -> bool:
    """Translators' tools add a country (« ar-MA »); a file that names no language is taken as it is."""
    if named in ("", language):
        return True
    is_another_of_ours = named in {one.code for one in other_languages()}
    return named.partition("-")[0] == language.partition("-")[0] and not is_another_of_ours
