"""Telling subscribers reads one state of the data, whoever writes meanwhile (PostgreSQL)."""

from collections.abc import Callable
from datetime import date
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import F

from core import stamps
from schedule.agenda import Agenda
from schedule.feeds import announcing
from schedule.models import Announcement, Caravan, Feed
from tests import factories
from tests.reading import lake
from tests.schedule.feeds.threads import in_a_thread

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(scope="module", autouse=True)
def _plan(own_database) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite nobody can write meanwhile")
    factories.stay(date(2026, 11, 24), date(2027, 1, 15), at=lake())


def announce_while(something_happens: Callable[[], None]) -> int:
    """Between the first look at the data and the rest of them. Returns how many times it was tried."""
    tries = 0

    class Disturbed(Agenda):
        def __init__(self) -> None:
            nonlocal tries
            tries += 1
            if tries == 1:
                in_a_thread(something_happens)
            super().__init__()

    rename("Caravane A")
    with patch.object(announcing, "Agenda", Disturbed):
        announcing.announce()
    return tries


def rename(name: str) -> None:
    """Without telling anybody."""
    with patch("schedule.stamping.announce"):
        caravan = Caravan.objects.get()
        caravan.name = name
        caravan.save()


def names_told() -> set[str]:
    return {said["title"].partition(" – ")[0] for said in Announcement.objects.values_list("said", flat=True)}


def test_what_is_written_meanwhile_is_told_the_next_time(set_clock):
    set_clock("2026-11-20 08:00")

    announce_while(lambda: rename("Caravane B"))
    told, was_current = names_told(), announcing.is_current(stamps.tokens())
    announcing.announce()

    assert told == {"Caravane A"}
    assert not was_current
    assert names_told() == {"Caravane B"}
    assert announcing.is_current(stamps.tokens())


def test_a_reader_who_notes_what_it_built_meanwhile_disturbs_nobody(set_clock):
    set_clock("2026-11-20 09:00")

    tries = announce_while(lambda: Feed.objects.update(built_version=F("built_version") + 1))

    assert tries == 2
    assert names_told() == {"Caravane A"}
    assert announcing.is_current(stamps.tokens())
