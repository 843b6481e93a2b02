"""A site of the benchmark's own: its folder, its environment, its free port."""

import os
import socket
import sys
from pathlib import Path

import django

from bench import ROOT
from bench.processes import Cost, run

SETTINGS = "bench.settings"


class Installation:
    """`env` holds every variable that the settings read, so that a .env file here changes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.env = os.environ | {
            "SECRET_KEY": "for-the-benchmark-only",
            "DEBUG": "0",
            "DEMO": "1",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{self.port}",
            "BEHIND_PROXY": "0",
            "SSL_REDIRECT": "0",
            "EMAIL_URL": "memorymail://",
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            # All that children leave behind goes away with our folder.
            "TMPDIR": str(folder),
        }
        self.env |= self.data_in(folder / "site")
        for name in ("WEB_WORKERS", "WEB_THREADS", "PYTEST_ADDOPTS"):
            self.env.pop(name, None)

    def data_in(self, folder: Path) -> dict[str, str]:
        """The variables that say where the data is: a database of its own in a folder of its own."""
        return {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}"}

    def manage(self, *arguments: str, **env: str) -> Cost:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return run(command, ROOT, self.env | env, self.folder / f"{arguments[0]}.log")

    def enter(self) -> None:
        """From here on, this process has the site's settings too."""
        os.environ.update(self.env)

    def prepare(self) -> None:
        """What `make run` does before it serves, then Django for this process, which reads what was made."""
        self.manage("prepare")
        django.setup()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
