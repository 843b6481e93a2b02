"""Each request in its language, by its address alone: no cookie, nothing guessed from the browser.

An address is shared, printed and kept by caches: what it answers must not depend on who asks.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponsePermanentRedirect, HttpResponseRedirectBase
from django.utils import translation

from core import languages, translations


class LanguageMiddleware:
    """Inside what compresses and compares answers (it changes them), around all that answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code, bare = languages.split(request.path_info)
        if not code:
            with translation.override(settings.LANGUAGE_CODE), translations.reading(request):
                return _named(self.get_response(request), settings.LANGUAGE_CODE)
        if request.path_info == f"/{code}":
            return _moved(request, f"/{code}/")
        if code == settings.LANGUAGE_CODE or not languages.is_spoken(bare):
            return _moved(request, bare)
        request.path = request.path_info = bare
        with translation.override(code), translations.reading(request) as reading:
            response = self.get_response(request)
            return _inside(_named(response, code), code, reading)


def _moved(request: HttpRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    address = f"{path}?{query}" if query else path
    return HttpResponsePermanentRedirect(address, preserve_request=True)


def _named(response: HttpResponse, code: str) -> HttpResponse:
    if response.get("Content-Type", "").startswith("text/html"):
        response.headers.setdefault("Content-Language", code)
    return response


def _inside(response: HttpResponse, code: str, reading: translations.Reading) -> HttpResponse:
    if isinstance(response, HttpResponseRedirectBase):
        base, where = settings.BASE_URL, response["Location"]
        bare = where.removeprefix(base) if where.startswith(f"{base}/") else where
        if bare.startswith("/") and not bare.startswith("//"):
            response["Location"] = languages.inside(bare, code)
    elif not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        html = reading.finished(response.content.decode(response.charset))
        response.content = languages.with_links_inside(html, code)
        response["Content-Length"] = str(len(response.content))
    return response
