"""French dates and hours, as the site promises to write them."""

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import dates

NBSP = dates.NBSP


@pytest.mark.parametrize(
    ("day", "long", "short", "plain"),
    [
        ("2026-10-12", "lundi 12~octobre 2026", "lundi 12~octobre", "12~octobre 2026"),
        ("2026-12-01", "mardi 1er~décembre 2026", "mardi 1er~décembre", "1er~décembre 2026"),
        ("2028-02-29", "mardi 29~février 2028", "mardi 29~février", "29~février 2028"),
        ("2027-08-01", "dimanche 1er~août 2027", "dimanche 1er~août", "1er~août 2027"),
        ("2026-12-31", "jeudi 31~décembre 2026", "jeudi 31~décembre", "31~décembre 2026"),
    ],
)
def test_dates_are_written_in_words(day, long, short, plain):
    day = date.fromisoformat(day)

    assert dates.long_date(day) == long.replace("~", NBSP)
    assert dates.short_date(day) == short.replace("~", NBSP)
    assert dates.plain_date(day) == plain.replace("~", NBSP)


@pytest.mark.parametrize(
    ("hour", "words"),
    [("09:00", "9~h"), ("14:30", "14~h~30"), ("09:05", "9~h~05"), ("00:00", "0~h"), ("12:00", "12~h")],
)
def test_hours_are_written_with_an_h(hour, words):
    assert dates.hour(time.fromisoformat(hour)) == words.replace("~", NBSP)


def test_a_span_of_hours_reads_from_to():
    assert dates.hours(time(9, 30), time(12)) == f"de 9{NBSP}h{NBSP}30 à 12{NBSP}h"


def test_a_month_has_its_year():
    assert dates.month_name(date(2027, 8, 15)) == "août 2027"


@given(st.dates())
def test_the_weekday_the_day_the_month_and_the_year_can_be_read_back(day):
    weekday, number, month, year = re.split(rf"[ {NBSP}]", dates.long_date(day))

    assert weekday == dates.WEEKDAYS[day.weekday()]
    assert date(int(year), dates.MONTHS.index(month) + 1, int(number.removesuffix("er"))) == day


@given(st.times())
def test_an_hour_is_never_cut_in_two_and_never_has_seconds(moment):
    words = dates.hour(moment)

    assert " " not in words
    assert re.fullmatch(rf"\d{{1,2}}{NBSP}h({NBSP}\d\d)?", words)
