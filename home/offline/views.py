"""What a device asks for once: the service worker, the page for want of network, and the manifest."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import caching, clock, languages

WORKER = Path(__file__).with_name("worker.js")
# A browser keeps a worker for a day at most; ours is asked for again each time.
ASK_AGAIN = {"Cache-Control": "no-cache"}
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-maskable-512.png", 512, "maskable"),
)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script, at the root: a worker rules the addresses at and below its own."""
    names = {"title": f"{_('No network')} – e-tinérance", "sentence": _("You have no network.")}
    codes = [language.code for language in languages.known() if not language.is_french]
    values = {"VERSION": version(), "ZONE": settings.TIME_ZONE, "CODES": codes, "NAMES": names}
    lines = [f"const {name} = {json.dumps(value)};" for name, value in values.items()]
    text = "\n".join([*lines, WORKER.read_text(encoding="utf-8")])
    headers = ASK_AGAIN | {"Service-Worker-Allowed": "/"}
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """What is shown instead of a page that this device has not read; on line, what a copy is."""
    response = render(request, "home/without_network.html")
    return caching.public(response, request, clock.instant(request))


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """https://www.w3.org/TR/appmanifest/: its colours are those of tokens.css.

    Whoever installs the site from a page in Arabic has the Arabic one on their screen.
    """
    home = languages.here("/")
    data = {
        "id": home,
        "name": _("e-tinérance: where is the caravan?"),
        "short_name": "e-tinérance",
        "lang": get_language(),
        "start_url": home,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#12355b",
        "icons": [
            {
                "src": static(f"img/{name}"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in ICONS
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json", headers=ASK_AGAIN)


@cache
def version() -> str:
    """Another one whenever a static file, or the worker itself, has changed (in DEBUG: the worker)."""
    files = getattr(staticfiles_storage, "manifest_hash", "")
    return sha256(files.encode() + WORKER.read_bytes()).hexdigest()[:12]
