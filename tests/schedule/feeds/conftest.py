"""What the tests of the feeds share: an engine that is not Python."""

from collections.abc import Iterator

import pytest

from tests.engines.readers import IcalJs, ical_js


@pytest.fixture(scope="module")
def js() -> Iterator[IcalJs]:
    with ical_js() as reader:
        yield reader
