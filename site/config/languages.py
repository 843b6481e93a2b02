"""Which languages the site speaks: those that have a folder of translated texts. Nothing else names them."""

from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError


def languages_in(folder: Path, first: str) -> list[tuple[str, str]]:
    """(code, own name) of each `<folder>/<code>/LC_MESSAGES/django.po`; the site's own language comes first.

    Own names are CLDR's. A folder whose name is no language is left out.
    """
    found = dict(_named(folder))
    return [(code, found[code]) for code in sorted(found, key=lambda code: (code != first, code))]


def _named(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.glob("*/LC_MESSAGES/django.po"):
        code = file.parts[-3]
        try:
            name = Locale.parse(code).get_display_name(code) or code
        except (ValueError, UnknownLocaleError):
            continue
        yield code.replace("_", "-").lower(), name[:1].upper() + name[1:]
