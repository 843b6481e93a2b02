"""Every text of the screens has its French translation, every public one that of the other languages."""

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

from core.typography import french  # noqa: E402  (the path comes first)

LOCALE = ROOT / "site/locale"
FRENCH, ENGLISH = (
    "fr",
    "en",
)  # the code is in English: its catalogue holds only what is better said


def catalogues() -> dict[str, Path]:
    """By language: all texts in French, those of the public pages in the others."""
    return {file.parts[-3]: file for file in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))}


def texts_in_code() -> dict[str, set[tuple[str, str]]]:
    """By language, (context, text) of everything that the code marks as translatable. The files stay."""
    files = [file.with_suffix(end) for file in catalogues().values() for end in (".po", ".mo")]
    kept = {file: file.read_bytes() for file in files if file.exists()}
    try:
        command = ["make", "--no-print-directory", "-s", "messages"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
        return {code: set(_entries(file)) for code, file in catalogues().items()}
    finally:
        for file, content in kept.items():
            file.write_bytes(content)


def problems() -> list[str]:
    in_code = texts_in_code()
    return [
        f"{code} : {problem}"
        for code, file in catalogues().items()
        for problem in _problems(code, file, in_code[code])
    ]


def _entries(file: Path) -> dict[tuple[str, str], polib.POEntry]:
    return {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(file)) if not e.obsolete}


def _problems(code: str, file: Path, in_code: set[tuple[str, str]]) -> list[str]:
    known = _entries(file)
    found = [f"manque au catalogue : {text!r}" for _, text in sorted(in_code - known.keys())]
    found += [f"n’est plus utilisé : {text!r}" for _, text in sorted(known.keys() - in_code)]
    for (_, text), entry in known.items():
        if entry.fuzzy or not (entry.translated() or code == ENGLISH):
            found.append(f"pas traduit, ou incertain : {text!r}")
        for words in [entry.msgstr, *entry.msgstr_plural.values()]:
            if code == FRENCH and words != french(words):
                found.append(f"espaces ou apostrophes à corriger : {words!r}")
    compiled = polib.mofile(str(file.with_suffix(".mo")))
    translated = [entry for entry in known.values() if entry.translated()]
    if {(e.msgid, e.msgstr) for e in compiled} != {(e.msgid, e.msgstr) for e in translated}:
        found.append("django.mo n’est pas à jour : lancez « make messages »")
    return found


if __name__ == "__main__":
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(bool(found))
