"""nginx with a folder of files, as the yardstick: nothing answers an unchanged file for less."""

import contextlib
import os
import pwd
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from bench.installation import Installation, free_port
from bench.processes import CannotMeasure, end_of, keeping

PACKAGE = "nginx-light"
_CONFIGURATION = """\
{user}
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 512; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  gzip_static on;
  types {{ text/calendar ics; }}
  charset utf-8;
  {temporary}
  server {{
    listen 127.0.0.1:{port};
    root {folder}/files;
    add_header Cache-Control "public, max-age=0, must-revalidate";
    add_header Vary Accept-Encoding;
  }}
}}
"""
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def program() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextlib.contextmanager
def serving(site: Installation, files: dict[str, bytes]) -> Iterator[tuple[int, int]]:
    """Port and process id. `files` are bodies by path; one that ends in .gz is the compressed form."""
    folder, port = site.folder / "nginx", free_port()
    for path, body in files.items():
        file = folder / "files" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    written = _CONFIGURATION.format(
        # As root it would answer under another name, which may not read our folder.
        user=f"user {pwd.getpwuid(0).pw_name};" if os.getuid() == 0 else "",
        folder=folder,
        port=port,
        temporary="\n  ".join(f"{name}_temp_path {folder}/{name};" for name in _TEMPORARY),
    )
    (folder / "nginx.conf").write_text(written)
    log = site.folder / "nginx.log"
    command = [program() or "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with keeping(command, folder, site.env, log) as process:
        _wait_for(port, process, log)
        yield port, process.pid


def _wait_for(port: int, process, log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise CannotMeasure(f"nginx ne démarre pas :\n{end_of(log)}")
