"""The style of the public pages, from site/styles: one short file per subject, one per component.

What every page has (the files of site/styles and of `components/`) stands inside each. The rest is one file
(`LATER`), in the head of most pages. The most read ones do not wait for it: it stands at their end, and what
their first screen needs of it stands inside them too (a folder of `GROUPS`). Files are only put end to end,
in an order that says nothing: the cascade layers are named in `ORDER`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import rcssmin
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.templatetags.static import static

from core.first_look import digest

SOURCES = Path(settings.BASE_DIR) / "site" / "styles"
Made = TypeVar("Made")
LATER = "css/later.css"
GROUPS = ("schedule", "guides")
ORDER = "@layer tokens, base, layout, components, helpers;\n"


def joined(*patterns: str) -> str:
    files = [file for pattern in patterns for file in sorted(SOURCES.glob(pattern))]
    return str(rcssmin.cssmin("".join(file.read_text(encoding="utf-8") for file in files)))


def kept(make: Callable[[], Made]) -> Callable[[], Made]:
    """Made once; each time when somebody works on the files (DEBUG)."""
    return make if settings.DEBUG else cache(make)


@kept
def every_page() -> str:
    return ORDER + _inside_a_page(joined("*.css", "components/*.css"))


@kept
def of_groups() -> dict[str, str]:
    return {group: _inside_a_page(joined(f"{group}/*.css")) for group in GROUPS}


@kept
def allowed() -> list[str]:
    """What the content security policy of a page lets stand in it."""
    return [digest(text) for text in (every_page(), *of_groups().values())]


def _inside_a_page(text: str) -> str:
    """Addresses that are relative to css/ in a file are those of the stored files in a page."""
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', text)


class LaterStyle(BaseFinder):
    """Gives `css/later.css` to collectstatic and to whoever looks for it, made anew when a source changes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "joined")

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != LATER:
            return []
        self._write()
        found = self.storage.path(LATER)
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield LATER, self.storage

    def _write(self) -> None:
        text = joined(*(f"{group}/*.css" for group in (*GROUPS, "later")))
        file = Path(self.storage.path(LATER))
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
