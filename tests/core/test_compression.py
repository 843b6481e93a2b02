"""Public pages come in Brotli to whom reads it; what is for one person alone is left to Django."""

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.compression import PublicBrotliMiddleware

PAGE = "La caravane est ouverte. " * 40


def answered(accepted: str, page: HttpResponse) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    return PublicBrotliMiddleware(lambda _: page)(request)


def public(text: str = PAGE, **headers: str) -> HttpResponse:
    return HttpResponse(text, headers={"Cache-Control": "public, max-age=0"} | headers)


def test_a_public_page_comes_in_brotli_and_its_tag_says_the_same_page():
    page = answered("gzip, deflate, br, zstd", public(ETag='"a"'))

    assert brotli.decompress(page.content).decode() == PAGE
    assert (page["Content-Encoding"], page["Content-Length"]) == ("br", str(len(page.content)))
    assert (page["Vary"], page["ETag"]) == ("Accept-Encoding", 'W/"a"')


@pytest.mark.parametrize(
    ("accepted", "page"),
    [
        ("gzip, deflate", public()),
        ("br;q=0, gzip", public()),
        ("", public()),
        ("br", public("court")),
        ("br", public(**{"Content-Encoding": "gzip"})),
        ("br", public(**{"Content-Type": "image/png"})),
        ("br", HttpResponse(PAGE)),
        ("br", HttpResponse(PAGE, headers={"Cache-Control": "private, no-store"})),
    ],
    ids=[
        "gzip alone",
        "refused",
        "nothing said",
        "short",
        "compressed already",
        "a picture",
        "not public",
        "private",
    ],
)
def test_the_rest_is_left_as_it_is(accepted, page):
    before = page.content

    assert answered(accepted, page).content == before
