"""A thousand subscribers who ask every minute, one worker process, and a change every second."""

import gzip
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from statistics import quantiles

from bench import ROOT, server
from bench.editor import EVERY
from bench.installation import Installation
from bench.processes import CannotMeasure

SUBSCRIBERS, PERIOD, SECONDS = 1000, 60.0, 20
AT_ONCE = 8
_NUMBER = re.compile(r"Annonce numéro (\d+)\.")


@dataclass
class Subscriber:
    """What one calendar application holds: the tag of its copy, and the last change that the copy tells."""

    path: str
    etag: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Poll:
    """`due` and `end` on the machine's clock; `number`: the last change in the copy after this answer."""

    due: float
    end: float
    status: int
    number: int | None


@dataclass(frozen=True)
class Held:
    """Seconds. `stalest`: the longest time after the commit of a change that an answer did without it."""

    polls: int
    changes: int
    feeds: int
    errors: int
    full: int
    usual: float
    slowest: float
    stalest: float
    load: float  # share of one processor that the worker took


def hold(site: Installation) -> Held:
    from schedule.models import Feed

    paths = list(Feed.objects.filter(is_current=True, path__endswith=".ics").values_list("path", flat=True))
    with server.serving(site) as worker:
        editor = subprocess.Popen(
            [sys.executable, "-m", "bench.editor", str(SECONDS + 5)],
            cwd=ROOT,
            env=site.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            if not editor.stdout.readline():
                raise CannotMeasure(f"l’éditeur s’arrête :\n{editor.stderr.read()[-1500:]}")
            time.sleep(EVERY)
            before = worker.cpu()
            polls = _poll(site.port, paths)
            load = (worker.cpu() - before) / SECONDS
        finally:
            editor.terminate()
            written, _ = editor.communicate(timeout=10)
    commits = {int(number): float(at) for number, at in (line.split() for line in written.splitlines())}
    return _judged(polls, commits, len(paths), load)


def _poll(port: int, paths: list[str]) -> list[Poll]:
    # Each new subscriber has a copy already, as of now.
    copies = {path: Subscriber(path) for path in paths}
    for copy in copies.values():
        _ask(port, copy, time.monotonic())
    everybody = [
        Subscriber(path, copies[path].etag, copies[path].number)
        for path in (paths[number % len(paths)] for number in range(SUBSCRIBERS))
    ]
    began, asked = time.monotonic(), []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(int(SUBSCRIBERS * SECONDS / PERIOD)):
            due = began + number * PERIOD / SUBSCRIBERS
            time.sleep(max(0.0, due - time.monotonic()))
            asked.append(pool.submit(_ask, port, everybody[number % SUBSCRIBERS], due))
    return [one.result() for one in asked]


def _ask(port: int, subscriber: Subscriber, due: float) -> Poll:
    """Status 0 when there was no answer."""
    headers = {"Accept-Encoding": "gzip", "Connection": "close"}
    if subscriber.etag:
        headers["If-None-Match"] = subscriber.etag
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", subscriber.path, headers=headers)
        response = connection.getresponse()
        body, status = response.read(), response.status
    except (OSError, HTTPException):
        return Poll(due, time.monotonic(), 0, None)
    finally:
        connection.close()
    end = time.monotonic()
    if status == 200:
        subscriber.etag = response.headers["ETag"]
        found = _NUMBER.search(gzip.decompress(body).decode().replace("\r\n ", ""))
        subscriber.number = int(found[1]) if found else None
    return Poll(due, end, status, subscriber.number)


def _judged(polls: list[Poll], commits: Mapping[int, float], feeds: int, load: float) -> Held:
    latencies = quantiles((poll.end - poll.due for poll in polls), n=100)
    # The change after the one that the copy tells was committed so long before the answer ended.
    late = [
        poll.end - commits[poll.number + 1]
        for poll in polls
        if poll.number is not None and poll.number + 1 in commits
    ]
    first, last = polls[0].due, polls[-1].end
    if not late:
        raise CannotMeasure("aucun abonné n’a vu de changement.")
    return Held(
        polls=len(polls),
        changes=sum(first < at < last for at in commits.values()),
        feeds=feeds,
        errors=sum(poll.status not in (200, 304) for poll in polls),
        full=sum(poll.status == 200 for poll in polls),
        usual=latencies[49],
        slowest=latencies[98],
        stalest=max(0.0, *late),
        load=load,
    )
