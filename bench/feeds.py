"""What a calendar application costs that asks for a feed, beside nginx with the same bytes in files.

Processor time of all the processes of a server. Server and client share one processor: between two, waking
the other one up costs more than the answer, and drowns the numbers. Rounds alternate between the servers.
"""

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bench import ROOT, nginx, server
from bench.addresses import FEED
from bench.installation import Installation, free_port
from bench.processes import CannotMeasure, exact_cpu_seconds, family, keeping

ROUNDS, WARM_UP = 7, 200
REQUESTS = {"nginx": 1500, "front": 1500, "inside": 300}
STATUSES = (304, 200)
_HEADERS = (
    "Host: 127.0.0.1\r\nUser-Agent: iOS/18.1 (22B83) dataaccessd/1.0\r\nAccept: */*\r\n"
    "Accept-Language: fr-FR\r\nAccept-Encoding: gzip\r\n"
)


@dataclass(frozen=True)
class Compared:
    """Seconds of processor time per answer; `share` is that of nginx divided by ours, in the same round."""

    nginx: float
    ours: float
    share: float


@dataclass(frozen=True)
class Polls:
    """`costs` by (server, status, whether the connection was kept); `queries` of an unchanged poll inside."""

    costs: dict[tuple[str, int, bool], Compared]
    size: int
    queries: int


@dataclass(frozen=True)
class _Served:
    port: int
    pids: list[int]
    etag: str


def compare(site: Installation) -> Polls | None:
    """None where there is no nginx to compare with."""
    if nginx.program() is None:
        return None
    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(everywhere)})
    try:
        with _servers(site) as (served, size):
            costs = _rounds(served)
    finally:
        os.sched_setaffinity(0, everywhere)
    return Polls(costs, size, _queries(site))


@contextlib.contextmanager
def _servers(site: Installation) -> Iterator[tuple[dict[str, _Served], int]]:
    with (
        _ours(site, "bench.settings") as (port, pid),
        _ours(site, "bench.inside_settings") as (inside, inside_pid),
    ):
        files = {FEED.path: _body(port, ""), f"{FEED.path}.gz": _body(port, "gzip")}
        with nginx.serving(site, files) as (static, static_pid):
            ports = {"nginx": (static, static_pid), "front": (port, pid), "inside": (inside, inside_pid)}
            found = {name: _Served(at, family(main), _etag(at)) for name, (at, main) in ports.items()}
            yield found, len(files[f"{FEED.path}.gz"])


@contextlib.contextmanager
def _ours(site: Installation, settings: str) -> Iterator[tuple[int, int]]:
    port = free_port()
    env = site.env | {"WEB_WORKERS": "1", "PORT": str(port), "DJANGO_SETTINGS_MODULE": settings}
    log = site.folder / f"{settings}.log"
    with keeping(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--no-prepare"], ROOT, env, log
    ) as process:
        server.wait_for_answer(port, process, log, "/healthz")
        yield port, process.pid


def _rounds(served: dict[str, _Served]) -> dict[tuple[str, int, bool], Compared]:
    found: dict[tuple[str, int, bool], Compared] = {}
    for status in STATUSES:
        for is_kept in (False, True):
            for one in served.values():
                _ask(one, status, is_kept, WARM_UP)
            rounds = [
                {name: _cost(one, status, is_kept, REQUESTS[name]) for name, one in served.items()}
                for _ in range(ROUNDS)
            ]
            for name in served:
                found[name, status, is_kept] = Compared(
                    median(one["nginx"] for one in rounds),
                    median(one[name] for one in rounds),
                    median(one["nginx"] / one[name] for one in rounds),
                )
    return found


def _cost(one: _Served, status: int, is_kept: bool, count: int) -> float:
    before = exact_cpu_seconds(one.pids)
    _ask(one, status, is_kept, count)
    time.sleep(0.02)  # what a server does after it has answered is part of it
    return (exact_cpu_seconds(one.pids) - before) / count


def _ask(one: _Served, status: int, is_kept: bool, count: int) -> None:
    asked = _request(one.etag if status == 304 else "", is_kept)
    begins = f"HTTP/1.1 {status} ".encode()
    connection = socket.create_connection(("127.0.0.1", one.port)) if is_kept else None
    for _ in range(count):
        if connection:
            connection.sendall(asked)
            answer = _answer(connection)
        else:
            with socket.create_connection(("127.0.0.1", one.port)) as fresh:
                fresh.sendall(asked)
                answer = _until_closed(fresh)
        if not answer.startswith(begins):
            raise CannotMeasure(f"{FEED.path} répond {answer[:15]!r} au lieu de {status}.")
    if connection:
        connection.close()


def _request(etag: str, is_kept: bool, encoding: str = "gzip") -> bytes:
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    ending = "" if is_kept else "Connection: close\r\n"
    headers = _HEADERS if encoding else _HEADERS.replace("Accept-Encoding: gzip\r\n", "")
    return f"GET {FEED.path} HTTP/1.1\r\n{headers}{condition}{ending}\r\n".encode()


def _answer(connection: socket.socket) -> bytes:
    """One answer on a connection that stays open."""
    received = connection.recv(1 << 18)
    head, _, body = received.partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 304"):
        return received
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(1 << 18))
    return received


def _until_closed(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(1 << 18):
        parts.append(part)
    return b"".join(parts)


def _once(port: int, encoding: str) -> tuple[bytes, bytes]:
    with socket.create_connection(("127.0.0.1", port)) as fresh:
        fresh.sendall(_request("", is_kept=False, encoding=encoding))
        head, _, body = _until_closed(fresh).partition(b"\r\n\r\n")
    return head, body


def _body(port: int, encoding: str) -> bytes:
    return _once(port, encoding)[1]


def _etag(port: int) -> str:
    lines = _once(port, "gzip")[0].decode().splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.lower().startswith("etag:"))


def _queries(site: Installation) -> int:
    """SQL queries of an unchanged poll that goes through Django."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": f"127.0.0.1:{site.port}"})
    etag = client.get(FEED.path).headers["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = client.get(FEED.path, headers={"if-none-match": etag})
    if response.status_code != 304:
        raise CannotMeasure(f"{FEED.path} répond {response.status_code} au lieu de 304.")
    return len(queries)
