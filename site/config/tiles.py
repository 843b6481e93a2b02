"""The address of the tiles of the detailed map: what may stand in TILES_URL."""

import re
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?", re.IGNORECASE)


def tile_server(address: str) -> SplitResult:
    """Its parts, with « *. » for « {s}. », as a Content-Security-Policy has it; empty for "".

    Raises ImproperlyConfigured: this host, and no other, may send pictures.
    """
    parts = urlsplit(address.replace("://{s}.", "://*.", 1))
    has_all = all(name in f"{parts.path}?{parts.query}" for name in ("{z}", "{x}", "{y}"))
    is_right = parts.scheme in ("https", "http") and _HOST.fullmatch(parts.netloc) and "{s}" not in parts.path
    if address and not (is_right and has_all):
        raise ImproperlyConfigured(
            "TILES_URL must be an address such as https://tile.example.org/{z}/{x}/{y}.png, with {z}, {x} "
            "and {y}; {s} may only stand at the beginning of its host, and no name or password before it."
        )
    return parts
