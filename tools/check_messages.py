"""Every text of the screens has its French translation: none missing, none fuzzy, none out of date."""

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

from core.typography import french  # noqa: E402  (the path comes first)

CATALOGUE = ROOT / "site/locale/fr/LC_MESSAGES/django.po"
COMPILED = CATALOGUE.with_suffix(".mo")


def texts_in_code() -> set[tuple[str, str]]:
    """(context, text) of everything that the code marks as translatable. The files stay as they are."""
    kept = {file: file.read_bytes() for file in (CATALOGUE, COMPILED)}
    try:
        command = ["make", "--no-print-directory", "-s", "messages"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
        entries = polib.pofile(str(CATALOGUE))
        return {(entry.msgctxt or "", entry.msgid) for entry in entries if not entry.obsolete}
    finally:
        for file, content in kept.items():
            file.write_bytes(content)


def problems() -> list[str]:
    catalogue = polib.pofile(str(CATALOGUE))
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
    in_code = texts_in_code()
    found = [f"manque au catalogue : {text!r}" for _, text in sorted(in_code - known.keys())]
    found += [f"n’est plus utilisé : {text!r}" for _, text in sorted(known.keys() - in_code)]
    for (_, text), entry in known.items():
        if not entry.translated() or entry.fuzzy:
            found.append(f"pas traduit, ou incertain : {text!r}")
        for words in [entry.msgstr, *entry.msgstr_plural.values()]:
            if words != french(words):
                found.append(f"espaces ou apostrophes à corriger : {words!r}")
    compiled = polib.mofile(str(COMPILED))
    translated = catalogue.translated_entries()
    if {(e.msgid, e.msgstr) for e in compiled} != {(e.msgid, e.msgstr) for e in translated}:
        found.append("django.mo n’est pas à jour : lancez « make messages »")
    return found


if __name__ == "__main__":
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(bool(found))
