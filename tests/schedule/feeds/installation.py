"""An installation of its own: a folder, a database, a clock, a web server, and processes that edit."""

import ctypes
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.e2e.running import stop
from tests.schedule.feeds import file_clock
from tests.schedule.feeds.postgresql import free_port

ROOT = Path(__file__).resolve().parents[3]
PARIS = ZoneInfo("Europe/Paris")
HOST = "permanences.example"
SECONDS_TO_START = 60
PR_SET_PDEATHSIG = 1  # prctl(2)


class Editor:
    """Another process, which does what `editing.py` can do: `editor.rename(12, "Résidence du Port")`."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def __getattr__(self, what: str):
        def call(*words: Any, **named: Any) -> Any:
            self.ask(what, *words, **named)
            return self.answer()

        return call

    def ask(self, what: str, /, *words: Any, **named: Any) -> None:
        """Without waiting: several editors may be asked at once."""
        self._process.stdin.write(json.dumps([what, words, named]) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The editing process has ended")
        answered = json.loads(line)
        if "error" in answered:
            raise RuntimeError(answered["error"])
        return answered["result"]


@dataclass
class Installation:
    folder: Path
    database_url: str
    port: int

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock"

    def set_clock(self, text: str) -> datetime:
        at = datetime.fromisoformat(text).replace(tzinfo=PARIS)
        file_clock.write(self.clock_file, at)
        return at

    @property
    def environment(self) -> dict[str, str]:
        """What production settings need; nothing is left to this machine's .env."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "SECRET_KEY": "for-tests-only",
            "DEBUG": "0",
            "DEMO": "0",
            "BASE_URL": f"http://{HOST}",
            "ALLOWED_HOSTS": HOST,
            "CSRF_TRUSTED_ORIGINS": "",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "EMAIL_URL": "consolemail://",
            "LOG_LEVEL": "WARNING",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            file_clock.VARIABLE: str(self.clock_file),
        }

    def manage(self, *words: str) -> None:
        """`manage.py` as people run it, with this clock, in this folder."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.schedule.feeds.managing", *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)}:\n{done.stdout}{done.stderr}")

    @contextmanager
    def serving(self, workers: int = 2) -> Iterator[None]:
        command = [sys.executable, "-m", "tests.schedule.feeds.server"]
        with (self.folder / "server.log").open("ab") as log:
            server = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment | {"WEB_WORKERS": str(workers)},
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent,
            )
            try:
                self._wait_for(server)
                yield
            finally:
                stop(server)

    @contextmanager
    def editing(self) -> Iterator[Editor]:
        with (self.folder / "editing.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.schedule.feeds.editing"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                preexec_fn=_end_with_parent,
            )
            try:
                yield Editor(process)
            finally:
                process.stdin.close()
                stop(process)

    def troubles(self) -> list[str]:
        """What the server complained of; but for plans that it was right to complain of."""
        signs = (" WARNING ", " ERROR ", " CRITICAL ", "Traceback", "[ERROR]", "[CRITICAL]")
        lines = self._log().splitlines()
        return [
            line for line in lines if any(map(line.__contains__, signs)) and "schedule.agenda" not in line
        ]

    def _log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def _wait_for(self, server: subprocess.Popen) -> None:
        last_moment = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < last_moment and server.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz", headers={"Host": HOST})
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        raise RuntimeError(f"The server did not start:\n{self._log()[-4000:]}")


def new_installation(folder: Path, database_url: str = "") -> Installation:
    """With a database that has its tables and the fixed pages. SQLite unless told otherwise."""
    is_own_file = not database_url
    installation = Installation(folder, database_url or f"sqlite:///{folder / 'site.sqlite3'}", free_port())
    installation.set_clock("2026-01-05 08:00")
    if is_own_file and (kept := _kept_template()):
        shutil.copy(kept, folder / "site.sqlite3")
    else:
        installation.manage("migrate", "--no-input", "--verbosity=0")
    return installation


def _kept_template() -> Path | None:
    """The migrated database that the other tests have made (tests/conftest.py), if they have."""
    from tests.conftest import _state

    kept = ROOT / "var" / "tests" / f"{_state()}.sqlite3"
    return kept if kept.exists() else None


def _end_with_parent() -> None:
    """Should the tests be killed, their processes go too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
