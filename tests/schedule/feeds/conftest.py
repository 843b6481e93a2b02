"""Fixtures for tests that run the site as people do: several processes, real connections."""

from collections.abc import Iterator

import pytest

from tests.schedule.feeds.postgresql import running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL server; None when the machine has none."""
    with running_server() as address:
        yield address
