"""The web server: granian, in front of the WSGI application (docs/decisions/0017)."""

import faulthandler
import gc
import multiprocessing
import os
import signal
import socket
import threading
import time
from _thread import start_new_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels

from home.timekeeping import start_timekeeper

STOPS = (signal.SIGINT, signal.SIGTERM)
LONGEST_STOP = 30  # seconds that a request in progress is given when the server stops
SERVER_FIRST = 1  # seconds that a worker told to stop by another waits for the word of the server
BEFORE_RESPAWN = 0.5  # seconds: is this worker's end the first sign of a stop of all processes?
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


class Server(Granian):
    """granian, told to stop in whatever order its processes hear of it.

    Ctrl+C, `kill` of a group and systemd send the signal to all processes. What granian leaves to chance
    then: a worker that ends before this process has its own signal is started again, and the signal that
    arrives meanwhile is forgotten, or waits for the lock that the thread it interrupts is holding.
    """

    def signal_handler_interrupt(self, *args, **kwargs) -> None:
        self.interrupt_signal = True
        start_new_thread(self.main_loop_interrupt.set, ())

    # There is nothing to read again: the workers are copies of what this process loaded once.
    signal_handler_reload = signal_handler_interrupt

    def _spawn_workers(self, *args, **kwargs) -> None:
        with _signals_waiting():
            super()._spawn_workers(*args, **kwargs)

    def _respawn_workers(self, *args, **kwargs) -> None:
        time.sleep(BEFORE_RESPAWN)
        if self.interrupt_signal:
            self.main_loop_interrupt.set()
            return
        with _signals_waiting():
            super()._respawn_workers(*args, **kwargs)


def serve(application: Callable, listening: Listening) -> None:
    """Until SIGTERM, Ctrl+C or the end of the terminal (unless started by `nohup`).

    The application is loaded already: the workers are copies of this process.
    """
    this_process = os.getpid()

    def load() -> Callable:
        _stop_once(server=this_process)
        # granian copies the environment into that of each request; the settings have read these.
        for name in SECRETS:
            os.environ.pop(name, None)
        return application

    address = listening.free_address()
    # A fork shares the memory of what is loaded; a database connection must not be shared.
    multiprocessing.set_start_method("fork", force=True)
    connections.close_all()
    faulthandler.register(signal.SIGUSR1)  # « kill -USR1 » of a process: what each of its threads is doing
    gc.collect()
    gc.freeze()
    start_timekeeper()
    server = Server(
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
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        server.on_startup(lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    server.serve(target_loader=load, wrap_loader=False)


@contextmanager
def _signals_waiting() -> Iterator[None]:
    """A process that starts meanwhile hears of a stop once it listens for it (`_stop_once`), not before."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _stop_once(server: int) -> None:
    """In a worker: ends with the server, in good order. Ctrl+C is for the server, which sends SIGTERM.

    The first SIGTERM is enough: a signal interrupts the thread that waits for it, a lock in its hand, and the
    second one would wait for that lock. So signals stay blocked, and a thread that does nothing else listens.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not the server's, until granian sets the worker's

    def listen() -> None:
        if signal.sigwaitinfo({signal.SIGTERM}).si_pid != server:
            # All are being stopped, and the server is to know first: to it, this end would be a crash.
            signal.sigtimedwait({signal.SIGTERM}, SERVER_FIRST)
        stop = signal.getsignal(signal.SIGTERM)
        if callable(stop):
            stop(signal.SIGTERM, None)
        else:
            os._exit(0)  # nothing has been answered yet

    threading.Thread(target=listen, name="stop", daemon=True).start()


def _number(name: str, default: str, most: int) -> int:
    text = os.environ.get(name, default)
    if not text.isdecimal() or not 0 < int(text) <= most:
        raise CannotServe(f"{name} doit être un nombre entre 1 et {most}, et non « {text} ».")
    return int(text)
