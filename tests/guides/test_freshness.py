"""How long a check is worth something: months as people count them."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.freshness import due_on, is_due, is_old

RHYTHMS = (3, 6, 12)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
rhythms = st.sampled_from(RHYTHMS)


@pytest.mark.parametrize(
    ("checked", "every", "expected"),
    [
        (date(2026, 5, 27), 6, date(2026, 11, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 3, date(2027, 3, 31)),
    ],
)
def test_the_next_check_keeps_the_day_and_short_months_end_with_their_last(checked, every, expected):
    assert due_on(checked, every) == expected


@given(checked=days, every=rhythms)
def test_the_next_check_is_that_many_months_later_and_never_before_the_last(checked, every):
    due = due_on(checked, every)

    months = (due.year - checked.year) * 12 + due.month - checked.month
    longest = calendar.monthrange(due.year, due.month)[1]
    assert (months, due.day) == (every, min(checked.day, longest))
    assert due > checked


@given(first=days, later=st.integers(0, 400), every=rhythms)
def test_a_later_check_is_never_due_earlier(first, later, every):
    assert due_on(first, every) <= due_on(first + timedelta(days=later), every)


@given(checked=days, every=rhythms)
def test_it_is_due_from_that_day_on_and_not_the_day_before(checked, every):
    due = due_on(checked, every)

    before, on, after = (is_due(checked, every, due + timedelta(days=n)) for n in (-1, 0, 1))
    assert (before, on, after) == (False, True, True)


def test_what_was_never_checked_is_due_at_once_and_says_nothing_to_readers():
    today = date(2026, 11, 24)

    assert (due_on(None, 6), is_due(None, 6, today), is_old(None, today)) == (None, True, False)


@given(checked=days)
def test_readers_are_told_after_a_year_and_not_before(checked):
    told = [is_old(checked, checked + timedelta(days=n)) for n in (0, 365, 366)]

    assert told == [False, False, True]
