"""The one stylesheet of the public pages, joined from site/styles: one file per subject, one per component.

A browser asks for one file; whoever writes has short ones. The files are only put end to end, without
comments and indents, in an order that says nothing: the cascade layers are named in `ORDER`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(settings.BASE_DIR) / "site" / "styles"
NAME = "css/site.css"
ORDER = "@layer tokens, base, layout, components, helpers;\n"


def joined() -> str:
    """The layers' order, then every file, components by name."""
    files = [*sorted(SOURCES.glob("*.css")), *sorted(SOURCES.glob("components/*.css"))]
    return ORDER + "".join(shortened(file.read_text(encoding="utf-8")) for file in files)


def shortened(text: str) -> str:
    """Without comments and indents: a seventh of what is sent."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).lstrip()


class JoinedStyles(BaseFinder):
    """Gives `css/site.css` to collectstatic and to whoever looks for it, made anew when a source changes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "joined")

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != NAME:
            return []
        self._write()
        found = self.storage.path(NAME)
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield NAME, self.storage

    def _write(self) -> None:
        text, file = joined(), Path(self.storage.path(NAME))
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
