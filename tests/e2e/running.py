"""Prepares the demo site once, and runs it: the real web server, collected files, two workers."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
PARIS = ZoneInfo("Europe/Paris")
DEMO_DAY = "2026-11-23"
KEPT = ROOT / "var" / "e2e"
SECONDS_TO_START = 30


@dataclass(frozen=True)
class RunningSite:
    url: str
    clock_file: Path

    def set_clock(self, text: str) -> None:
        """`set_clock("2026-11-24 10:00")`: what the site takes for the present, as read in Paris."""
        self.clock_file.write_text(datetime.fromisoformat(text).replace(tzinfo=PARIS).isoformat())


@contextmanager
def running_site(folder: Path) -> Iterator[RunningSite]:
    """A server of its own on a copy of the demo site, in `folder`. Stopped at the end, whatever happens."""
    port = _free_port()
    clock_file, log = folder / "clock", folder / "server.log"
    clock_file.write_text("")
    shutil.copytree(_static_files(), folder / "static", copy_function=os.link)
    shutil.copytree(_demo_files() / "media", folder / "media")
    with _demo_database(folder) as database_url, log.open("wb") as written:
        environment = _environment(folder, database_url) | {
            "BASE_URL": f"http://127.0.0.1:{port}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "E2E_CLOCK_FILE": str(clock_file),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        }
        command = [sys.executable, "-m", "tests.e2e.server"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
            yield RunningSite(f"http://127.0.0.1:{port}", clock_file)
        finally:
            stop(server)


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    """What production settings need; nothing is left to this machine's .env."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for-journeys-only",
        "DEBUG": "0",
        "DEMO": "1",
        "BASE_URL": "http://127.0.0.1:8000",
        "CSRF_TRUSTED_ORIGINS": "",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "EMAIL_URL": "consolemail://",
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def _demo_database(folder: Path) -> Iterator[str]:
    """The address of a fresh copy of the demo content."""
    server = os.environ.get("E2E_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if server.startswith(("postgres://", "postgresql://")):
        with _postgresql_copy(server, folder) as address:
            yield address
        return
    shutil.copy(_demo_files() / "site.sqlite3", folder)
    yield f"sqlite:///{folder / 'site.sqlite3'}"


def _demo_files() -> Path:
    """A folder with the demo's SQLite database, and its pictures: the same under any database."""

    def build(folder: Path) -> None:
        _load_demo(folder, f"sqlite:///{folder / 'site.sqlite3'}")

    return _kept("database", _database_sources(), build)


@contextmanager
def _postgresql_copy(server: str, folder: Path) -> Iterator[str]:
    """Made from a template database, which is built at the first use of each state of the content."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    template = f"e2e_{_digest(_database_sources())}"
    mine = f"e2e_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(server, autocommit=True) as connection:

        def run(statement: str, *names: str) -> None:
            connection.execute(SQL(statement).format(*map(Identifier, names)))

        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            run("CREATE DATABASE {}", mine)
            with TemporaryDirectory() as elsewhere:  # its pictures are those that `folder` holds already
                _load_demo(Path(elsewhere), _with_name(server, mine))
            run("ALTER DATABASE {} RENAME TO {}", mine, template)
        run("CREATE DATABASE {} TEMPLATE {}", mine, template)
        try:
            yield _with_name(server, mine)
        finally:
            run("DROP DATABASE {} WITH (FORCE)", mine)


def _with_name(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def _load_demo(folder: Path, database_url: str) -> None:
    environment = _environment(folder, database_url)
    _manage("migrate", "--no-input", "--verbosity=0", environment=environment)
    _manage("load_demo", f"--today={DEMO_DAY}", environment=environment)
    # Pictures are made for the first visitor of each guide: here, once for all journeys.
    make = "from wagtail.images.models import Image; from guides.steps import PICTURE_FILTERS\n"
    make += "for image in Image.objects.all(): image.get_renditions(*PICTURE_FILTERS)"
    _manage("shell", "--command", make, environment=environment)


def _static_files() -> Path:
    def build(folder: Path) -> None:
        environment = _environment(folder, "sqlite://:memory:")
        _manage("collectstatic", "--no-input", "--verbosity=0", environment=environment)

    return _kept("static", _static_sources(), build) / "static"


def _manage(*words: str, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(words)}:\n{done.stdout}{done.stderr}")


def _kept(name: str, sources: list[Path], build) -> Path:
    """The folder that `build` fills, made anew when a source changes; older ones are thrown away."""
    kept = KEPT / f"{name}-{_digest(sources)}"
    if not kept.exists():
        making = KEPT / f"making-{name}-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        build(making)
        for old in KEPT.glob(f"{name}-*"):
            shutil.rmtree(old, ignore_errors=True)
        # Filled first and named afterwards: several test processes may do this at once.
        if not kept.exists():
            making.rename(kept)
        shutil.rmtree(making, ignore_errors=True)
    return kept


def _database_sources() -> list[Path]:
    patterns = (
        "*/migrations/*.py",
        "site/core/migrations/*.py",
        "home/demo/**/*",
        "schedule/actions/*.py",
        "guides/**/*.py",
    )
    found = [ROOT / "schedule/recurrence.py", ROOT / "requirements.txt", *ROOT.glob("schedule/models/*.py")]
    return found + [path for pattern in patterns for path in ROOT.glob(pattern)]


def _static_sources() -> list[Path]:
    folders = ("site/static", "site/styles")
    return [ROOT / "requirements.txt", *(path for folder in folders for path in (ROOT / folder).rglob("*"))]


def _digest(sources: list[Path]) -> str:
    digest = hashlib.sha256(DEMO_DAY.encode())
    for path in sorted(path for path in sources if path.is_file() and "__pycache__" not in path.parts):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    last_moment = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last_moment and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')[-4000:]}")


def stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
