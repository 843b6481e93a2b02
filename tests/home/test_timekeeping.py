"""What was planned for later is published at its hour, without a cron."""

import logging
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core.models import DayCount, DaySalt
from guides.models import LinkCheck
from guides.opinions import limits
from home.models import MissedSearch
from home.searching import missed
from home.timekeeping import check_links_due, forget_yesterday, publish_due
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


def link_to_nobody() -> None:
    factories.guide(links=[("link", {"label": "Le site", "url": "http://127.0.0.1:9/", "who": ""})])


def test_links_are_asked_at_night(db, kept_connection, settings, set_clock):
    settings.CHECK_LINKS = True
    link_to_nobody()

    set_clock("2026-11-24 12:00")
    check_links_due()
    by_day = LinkCheck.objects.count()
    set_clock("2026-11-25 02:30")
    check_links_due()

    assert (by_day, LinkCheck.objects.get().url) == (0, "http://127.0.0.1:9/")


def test_a_failure_at_night_is_written_down_and_ends_nothing(kept_connection, monkeypatch, caplog):
    def fails(*_args, **_options):
        raise OSError("disk full")

    monkeypatch.setattr("home.timekeeping.call_command", fails)

    with caplog.at_level(logging.ERROR):
        check_links_due()

    assert "The links could not be checked" in caplog.text


def test_what_kept_counts_within_limits_goes_the_day_after_without_anybody(db, kept_connection, set_clock):
    guide = factories.guide()
    limits.take(guide.pk, "203.0.113.7", date(2026, 11, 24))

    found = []
    for moment in ("2026-11-24 23:59", "2026-11-25 00:01"):
        set_clock(moment)
        forget_yesterday()
        found.append((DaySalt.objects.count(), DayCount.objects.count()))

    assert found == [(1, 3), (0, 0)]


def test_searches_that_few_made_go_after_thirty_days_without_anybody(db, kept_connection, set_clock):
    missed.count("yoga", "203.0.113.7", date(2026, 10, 24))

    found = []
    for moment in ("2026-11-23 12:00", "2026-11-24 12:00"):
        set_clock(moment)
        forget_yesterday()
        found.append(MissedSearch.objects.count())

    assert found == [1, 0]


def test_a_failure_to_forget_ends_nothing(db, kept_connection, monkeypatch, caplog):
    def fails(*_args):
        raise OSError("disk full")

    monkeypatch.setattr("core.limits.forget_before", fails)

    with caplog.at_level(logging.ERROR):
        forget_yesterday()

    assert "could not be deleted" in caplog.text
