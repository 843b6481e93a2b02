"""Guides as PDF pages of A4, made by the server: WeasyPrint, which needs Pango from the system."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

import segno
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.template.loader import render_to_string

from core import clock
from core.stamps import CONTENT, tokens
from guides import devices, steps
from guides.library import library

logger = logging.getLogger(__name__)

STATIC = settings.BASE_DIR / "site" / "static"
# Where the pages say that they are, so that « /media/… » means a file of this site.
HERE = "http://site.invalid"
ROOTS = {"static": STATIC, "media": Path(settings.MEDIA_ROOT)}
# Pages are made by one thread at a time: it takes seconds, and visitors wait for the others.
_one_at_a_time = Lock()


class NoPaperError(Exception):
    """The system has no Pango: this server makes no PDF."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One guide, ready to be printed."""

    guide: Any
    parts: Sequence[steps.Part]
    words: Sequence[Any]
    checked: Any
    device: str
    address: str
    code: str  # QR code of the address: an SVG picture as a data URI


@cache
def is_available() -> bool:
    try:
        import weasyprint  # noqa: F401  (loads Pango)
    except OSError as error:
        logger.warning("No PDF: %s", error)
        return False
    return True


def pdf(request: HttpRequest, guides: Sequence[Any], title: str, device: str = "") -> bytes:
    """The guides, one after the other, each on pages of its own. Kept until something is published.

    Raises NoPaperError where no PDF can be made.
    """
    if not is_available():
        raise NoPaperError
    today = clock.instant(request).date()
    about = "-".join(str(guide.pk) for guide in guides)
    key = f"{tokens(request).get(CONTENT)}-{today}-{about}-{device}"
    kept = caches["paper"]
    made = kept.get(key)
    if made is None:
        with _one_at_a_time:
            made = kept.get(key)  # by the one who was here before
            if made is None:
                made = _write(_html(request, guides, title, device))
                kept.set(key, made)
    return made


def _html(request: HttpRequest, guides: Sequence[Any], title: str, device: str) -> str:
    context = {
        "title": title,
        "today": clock.instant(request).date(),
        "sheets": [_sheet(request, guide, device) for guide in guides],
    }
    return render_to_string("guides/paper.html", context, request)


def _sheet(request: HttpRequest, guide: Any, device: str) -> Sheet:
    known = library(request)
    reader = known.glossary.reader(linked=False)
    chosen = device if device in steps.varied_devices(guide.body) else ""
    card = known.cards.get(guide.pk)
    address = f"{settings.BASE_URL}{guide.url}"
    return Sheet(
        guide=guide,
        parts=steps.parts(guide.body, reader, chosen, (steps.PAPER_FILTER,)),
        words=list(reader.met.values()),
        checked=card.checked if card else None,
        device=str(devices.Device(chosen).label) if chosen else "",
        address=address,
        code=segno.make_qr(address, error="m").svg_data_uri(border=0),
    )


def _write(html: str) -> bytes:
    from weasyprint import CSS, HTML  # heavy, and not there without Pango
    from weasyprint.text.fonts import FontConfiguration

    local, fonts = _local_files(), FontConfiguration()
    style = CSS(
        string=(STATIC / "css" / "paper.css").read_text(encoding="utf-8"),
        base_url=f"{HERE}/static/css/paper.css",
        url_fetcher=local,
        font_config=fonts,
    )
    page = HTML(string=html, base_url=f"{HERE}/", url_fetcher=local)
    return page.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", optimize_images=True
    )


def _local_files():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class LocalFiles(URLFetcher):
        """Our own style, fonts and pictures; nothing else of this machine, and no other host."""

        def fetch(self, url: str, headers: dict | None = None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            folder, _, name = unquote(urlsplit(url).path).lstrip("/").partition("/")
            path = (ROOTS[folder] / name).resolve()
            if not url.startswith(f"{HERE}/") or not path.is_relative_to(ROOTS[folder].resolve()):
                raise ValueError(f"not a file of this site: {url}")
            kind, _ = guess_type(path.name)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind or ""})

    return LocalFiles(allowed_protocols=("data",))
