"""Settings are safe by default, and say what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.tiles import tile_server

ROOT = Path(__file__).resolve().parents[2]


def django(*command: str, **variables: str) -> subprocess.CompletedProcess:
    """Runs manage.py with these variables and no others of ours; a .env file of the checkout is shadowed."""
    clean = dict.fromkeys(("SECRET_KEY", "DEBUG", "DEMO"), "")
    environment = os.environ | clean | {"DJANGO_SETTINGS_MODULE": "config.settings"} | variables
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_without_a_secret_the_site_refuses_to_start_and_names_the_variable(tmp_path):
    ran = django("check", DEBUG="0", DATA_DIR=str(tmp_path))

    assert ran.returncode != 0
    assert "SECRET_KEY" in ran.stderr.splitlines()[-1]


def test_an_unusable_base_url_is_named(tmp_path):
    ran = django("check", SECRET_KEY="x", BASE_URL="example.org", DATA_DIR=str(tmp_path))

    assert ran.returncode != 0
    assert "BASE_URL" in ran.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "address",
    [
        "tile.example.org",
        "ftp://tile.example.org/{z}/{x}/{y}.png",
        "https://tile.example.org/{z}/{x}.png",
        "https://tile.example.org/{z}.png",
        "https://{x}{y}{z}.example.org/",
        "https://tile.{s}.example.org/{z}/{x}/{y}.png",
        "https://{s}/{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://tile.example.org/{s}/{z}/{x}/{y}.png",
        "https://me:secret@tile.example.org/{z}/{x}/{y}.png",
        "https://tile.example.org evil.example/{z}/{x}/{y}.png",
        "https://tile.example.org;script-src/{z}/{x}/{y}.png",
    ],
)
def test_an_unusable_address_of_tiles_is_named(address):
    with pytest.raises(ImproperlyConfigured, match="TILES_URL"):
        tile_server(address)


@pytest.mark.parametrize(
    ("tiles", "hosts"),
    [
        ("", "[]"),
        ("http://127.0.0.1:8080/t/{z}/{x}/{y}.png?key=1", "['http://127.0.0.1:8080']"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}.png", "['https://*.tile.example.org']"),
    ],
)
def test_only_the_host_of_the_tiles_may_send_pictures(tmp_path, tiles, hosts):
    code = (
        "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][1:])"
    )

    ran = django("shell", "--no-imports", "-c", code, SECRET_KEY="x", TILES_URL=tiles, DATA_DIR=str(tmp_path))

    assert ran.stdout.strip() == hosts


def test_production_settings_pass_the_deployment_checks(tmp_path):
    ran = django(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SECRET_KEY="long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
        BASE_URL="https://www.example.org",
        ALLOWED_HOSTS="www.example.org",
        DATA_DIR=str(tmp_path),
    )

    assert ran.returncode == 0, ran.stderr


def test_a_taken_port_is_said_in_plain_words(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = django("serve", SECRET_KEY="x", PORT=port, HOST="127.0.0.1", DATA_DIR=str(tmp_path))

    assert ran.returncode != 0
    assert f"make run PORT={int(port) + 1}" in ran.stderr


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_sqlite_writes_ahead_waits_for_its_turn_and_checks_foreign_keys():
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "busy_timeout", "foreign_keys")
        }

    assert found == {"journal_mode": "wal", "busy_timeout": 10_000, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("variables", "asked"),
    [({}, "True"), ({"DEMO": "1"}, "False"), ({"DEBUG": "1"}, "False"), ({"CHECK_LINKS": "0"}, "False")],
)
def test_links_are_checked_on_a_real_site_only_and_may_be_left_alone(tmp_path, variables, asked):
    said = "from django.conf import settings; print(settings.CHECK_LINKS)"

    ran = django("shell", "-v0", "-c", said, SECRET_KEY="x", DATA_DIR=str(tmp_path), **variables)

    assert ran.stdout.split() == [asked]
