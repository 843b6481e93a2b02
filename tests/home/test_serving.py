"""The web server: it starts with one command, says in a sentence what prevents it, and stops at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.core.test_settings import ROOT, django


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(tmp_path):
    """« manage.py serve » as people run it, in a group of processes like that of a terminal; and its port."""
    port, log = free_port(), tmp_path / "log"
    (tmp_path / "static").mkdir()
    variables = {"SECRET_KEY": "x", "DEBUG": "0", "DEMO": "0", "DATA_DIR": str(tmp_path), "PORT": str(port)}
    variables |= {"DJANGO_SETTINGS_MODULE": "config.settings", "HOST": "127.0.0.1", "WEB_WORKERS": "2"}
    variables |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}"}
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--no-prepare"],
            cwd=ROOT,
            env=os.environ | variables,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        yield process, port, log
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def connected(port: int, log: Path) -> socket.socket:
    for _ in range(300):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_server_answers_and_stops_at_once_without_a_word(server, stop):
    process, port, log = server
    with connected(port, log) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = connection.recv(100)

        # Ctrl+C in a terminal, and its end, reach every process. The connection is still open, as
        # a browser keeps it.
        os.killpg(process.pid, stop)
        process.wait(timeout=5)

    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert process.returncode == 0
    assert log.read_text() == f"Le serveur écoute sur 127.0.0.1:{port}.\n"


def started_by(process: subprocess.Popen) -> list[int]:
    """The processes that its threads started (proc_pid_children(5)), the oldest first."""
    lists = Path(f"/proc/{process.pid}/task").glob("*/children")
    return sorted(int(number) for one in lists for number in one.read_text().split())


def workers_of(process: subprocess.Popen) -> list[int]:
    """Without the timekeeper: it is the oldest."""
    return started_by(process)[1:]


@pytest.mark.parametrize("delay", [0.003, 0.01, 0.015])
def test_a_stop_that_the_workers_hear_of_first_is_not_forgotten(server, delay):
    """As systemd sends it: to each process, in no order. A worker must not be started again meanwhile."""
    process, port, log = server
    with connected(port, log):
        workers = workers_of(process)
        for worker in workers:
            os.kill(worker, signal.SIGTERM)
        time.sleep(delay)
        process.terminate()
        process.wait(timeout=10)

    assert len(workers) == 2
    assert process.returncode == 0
    assert log.read_text() == f"Le serveur écoute sur 127.0.0.1:{port}.\n"


def test_a_stop_while_the_workers_are_being_started_is_heard_by_them(tmp_path):
    early = tmp_path / "early.py"
    early.write_text(
        "import os, signal\n"
        "from home import serving\n"
        "class Early(serving.Server):\n"
        "    def _spawn_worker(self, *args, **kwargs):\n"
        "        worker = super()._spawn_worker(*args, **kwargs)\n"
        "        if worker.idx == 1:\n"
        "            os.kill(os.getpid(), signal.SIGTERM)\n"
        "        return worker\n"
        "serving.Server = Early\n"
        "serving.serve(lambda environ, start: [], serving.Listening.from_environment())\n"
    )
    variables = {"HOST": "127.0.0.1", "PORT": str(free_port()), "WEB_WORKERS": "2"}
    paths = {"PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}

    ran = subprocess.run([sys.executable, str(early)], env=os.environ | variables | paths, timeout=15)

    assert ran.returncode == 0


def test_a_timekeeper_that_dies_is_replaced(server):
    process, port, log = server
    with connected(port, log):
        killed = started_by(process)[0]
        os.kill(killed, signal.SIGKILL)
    for _ in range(200):
        if len(now := started_by(process)) == 3 and killed not in now:
            break
        time.sleep(0.1)

    process.terminate()
    process.wait(timeout=10)

    assert killed not in now
    assert len(now) == 3
    assert "The timekeeper has ended" in log.read_text()
    assert process.returncode == 0


def test_a_worker_that_dies_is_replaced(server):
    process, port, log = server
    with connected(port, log):
        before = workers_of(process)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
    for _ in range(100):
        after = workers_of(process)
        if len(after) == 2 and not set(before) & set(after):
            break
        time.sleep(0.1)
    with connected(port, log) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("name", ["PORT", "WEB_WORKERS", "WEB_THREADS"])
def test_a_setting_of_the_server_that_is_no_number_is_named(tmp_path, name):
    ran = django("serve", "--no-prepare", SECRET_KEY="x", DATA_DIR=str(tmp_path), **{name: "deux"})

    assert ran.returncode == 1
    assert ran.stderr.startswith(f"CommandError: {name} doit être un nombre entre 1 et ")


def test_a_host_that_does_not_exist_is_said_in_plain_words(tmp_path):
    ran = django("serve", "--no-prepare", SECRET_KEY="x", DATA_DIR=str(tmp_path), HOST="nulle-part.invalid")

    assert ran.returncode == 1
    assert "HOST doit être une adresse de cette machine" in ran.stderr


def test_settings_that_are_missing_are_one_sentence_and_no_traceback(tmp_path):
    ran = django("serve", "--no-prepare", SECRET_KEY="", DEBUG="0", DATA_DIR=str(tmp_path))

    assert ran.returncode == 1
    assert ran.stderr.startswith("Un réglage est à corriger : SECRET_KEY")
    assert len(ran.stderr.splitlines()) == 1


def test_no_secret_of_the_settings_reaches_a_request(tmp_path):
    """The web server copies the environment into each request, where an error page could show it."""
    shown = tmp_path / "shown.py"
    shown.write_text(
        "import json\n"
        "from home.serving import Listening, serve\n"
        "def application(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'application/json')])\n"
        "    return [json.dumps({name: str(value) for name, value in environ.items()}).encode()]\n"
        "serve(application, Listening.from_environment())\n"
    )
    secrets = {"SECRET_KEY": "mot-un", "DATABASE_URL": "sqlite:///mot-deux", "EMAIL_URL": "smtp://mot-trois"}
    port, log = free_port(), tmp_path / "log"
    variables = secrets | {"HOST": "127.0.0.1", "PORT": str(port), "WEB_WORKERS": "1", "SEEN": "oui"}
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, str(shown)],
            env=os.environ | variables | {"PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"},
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        with connected(port, log) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    environ = json.loads(answer.split("\r\n\r\n", 1)[1])
    assert environ["SEEN"] == "oui"
    assert [name for name in secrets if name in environ] == []
    assert not [value for value in environ.values() if value in secrets.values()]
