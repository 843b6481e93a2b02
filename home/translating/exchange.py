"""The texts as a .po file, which every translator's tool reads, and the way back."""

from dataclasses import dataclass

import polib

from core.translations import digest
from home.translating import keeping
from home.translating.subjects import known, other_languages, subjects


class UnreadableFile(Exception):
    """Not a .po file in UTF-8."""


class OtherLanguage(Exception):
    """The file says that it is in another language: its code."""


@dataclass(frozen=True, slots=True)
class Imported:
    """`refused` are French texts whose translation does not keep their marks."""

    changed: int
    unknown: int
    refused: tuple[str, ...]


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
    texts = {digest(text): text for one in subjects() for text in one.texts}
    filled = [entry for entry in catalogue if entry.msgstr.strip() and not entry.fuzzy and not entry.obsolete]
    ours = [(texts[of], entry.msgstr) for entry in filled if (of := digest(entry.msgid)) in texts]
    refused = tuple(source for source, text in ours if keeping.problem(source, text))
    said = {source: text for source, text in ours if source not in refused}
    return Imported(keeping.keep_translations(language, said), len(filled) - len(ours), refused)


def _is_of(named: str, language: str) -> bool:
    """Translators' tools add a country (« ar-MA »); a file that names no language is taken as it is."""
    if named in ("", language):
        return True
    is_another_of_ours = named in {one.code for one in other_languages()}
    return named.partition("-")[0] == language.partition("-")[0] and not is_another_of_ours
