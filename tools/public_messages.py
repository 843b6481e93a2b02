"""The catalogues of the languages besides French: the messages of the public pages, and those alone.

The back office is French. `make messages` extracts everything with the files it stands in; this keeps, for
each other folder of site/locale, what a public file says (home/readability/audience.py). A new language is
an empty `site/locale/<code>/LC_MESSAGES/django.po` and one more `make messages`.
"""

import subprocess
import sys
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

from home.readability.audience import is_translated

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "site/locale"
FRENCH = LOCALE / "fr/LC_MESSAGES/django.po"


def others() -> list[Path]:
    return sorted(file for file in LOCALE.glob("*/LC_MESSAGES/django.po") if file != FRENCH)


def is_public(entry: polib.POEntry) -> bool:
    return any(is_translated(file.removeprefix("./")) for file, _ in entry.occurrences)


def bring_up_to_date(file: Path, messages: list[polib.POEntry]) -> None:
    """What is translated stays; what nobody says any more goes."""
    code = file.parts[-3]
    before = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(file))} if file.stat().st_size else {}
    plural = get_plural(code)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header = f"Texts of the public pages of e-tinérance, in {code}. EUPL-1.2."
    catalogue.metadata = {
        "Project-Id-Version": "e-tinerance",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }
    for message in messages:
        known = before.get((message.msgctxt, message.msgid))
        forms = dict.fromkeys(range(plural.num_plurals), "") if message.msgid_plural else {}
        catalogue.append(
            polib.POEntry(
                msgid=message.msgid,
                msgid_plural=message.msgid_plural,
                msgctxt=message.msgctxt,
                msgstr=known.msgstr if known else "",
                msgstr_plural=forms | (dict(known.msgstr_plural) if known else {}),
                flags=[flag for flag in message.flags if flag.endswith("-format")],
            )
        )
    catalogue.save(str(file))


def main() -> None:
    messages = [entry for entry in polib.pofile(str(FRENCH)) if not entry.obsolete and is_public(entry)]
    for file in others():
        bring_up_to_date(file, messages)
        subprocess.run(["msgfmt", "--check-format", "-o", file.with_suffix(".mo"), file], check=True)  # noqa: S603, S607
    # French keeps no file names: they would change with every line that moves.
    subprocess.run(["msgattrib", "--no-location", "--no-wrap", "-o", FRENCH, FRENCH], check=True)  # noqa: S603, S607


if __name__ == "__main__":
    sys.exit(main())
