"""Makes PDF pages from HTML: WeasyPrint, which needs Pango from the system (docs/decisions/0028)."""

import logging
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse

logger = logging.getLogger(__name__)

STATIC = settings.BASE_DIR / "site" / "static"
# Where the pages say that they are, so that « /media/… » means a file of this site.
HERE = "http://site.invalid"
# A served file has its hash in its name, and stands where `collectstatic` has put it.
ROOTS = {"static": (STATIC, Path(settings.STATIC_ROOT)), "media": (Path(settings.MEDIA_ROOT),)}
SECONDS_TO_WAIT = 5
# Making pages takes seconds. One at a time, and nobody waits: waiting threads would soon be all threads.
_at_work = Lock()


class NoPaperError(Exception):
    """The system has no Pango: this server makes no PDF."""


class BusyError(Exception):
    """Other pages are being made: ask again in a few seconds."""


@cache
def is_available() -> bool:
    try:
        import weasyprint  # noqa: F401  (loads Pango)
    except OSError as error:
        logger.warning("No PDF: %s", error)
        return False
    return True


def pdf(html: str, style: str) -> bytes:
    """The pages, in the style of that name in static/css/. The same pages are made once and kept.

    Raises NoPaperError where no PDF can be made, BusyError when others are being made.
    """
    if not is_available():
        raise NoPaperError
    key = sha256(_style(style).read_bytes() + html.encode()).hexdigest()
    kept = caches["paper"]
    made: bytes | None = kept.get(key)
    if made is not None:
        return made
    if not _at_work.acquire(blocking=False):
        raise BusyError
    try:
        made = _make(html, style)
        kept.set(key, made)
    finally:
        _at_work.release()
    return made


def file(made: bytes, name: str) -> HttpResponse:
    """It opens in the browser; search engines leave it alone."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def in_a_moment(response: HttpResponse) -> HttpResponse:
    """The same address answers soon: machines read Retry-After, browsers follow Refresh, without a script."""
    response["Retry-After"] = SECONDS_TO_WAIT
    response["Refresh"] = SECONDS_TO_WAIT
    response["Cache-Control"] = "no-store"
    return response


def _style(name: str) -> Path:
    return STATIC / "css" / name


def _make(html: str, name: str) -> bytes:
    from weasyprint import CSS, HTML  # heavy, and not there without Pango
    from weasyprint.text.fonts import FontConfiguration

    local, fonts = _local_files(), FontConfiguration()
    style = CSS(
        string=_style(name).read_text(encoding="utf-8"),
        base_url=f"{HERE}/static/css/{name}",
        url_fetcher=local,
        font_config=fonts,
    )
    page = HTML(string=html, base_url=f"{HERE}/", url_fetcher=local)
    return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")


def file_of(url: str) -> Path | None:
    """The file that such an address means, and never another one of this machine."""
    if not url.startswith(f"{HERE}/"):
        return None
    folder, _, name = unquote(urlsplit(url).path).lstrip("/").partition("/")
    for root in ROOTS.get(folder, ()):
        path = (root / name).resolve()
        if path.is_relative_to(root.resolve()) and path.is_file():
            return path
    return None


def _local_files():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class LocalFiles(URLFetcher):
        """Our own style, fonts and pictures; nothing else of this machine, and no other host."""

        def fetch(self, url: str, headers: dict | None = None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = file_of(url)
            if path is None:
                raise ValueError(f"not a file of this site: {url}")
            kind, _ = guess_type(path.name)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind or ""})

    return LocalFiles(allowed_protocols=("data",))
