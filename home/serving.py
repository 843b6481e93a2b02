"""The web server: granian, in front of the WSGI application (docs/decisions/0017)."""

import gc
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels

from home.timekeeping import start_timekeeper

LONGEST_STOP = 30  # seconds that a request in progress is given when the server stops
# A thread that ends takes its kept database connection with it; this is the longest that granian allows.
THREAD_IDLE = 600
# Not all variables: the libraries of PostgreSQL and TLS read theirs (PGPASSWORD, SSL_CERT_FILE) later.
SECRETS = ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL")


class CannotServe(Exception):
    """Its text is French, for the person who starts the site."""


@dataclass(frozen=True)
class Listening:
    """Where to answer, and with how many processes and threads."""

    host: str
    port: int
    workers: int
    threads: int

    @classmethod
    def from_environment(cls) -> "Listening":
        return cls(
            os.environ.get("HOST", "127.0.0.1"),
            _number("PORT", "8000", 65535),
            _number("WEB_WORKERS", "2", 512),
            _number("WEB_THREADS", "4", 512),
        )

    def free_address(self) -> str:
        """The numeric address of `host`. Raises CannotServe when it cannot be listened on."""
        try:
            family, kind, protocol, _name, address = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except socket.gaierror:
            raise CannotServe(
                f"HOST doit être une adresse de cette machine, et non « {self.host} »."
            ) from None
        except OSError as error:
            raise CannotServe(
                f"L’adresse {self.host}:{self.port} n’est pas libre ({error.strerror}). "
                f"Essayez par exemple : make run PORT={self.port + 1}"
            ) from None
        return str(address[0])


def serve(application: Callable, listening: Listening) -> None:
    """Until SIGTERM or Ctrl+C. The application is loaded already: the workers are copies of this process."""

    def load() -> Callable:
        # Ctrl+C reaches all processes of a terminal. The first one stops the others with SIGTERM; both
        # signals at once would make granian's workers wait for themselves.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        # granian copies the environment into that of each request; the settings have read these.
        for name in SECRETS:
            os.environ.pop(name, None)
        return application

    address = listening.free_address()
    # A fork shares the memory of what is loaded; a database connection must not be shared.
    multiprocessing.set_start_method("fork", force=True)
    connections.close_all()
    gc.collect()
    gc.freeze()
    start_timekeeper()
    server = Granian(
        "application",
        address=address,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=listening.threads,
        blocking_threads_idle_timeout=THREAD_IDLE,
        runtime_mode=RuntimeModes.st,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LONGEST_STOP,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=load, wrap_loader=False)


def _number(name: str, default: str, most: int) -> int:
    text = os.environ.get(name, default)
    if not text.isdecimal() or not 0 < int(text) <= most:
        raise CannotServe(f"{name} doit être un nombre entre 1 et {most}, et non « {text} ».")
    return int(text)
