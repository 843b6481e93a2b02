"""What the tests of the feeds share: processes, databases of their own, an engine that is not Python."""

from collections.abc import Iterator

import pytest

from tests.engines.readers import IcalJs, ical_js
from tests.schedule.feeds.postgresql import running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL server; None when the machine has none."""
    with running_server() as address:
        yield address


@pytest.fixture(scope="module")
def js() -> Iterator[IcalJs]:
    with ical_js() as reader:
        yield reader
