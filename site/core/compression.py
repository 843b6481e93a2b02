"""Which compression a browser gets (RFC 9110 §12.5.3). Brotli makes a page a twentieth smaller than gzip."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GZIP_LEVEL, BROTLI_QUALITY = 6, 5
ENCODINGS = ("br", "gzip")
LEAST = 200  # bytes: as Django's GZipMiddleware, below which nothing is gained
_WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.[0-9]*)?)\s*")


@lru_cache(maxsize=1024)
def chosen_encoding(accept_encoding: str) -> str:
    """The best coding that is accepted: « br », « gzip » or "" (RFC 9110 §12.5.3)."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, has_weight, weight = part.partition(";")
        found = _WEIGHT.fullmatch(weight) if has_weight else None
        weights[name.strip()] = float(found[1]) if found else float(not has_weight)
    offered = {name: weights.get(name, weights.get("*", 0.0)) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: offered[name])
    return best if offered[best] > 0 and offered[best] >= weights.get("identity", 0.0) else ""


def encoded(body: bytes, encoding: str) -> bytes:
    match encoding:
        case "br":
            return brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
        case "gzip":
            return gzip.compress(body, GZIP_LEVEL, mtime=0)  # no clock in it: equal bytes stay equal
    return body


class PublicBrotliMiddleware:
    """Brotli for public pages; the rest is left to Django's GZipMiddleware, around this one.

    GZipMiddleware hides the length of what it compresses, since a length can give a secret away (BREACH).
    What is public holds no secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            not response.streaming
            and len(response.content) >= LEAST
            and response.get("Content-Type", "").startswith("text/html")
            and "public" in response.get("Cache-Control", "")
            and not response.has_header("Content-Encoding")
            and chosen_encoding(request.headers.get("Accept-Encoding", "")) == "br"
        ):
            response.content = encoded(response.content, "br")
            response["Content-Length"] = str(len(response.content))
            response["Content-Encoding"] = "br"
            patch_vary_headers(response, ["Accept-Encoding"])
            if response.get("ETag", "").startswith('"'):
                response["ETag"] = f"W/{response['ETag']}"  # other bytes, the same page
        return response
