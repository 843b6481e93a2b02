import pytest

from tests import factories


@pytest.fixture
def mediatrice(client, db):
    """A browser in which a mediator has signed in."""
    client.force_login(factories.user())
    return client
