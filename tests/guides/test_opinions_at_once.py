"""Many answer at the same moment: each is counted once, and no limit is passed in the crowd."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections
from wagtail.models import PageLogEntry

from core.models import DayCount, DaySalt
from guides.actions.mark_checked import mark_checked
from guides.models import Check, GuidePage, OpinionCount
from guides.opinions import limits
from guides.opinions.answers import Answer
from guides.opinions.counting import count_opinion
from tests import factories

pytestmark = pytest.mark.usefixtures("guide")
DAY = date(2026, 11, 24)
AT_ONCE = 6


@pytest.fixture
def guide(own_database, django_db_blocker):
    """In a database where a commit is one."""
    with django_db_blocker.unblock():
        yield factories.guide()
        for table in (OpinionCount, DayCount, DaySalt, Check):
            table.objects.all().delete()
        GuidePage.objects.all().delete()


def at_once(what: Callable[[int], object], times: int) -> list:
    """Each in a thread with a connection of its own; all begin together."""
    start = Barrier(AT_ONCE)

    def work(first: int) -> list:
        try:
            start.wait()
            return [what(number) for number in range(first, times, AT_ONCE)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [result for part in pool.map(work, range(AT_ONCE)) for result in part]


def numbers() -> list[int]:
    return list(OpinionCount.objects.values_list("number", flat=True))


def test_opinions_given_together_are_all_counted(guide):
    counted = at_once(lambda n: count_opinion(guide.pk, Answer("oui"), f"203.0.113.{n}", DAY), 30)

    assert (counted, numbers()) == ([True] * 30, [30])
    assert DaySalt.objects.count() == 1


def test_a_crowd_behind_one_address_does_not_pass_its_limit(guide):
    counted = at_once(lambda _n: count_opinion(guide.pk, Answer("oui"), "203.0.113.7", DAY), 24)

    assert (counted.count(True), numbers()) == (limits.OF_ONE_GUIDE, [limits.OF_ONE_GUIDE])


def test_a_crowd_of_addresses_does_not_pass_the_ceiling_of_a_guide(guide, monkeypatch):
    monkeypatch.setattr(limits, "CEILING", 7)

    counted = at_once(lambda n: count_opinion(guide.pk, Answer("non"), f"203.0.113.{n}", DAY), 24)

    assert (counted.count(True), numbers()) == (7, [7])


def test_of_what_was_refused_nothing_is_kept(guide, monkeypatch):
    monkeypatch.setattr(limits, "CEILING", 1)

    at_once(lambda n: count_opinion(guide.pk, Answer("non"), f"203.0.113.{n}", DAY), 12)

    assert sorted(DayCount.objects.values_list("number", flat=True)) == [1, 1, 1]


def test_two_people_who_mark_a_guide_at_once_make_one_check(guide):
    made = at_once(lambda _n: mark_checked(guide, None, DAY)[1], AT_ONCE)

    assert (made.count(True), Check.objects.count()) == (1, 1)
    assert PageLogEntry.objects.filter(action="guides.check", page=guide.pk).count() == 1
