from datetime import date, time

import pytest

from tests import factories

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture
def mediatrice(client, db):
    """A browser in which a mediator has signed in."""
    client.force_login(factories.user())
    return client


@pytest.fixture
def stay(db):
    """At the lake from Tuesday to Friday, morning and afternoon."""
    place = factories.place("Résidence du Lac", latitude=47.2, longitude=-1.7, access="Devant le hall.")
    return factories.stay(TUESDAY, FRIDAY, at=place)


@pytest.fixture
def afternoon(stay):
    return stay.sessions.get(start=time(14))
