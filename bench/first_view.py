"""What a browser loads to show the home page for the first time: bytes of the bodies, as sent."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from bench import addresses
from bench.processes import CannotMeasure
from bench.server import Worker

_CSS_URL = re.compile(rb"""url\(\s*['"]?([^'")]+)""")


@dataclass(frozen=True)
class Loaded:
    """`kind` is a French word for the report."""

    kind: str
    path: str
    size: int
    encoding: str


class _Links(HTMLParser):
    """The addresses that a browser follows by itself, each with what it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.has_icon = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        match tag, given.get("rel", ""):
            case "link", "stylesheet":
                self.found.append(("style", given["href"]))
            case "link", "icon" if not self.has_icon:
                # Of several icons, a browser takes one; the first is the drawing.
                self.has_icon = True
                self.found.append(("icône", given["href"]))
            case "link", "preload" | "modulepreload":
                self.found.append(("préchargé", given["href"]))
            case "script", _ if "src" in given:
                self.found.append(("script", given["src"]))
            case "img" | "source", _ if given.get("loading") != "lazy" and "src" in given:
                self.found.append(("image", given["src"]))


def of_home(worker: Worker) -> list[Loaded]:
    page, html = _load(worker, "page", addresses.HOME.path)
    links = _Links()
    links.feed(html.decode())
    loaded = {page.path: page}
    for kind, link in links.found:
        path = _path(addresses.HOME.path, link)
        if not path or path in loaded:
            continue
        loaded[path], body = _load(worker, kind, path)
        if kind == "style":
            for inside in map(bytes.decode, _CSS_URL.findall(body)):
                if (used := _path(path, inside)) and used not in loaded:
                    loaded[used], _ = _load(worker, "image ou police", used)
    return list(loaded.values())


def _path(base: str, link: str) -> str:
    """The path on this server; "" for data: addresses, which are in the page already."""
    if link.startswith("data:"):
        return ""
    parts = urlsplit(urljoin(base, link))
    if parts.netloc:
        raise CannotMeasure(f"la page d’accueil charge {link}, sur un autre serveur.")
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _load(worker: Worker, kind: str, path: str) -> tuple[Loaded, bytes]:
    """What was sent, and the same body in clear."""
    response, body = worker.get(path)
    if response.status != 200:
        raise CannotMeasure(f"{path} répond {response.status}.")
    encoding = response.headers.get("Content-Encoding", "")
    return Loaded(kind, path, len(body), encoding or "non"), _in_clear(body, encoding)


def _in_clear(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        import gzip

        return gzip.decompress(body)
    if encoding == "br":
        import brotli

        return brotli.decompress(body)
    return body
