"""What the tests of the feeds share: processes, databases of their own, an engine that is not Python."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from tests.engines.readers import IcalJs, ical_js
from tests.schedule.feeds.postgresql import fresh_database, running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL server; None when the machine has none."""
    with running_server() as address:
        yield address


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


@pytest.fixture(scope="module")
def js() -> Iterator[IcalJs]:
    with ical_js() as reader:
        yield reader
