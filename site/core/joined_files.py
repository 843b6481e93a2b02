"""Static files that are several of ours put end to end: we write short ones, a browser asks for one."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from core import styles

SCRIPTS = Path(settings.BASE_DIR) / "site" / "static" / "js"
# What a guide does on a screen. Other pages have the first alone.
OF_GUIDES = ("remembered", "explained_words", "step_by_step")


def _scripts_of_guides() -> str:
    return "\n".join((SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in OF_GUIDES)


FILES = {styles.REST: styles.rest_of_style, "js/guide.js": _scripts_of_guides}


class JoinedFiles(BaseFinder):
    """Gives them to collectstatic and to whoever looks for one, made anew when a source has changed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "joined")

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path not in FILES:
            return []
        found = self._written(path)
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in FILES:
            self._written(name)
            yield name, self.storage

    def _written(self, name: str) -> str:
        text, file = FILES[name](), Path(self.storage.path(name))
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return str(file)
