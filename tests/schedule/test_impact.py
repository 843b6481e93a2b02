"""What residents lose when a published stay changes: no database."""

from datetime import time

import pytest

from schedule.timeline import Session
from schedule.timeline.impact import Impact, impact
from tests.schedule.plans import (
    AFTERNOON,
    CHABOSSIERE,
    ETANG,
    MORNING,
    a_stay,
    at,
    cancelled,
    day,
    moved,
    only,
    other_hours,
    weekly,
)

WEEK = weekly("2026-11-24", "2026-11-27", "TU WE TH FR")
BEFORE = a_stay(WEEK)
MONDAY = at("2026-11-23 08:00")


def days(*texts: str) -> tuple:
    return tuple(map(day, texts))


def test_nothing_is_lost_when_nothing_changes():
    assert impact(BEFORE, BEFORE, MONDAY) == Impact()
    assert not impact(BEFORE, BEFORE, MONDAY)


def test_nothing_is_lost_when_nothing_was_public():
    assert impact(None, BEFORE, MONDAY) == Impact()


def test_more_days_and_more_hours_take_nothing_away():
    longer = a_stay(weekly("2026-11-24", "2026-12-04", "TU WE TH FR"))
    evening = a_stay(WEEK, sessions=(MORNING, AFTERNOON, Session("soir", time(18), time(19))))

    assert impact(BEFORE, longer, MONDAY) == Impact()
    assert impact(BEFORE, evening, MONDAY) == Impact()


def test_days_that_leave_the_plan_vanish():
    shorter = a_stay(weekly("2026-11-24", "2026-11-27", "TU WE"))

    assert impact(BEFORE, shorter, MONDAY) == Impact(vanishing=days("2026-11-26", "2026-11-27"))


def test_all_coming_days_vanish_with_the_stay():
    assert impact(BEFORE, None, MONDAY).vanishing == days(
        "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"
    )


def test_what_is_over_cannot_vanish_and_what_goes_on_can():
    found = impact(BEFORE, None, at("2026-11-26 16:59")).vanishing

    assert found == days("2026-11-26", "2026-11-27")
    assert impact(BEFORE, None, at("2026-11-26 17:00")).vanishing == days("2026-11-27")


def test_another_place_moves_every_day():
    found = impact(BEFORE, a_stay(WEEK, place=CHABOSSIERE), at("2026-11-26 18:00"))

    assert found == Impact(moved=days("2026-11-27"))


def test_a_session_less_or_later_is_other_hours():
    mornings = a_stay(WEEK, sessions=(MORNING,))
    later = a_stay(WEEK, sessions=(MORNING, Session("apres-midi", time(15), time(17))))

    assert impact(BEFORE, mornings, MONDAY).other_hours == tuple(WEEK)
    assert impact(BEFORE, later, MONDAY).other_hours == tuple(WEEK)


def test_a_day_stands_in_one_list_only():
    after = a_stay(only("2026-11-24"), sessions=(MORNING,), place=ETANG)

    assert impact(BEFORE, after, MONDAY) == Impact(
        vanishing=days("2026-11-25", "2026-11-26", "2026-11-27"), moved=days("2026-11-24")
    )


def test_a_day_that_was_announced_as_cancelled_cannot_be_lost():
    before = a_stay(WEEK, cancelled("2026-11-27"))

    assert impact(before, a_stay(weekly("2026-11-24", "2026-11-26", "TU WE TH")), MONDAY) == Impact()


@pytest.mark.parametrize("change", [moved("2026-11-25", ETANG), other_hours("2026-11-25", "10:00 11:00")])
def test_what_was_announced_for_one_day_is_no_news(change):
    assert impact(a_stay(WEEK, change), a_stay(WEEK, change), MONDAY) == Impact()


def test_a_public_holiday_that_is_no_longer_held_vanishes():
    armistice = weekly("2026-11-10", "2026-11-12", "TU WE TH")
    before = a_stay(armistice, open_on_holidays=True)

    found = impact(before, a_stay(armistice), at("2026-11-01 08:00"))

    assert found == Impact(vanishing=days("2026-11-11"))


def test_a_different_loss_has_another_fingerprint():
    less, least = a_stay(only("2026-11-24", "2026-11-25")), a_stay(only("2026-11-24"))

    assert impact(BEFORE, less, MONDAY).fingerprint != impact(BEFORE, least, MONDAY).fingerprint
    assert impact(BEFORE, less, MONDAY).fingerprint == impact(BEFORE, less, MONDAY).fingerprint
