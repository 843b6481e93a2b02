"""Asks one address whether it still leads somewhere: politely, and never inside our own network."""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

MOST_REDIRECTS = 5
NO_ANSWER = 0
_TLS = ssl.create_default_context()
_TROUBLE = (OSError, http.client.HTTPException, ValueError)  # ValueError: an address that cannot be one


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask. `may_be_private` is for tests: a guide must not make the server knock on inner doors."""

    agent: str
    timeout: float = 10
    may_be_private: bool = False


def status(url: str, asking: Asking) -> int:
    """What the address answers in the end, redirects followed; NO_ANSWER when nothing good came back.

    HEAD costs the other site least; those that refuse it, or do it badly, are asked with GET.
    """
    found = _follow("HEAD", url, asking)
    return found if 200 <= found < 300 else _follow("GET", url, asking)


def is_good(answer: int) -> bool:
    """A site that refuses robots (401, 403, 429…) is there all the same."""
    return 200 <= answer < 500 and answer not in (404, 410)


def _follow(method: str, url: str, asking: Asking) -> int:
    for _time in range(MOST_REDIRECTS + 1):
        try:
            answer, location = _once(method, urlsplit(url), asking)
            if not (300 <= answer < 400 and location):
                return answer
            url = urljoin(url, location)
        except _TROUBLE:
            return NO_ANSWER
    return NO_ANSWER


def _once(method: str, url: SplitResult, asking: Asking) -> tuple[int, str]:
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError(url)
    port = url.port or (443 if url.scheme == "https" else 80)
    connection = http.client.HTTPConnection(url.hostname, port, timeout=asking.timeout)
    connection.sock = _connected(url, port, asking)
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        headers = {"User-Agent": asking.agent, "Accept": "text/html,*/*", "Connection": "close"}
        headers["Host"] = url.netloc.rpartition("@")[2]
        connection.request(method, _ascii(path), headers=headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def _connected(url: SplitResult, port: int, asking: Asking) -> socket.socket:
    """To an address that has been looked at: the name is not asked for a second time."""
    found = socket.getaddrinfo(url.hostname, port, type=socket.SOCK_STREAM)
    inner = [row[4][0] for row in found if not ipaddress.ip_address(row[4][0].split("%")[0]).is_global]
    if inner and not asking.may_be_private:
        raise ValueError(inner)
    family, kind, protocol, _name, address = found[0]
    plain = socket.socket(family, kind, protocol)
    plain.settimeout(asking.timeout)
    try:
        plain.connect(address)
        return _TLS.wrap_socket(plain, server_hostname=url.hostname) if url.scheme == "https" else plain
    except BaseException:
        plain.close()
        raise


def _ascii(path: str) -> str:
    """An address as people write it (« /démarches »), as HTTP wants it."""
    return quote(path, safe="/?&=%:@!$'()*+,;~#-._[]")
