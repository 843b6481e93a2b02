"""What all tests share: a database that is ready at once, and a clock that can be set.

On SQLite, the migrated database is built once for each state of the migrations, kept in var/, and
copied for each run. On PostgreSQL (DATABASE_URL), Django builds it anew.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import pytest
import wagtail
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as hypothesis_settings

from tests.schedule.feeds.postgresql import fresh_database

ROOT = Path(__file__).resolve().parents[1]
PARIS = ZoneInfo("Europe/Paris")
DEMO_DAY = date(2026, 11, 23)

hypothesis_settings.register_profile("tests", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("tests")


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "own_database", "demo", "site", "own_site"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m database`: what another database could change. The rest is pure, and need not be run on each."""
    for item in items:
        used = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if used or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
            connection.settings_dict["TEST"]["NAME"] = f"test_e_tinerance_{worker}"
            configuration = setup_databases(verbosity=0, interactive=False)
            _build_site()
            yield
            teardown_databases(configuration, verbosity=0)
            return
        working_copy = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        shutil.copy(_template(tmp_path_factory.mktemp("template")), working_copy)
        connection.close()
        connection.settings_dict["NAME"] = str(working_copy)
        yield
        connection.close()


def _template(folder: Path) -> Path:
    kept = ROOT / "var" / "tests" / f"{_state()}.sqlite3"
    if not kept.exists():
        fresh = folder / "fresh.sqlite3"
        connection.close()
        connection.settings_dict["NAME"] = str(fresh)
        call_command("migrate", interactive=False, verbosity=0)
        _build_site()
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
        connection.close()
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        # Moved under a name of its own first: several test processes may do this at once.
        shutil.copy(fresh, kept.with_suffix(f".{os.getpid()}"))
        kept.with_suffix(f".{os.getpid()}").replace(kept)
        return fresh
    return kept


def _build_site() -> None:
    """The pages that every installation has from the start."""
    from home.demo.pages import build_site

    build_site()


def _state() -> str:
    files = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("site/core/migrations/*.py")])
    files += [ROOT / "home/demo/pages.py", *sorted((ROOT / "home/demo/content").glob("*.toml"))]
    digest = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _empty_caches() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    _empty_caches()


@pytest.fixture
def set_clock(monkeypatch) -> Callable[[str], datetime]:
    """`set_clock("2026-11-24 10:00")`: the moment, in Paris, that the site takes for the present."""

    def to(text: str) -> datetime:
        at = datetime.fromisoformat(text).replace(tzinfo=PARIS)
        monkeypatch.setattr("core.clock.now", lambda: at)
        monkeypatch.setattr("core.clock.timestamp", at.timestamp)
        return at

    return to


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo content as it is on Monday 23 November 2026, for all the tests of a module."""
    from home.demo.load import load_demo

    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        # The module before had the same numbers for its pictures: what was kept of them is not of these.
        _empty_caches()
        load_demo(DEMO_DAY, even_if_other_content=True)
        yield
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """A copy of the tests' database, in which a commit is one: other connections see it."""
    kept = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        if connection.vendor == "sqlite":
            copy = tmp_path_factory.mktemp("own") / "own.sqlite3"
            shutil.copy(kept, copy)
            connection.settings_dict["NAME"] = str(copy)
            yield
        else:
            name = f"{kept}_own"
            with fresh_database(os.environ["DATABASE_URL"], name, template=kept):
                connection.settings_dict["NAME"] = name
                yield
        connections.close_all()
        connection.settings_dict["NAME"] = kept
