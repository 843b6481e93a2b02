"""PostgreSQL for tests that need a database of their own: the server of DATABASE_URL, or a private one."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier


def binaries() -> Path | None:
    """The newest that is installed, where Debian puts them."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@contextmanager
def running_server() -> Iterator[str | None]:
    """The address of a server to make databases on; None when the machine has none."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
    elif (found := binaries()) is None:
        yield None
    else:
        with _private_server(found) as address:
            yield address


@contextmanager
def fresh_database(server: str, name: str, template: str = "template0") -> Iterator[str]:
    """The address of a new database; it is gone at the end."""

    def run(statement: str, *names: str) -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(SQL(statement).format(*map(Identifier, names)))

    run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    run("CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def _private_server(programs: Path) -> Iterator[str]:
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    # Not in pytest's own folder: another user may not enter that one.
    folder = Path(tempfile.mkdtemp(prefix="e-tinerance-postgresql-"))
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *words]
        # pg_ctl's server keeps what it inherits, so the output may not be a pipe.
        with (folder / "log").open("ab") as log:
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=log, stderr=log)

    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "-U", "tests", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "-w", "-o", options, "start")
        try:
            yield f"postgres://tests@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
