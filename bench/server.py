"""The project's web server with a single worker, so that one process does all the work."""

import contextlib
import http.client
import sys
import time
from collections.abc import Iterator

from bench import ROOT
from bench.installation import Installation
from bench.processes import CannotMeasure, children, cpu_seconds, end_of, keeping

SLOWEST_START = 60.0
BROWSER = {"Accept-Encoding": "br, gzip", "Connection": "keep-alive"}


class Worker:
    """The process that answers, and one kept connection to it."""

    def __init__(self, port: int, pid: int) -> None:
        self.pid, self._connection = pid, http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        try:
            return self._get(path, BROWSER | (headers or {}))
        except (ConnectionError, http.client.RemoteDisconnected):
            # The server closes a connection that has been quiet for thirty seconds; the next call opens one.
            self._connection.close()
            return self._get(path, BROWSER | (headers or {}))

    def _get(self, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        return response, response.read()

    def cpu(self) -> float:
        return cpu_seconds(self.pid)


@contextlib.contextmanager
def serving(site: Installation) -> Iterator[Worker]:
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--no-prepare"]
    log = site.folder / "server.log"
    with keeping(command, ROOT, site.env | {"WEB_WORKERS": "1"}, log) as process:
        wait_for_answer(site.port, process, log)
        # The first child publishes at its hour what is due (home/timekeeping.py), and sleeps meanwhile.
        _timekeeper, *workers = children(process.pid) or [0]
        if len(workers) != 1:
            raise CannotMeasure(f"le serveur a {len(workers)} processus au lieu d’un seul.")
        yield Worker(site.port, workers[0])


def wait_for_answer(port: int, process, log, path: str = "/") -> None:
    """Returns at the first 200. Raises CannotMeasure when the server ends or stays silent."""
    limit = time.perf_counter() + SLOWEST_START
    while time.perf_counter() < limit:
        if process.poll() is not None:
            raise CannotMeasure(f"le serveur s’arrête :\n{end_of(log)}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            status = connection.getresponse().status
        except OSError:
            time.sleep(0.01)
            continue
        finally:
            connection.close()
        if status == 200:
            return
        raise CannotMeasure(f"{path} répond {status} :\n{end_of(log)}")
    raise CannotMeasure(f"le serveur ne répond pas :\n{end_of(log)}")
