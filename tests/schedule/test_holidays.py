"""Public holidays, against a computus and a table of our own."""

from datetime import date

import pytest

from schedule.holidays import REGIONS, holiday_name
from tests.schedule.plans import REGIONAL_HOLIDAYS, day, every_day, naive_holidays


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2026-11-11", "Armistice"),
        ("2026-12-25", "Noël"),
        ("2027-01-01", "Jour de l'an"),
        ("2027-03-29", "Lundi de Pâques"),
        ("2027-05-06", "Ascension"),
        ("2027-05-17", "Lundi de Pentecôte"),
        ("2027-07-14", "Fête nationale"),
    ],
)
def test_a_public_holiday_has_its_french_name(on, name):
    assert holiday_name(day(on)) == name


@pytest.mark.parametrize("on", ["2026-11-10", "2026-11-12", "2026-12-24", "2026-12-26", "2027-03-26"])
def test_the_day_beside_a_holiday_is_an_ordinary_day(on):
    assert holiday_name(day(on)) == ""


def test_easter_sunday_is_no_public_holiday():
    assert holiday_name(day("2027-03-28")) == ""


def test_school_holidays_are_no_public_holidays():
    all_saints_break = [holiday_name(one) for one in every_day(day("2026-10-17"), day("2026-10-31"))]

    assert set(all_saints_break) == {""}


@pytest.mark.parametrize(
    ("region", "on", "name"),
    [
        ("6AE", "2027-03-26", "Vendredi saint"),
        ("57", "2026-12-26", "Saint-Étienne"),
        ("971", "2027-05-27", "Abolition de l'esclavage"),
        ("972", "2027-05-22", "Abolition de l'esclavage"),
        ("973", "2027-06-10", "Abolition de l'esclavage"),
        ("974", "2026-12-20", "Abolition de l'esclavage"),
        ("976", "2027-04-27", "Abolition de l'esclavage"),
    ],
)
def test_a_holiday_of_one_region_is_an_ordinary_day_elsewhere(region, on, name):
    assert holiday_name(day(on), region) == name
    assert holiday_name(day(on)) == ""


def test_every_region_on_offer_is_known_here():
    assert {"", *REGIONS} == REGIONAL_HOLIDAYS.keys()


@pytest.mark.parametrize("region", ["", *REGIONS])
def test_every_day_of_sixteen_years_agrees_with_the_computus(region):
    got = {
        one: set(filter(None, holiday_name(one, region).split("; ")))
        for one in every_day(date(2024, 1, 1), date(2039, 12, 31))
    }

    assert got == {one: naive_holidays(one, region) for one in got}


def test_two_holidays_on_one_day_are_both_named():
    assert set(holiday_name(day("2008-05-01")).split("; ")) == {"Ascension", "Fête du Travail"}


@pytest.mark.parametrize("region", ["44", "974 ", "Zone", "FR"])
def test_an_unknown_region_has_the_national_holidays(region):
    assert holiday_name(day("2026-11-11"), region) == "Armistice"
