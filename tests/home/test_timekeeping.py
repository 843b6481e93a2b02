"""What was planned for later is published at its hour, without a cron."""

import logging
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from home.timekeeping import publish_due
from schedule.models import Permanence
from tests import factories


@pytest.fixture
def planned(db):
    """A stay to be announced in an hour."""
    later = timezone.now() + timedelta(hours=1)
    factories.stay(date(2027, 3, 2), date(2027, 3, 5), go_live_at=later)
    return later


@pytest.fixture
def kept_connection(monkeypatch):
    """The connection of the test stays: closing it would take the test's data along."""
    monkeypatch.setattr("home.timekeeping.connections.close_all", lambda: None)


def at(monkeypatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_it_waits_for_its_hour(planned, kept_connection, monkeypatch):
    at(monkeypatch, planned - timedelta(minutes=1))

    publish_due()

    assert not Permanence.objects.get().live


def test_it_is_published_once_its_hour_has_come(planned, kept_connection, monkeypatch):
    at(monkeypatch, planned + timedelta(seconds=1))

    publish_due()
    publish_due()

    assert Permanence.objects.get().live


def test_a_failure_is_written_down_and_ends_nothing(kept_connection, monkeypatch, caplog):
    def fails(*_args):
        raise OSError("disk full")

    monkeypatch.setattr("home.timekeeping.call_command", fails)

    with caplog.at_level(logging.ERROR):
        publish_due()

    assert "What is due could not be published" in caplog.text
