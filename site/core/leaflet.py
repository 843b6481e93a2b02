"""The files of Leaflet, the library of the detailed map: served from here, never from another host.

Only those that a page asks for, out of the Python package that carries them.
"""

from collections.abc import Iterator

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from xstatic.pkg import leaflet

FOLDER = "leaflet"
FILES = (
    "leaflet.css",
    "leaflet.js",
    "leaflet.js.map",  # leaflet.js names it
    "images/layers.png",
    "images/layers-2x.png",
    "images/marker-icon.png",
)


class LeafletFiles(BaseFinder):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=leaflet.BASE_DIR)
        self.storage.prefix = FOLDER

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        folder, _, name = path.partition("/")
        if folder != FOLDER or name not in FILES:
            return []
        found = self.storage.path(name)
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in FILES:
            yield name, self.storage
