"""Who already has it, and in which form: conditional requests and compression (RFC 9110 §8.8, §12.5, §13).

Pure. Both the Django view and the layer in front of Django answer with it, so they cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import Any, NamedTuple

from django.utils.http import http_date

from core.compression import ENCODINGS, chosen_encoding, encoded

LONGEST_HEADER = 1000

Headers = list[tuple[str, str]]


@dataclass(slots=True)
class Served:
    """A feed as it stands. `etag` is bare; `modified_at` has whole seconds.

    `identity` is None while nobody has asked for more than whether it changed.
    """

    etag: str
    modified_at: datetime
    content_type: str
    file_name: str
    identity: bytes | None = None
    _bodies: dict[str, bytes] = field(default_factory=dict)
    _headers: dict[str, Headers] = field(default_factory=dict)

    def body(self, encoding: str) -> bytes:
        """In this content coding ("" for none), made once."""
        if self.identity is None:
            raise LookupError("this feed has not been built")
        if encoding not in self._bodies:
            self._bodies[encoding] = encoded(self.identity, encoding)
        return self._bodies[encoding]

    def tag(self, encoding: str) -> str:
        """A strong validator: other bytes have another one, so each coding has its own."""
        return f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'

    def headers(self, encoding: str) -> Headers:
        """Those of a 304, which a 200 has too."""
        if encoding not in self._headers:
            self._headers[encoding] = [
                ("ETag", self.tag(encoding)),
                ("Last-Modified", http_date(self.modified_at.timestamp())),
                # Asked for again each time: what is cancelled now must not wait (decision 0008).
                ("Cache-Control", "public, max-age=0, must-revalidate"),
                ("Vary", "Accept-Encoding"),
                ("Access-Control-Allow-Origin", "*"),
            ]
        return self._headers[encoding]


class Asked(NamedTuple):
    """What a request says of itself, from its WSGI environment; "" for what it does not say."""

    method: str
    if_none_match: str
    if_modified_since: str
    accept_encoding: str

    @classmethod
    def of(cls, environ: Mapping[str, Any]) -> "Asked":
        sent = (
            environ.get(f"HTTP_{name}", "")
            for name in ("IF_NONE_MATCH", "IF_MODIFIED_SINCE", "ACCEPT_ENCODING")
        )
        # What is read of them is kept in memory, so nobody may send a book.
        return cls(environ.get("REQUEST_METHOD", "GET"), *(text[:LONGEST_HEADER] for text in sent))

    def has(self, served: Served) -> bool:
        """If-None-Match goes before If-Modified-Since (RFC 9110 §13.2.2)."""
        if self.if_none_match:
            return not {served.etag, "*"}.isdisjoint(_bare_tags(self.if_none_match))
        return bool(self.if_modified_since) and _is_not_newer(served.modified_at, self.if_modified_since)


def answer(served: Served, asked: Asked) -> tuple[HTTPStatus, Headers, bytes]:
    """Status, headers and body for GET or HEAD. Raises LookupError when the body is needed and missing."""
    encoding = chosen_encoding(asked.accept_encoding)
    if asked.has(served):
        return HTTPStatus.NOT_MODIFIED, [*served.headers(encoding)], b""
    body = served.body(encoding)
    headers = [
        ("Content-Type", served.content_type),
        ("Content-Disposition", f'inline; filename="{served.file_name}"'),
        ("Content-Length", str(len(body))),
        *served.headers(encoding),
    ]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return HTTPStatus.OK, headers, b"" if asked.method == "HEAD" else body


def _is_not_newer(modified_at: datetime, if_modified_since: str) -> bool:
    try:
        since = parsedate_to_datetime(if_modified_since)
        return modified_at <= (since if since.tzinfo else since.replace(tzinfo=UTC))
    except (ValueError, TypeError, IndexError, OverflowError):
        return False  # RFC 9110 §13.1.3: a date that is none is ignored


@lru_cache(maxsize=4096)
def _bare_tags(if_none_match: str) -> tuple[str, ...]:
    """The tags without quotes (some clients forget them), weakness and content coding."""
    tags = []
    for part in if_none_match.split(","):
        tag = part.strip().removeprefix("W/")
        tag = tag if tag == '"*"' else tag.strip('"')  # in quotes it is no star
        for encoding in ENCODINGS:
            tag = tag.removesuffix(f"-{encoding}")
        tags.append(tag)
    return tuple(tags)
