"""The plan of a caravan, week by week: where it goes, gaps, clashes and drafts. No database."""

from datetime import date

import pytest

from schedule.backoffice.planner.arranging import Day, Week, plan, weeks_of_month
from schedule.backoffice.planner.asking import MONTH, QUARTER, Period, period
from schedule.models.permanence import USUAL_HOURS
from schedule.timeline import Session, Timeline
from tests.schedule.plans import (
    CARAVAN,
    CHABOSSIERE,
    ETANG,
    REUNION_CARAVAN,
    SECOND_CARAVAN,
    TILLEULS,
    a_stay,
    at,
    cancelled,
    day,
    moved,
    only,
    other_hours,
    weekly,
)

MONDAY = "2026-10-05"
FRIDAY_BEFORE = at("2026-10-02 10:00")
USUAL = tuple(Session(f"usuel-{number}", *hours) for number, hours in enumerate(USUAL_HOURS))
TUESDAY_TO_FRIDAY = weekly(MONDAY, "2026-10-09", "TU WE TH FR")


def weeks(*stays, drafts=(), now=FRIDAY_BEFORE, count=1, caravan=CARAVAN) -> list[Week]:
    return plan(caravan, Timeline(stays), Timeline(drafts), now, day(MONDAY), count)


def said(one: Day) -> list[str]:
    """Each entry in short: place, hours, and what is particular."""
    found = []
    for entry in one.entries:
        hours = " ".join(f"{o.start:%H:%M}-{o.end:%H:%M}" for o in entry.occurrences)
        marks = [
            "brouillon" if entry.is_draft else "",
            "annulé" if entry.is_cancelled else "",
            f"prévu à {entry.planned_place.name}" if entry.planned_place else "",
            *(
                f"choc avec {c.place.name}{' (brouillon)' if c.is_draft else ''} "
                + " ".join(f"{o.start:%H:%M}" for o in c.occurrences)
                for c in entry.clashes
            ),
        ]
        found.append(", ".join([entry.place.name, hours, *filter(None, marks)]))
    return found


def by_day(week: Week) -> dict[str, list[str]]:
    """The days of a week that have something, by their number."""
    return {one.number: said(one) for one in week.days if one.entries}


def test_a_week_shows_each_day_where_the_caravan_is():
    (week,) = weeks(a_stay(weekly(MONDAY, "2026-10-09", "TU WE"), sessions=USUAL))

    assert (week.monday, week.sunday, week.number) == (day(MONDAY), day("2026-10-11"), 41)
    assert by_day(week) == {
        "6": ["Résidence des Tilleuls, 09:30-12:30 14:00-17:00"],
        "7": ["Résidence des Tilleuls, 09:30-12:30 14:00-17:00"],
    }
    assert [entry.has_usual_hours for one in week.days for entry in one.entries] == [True, True]


def test_hours_that_are_not_the_usual_ones_are_known_as_such():
    stay = a_stay(only("2026-10-06", "2026-10-07"), other_hours("2026-10-07", "10:00 11:00"), sessions=USUAL)
    short = a_stay(only("2026-10-08"), id=2, sessions=USUAL[:1])

    (week,) = weeks(stay, short)

    entries = [entry for one in week.days for entry in one.entries]
    assert [(e.has_usual_hours, e.has_changed_hours) for e in entries] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_a_week_without_any_session_is_a_gap_and_the_others_are_not():
    found = weeks(a_stay(TUESDAY_TO_FRIDAY), a_stay(only("2026-10-20"), id=2), count=4)

    assert [week.is_gap for week in found] == [False, True, False, True]


def test_a_week_in_which_everything_is_cancelled_is_a_gap_that_still_shows_it():
    (week,) = weeks(a_stay(only("2026-10-06"), cancelled("2026-10-06")))

    assert week.is_gap
    assert by_day(week) == {"6": ["Résidence des Tilleuls, 09:30-12:00 14:00-17:00, annulé"]}


def test_a_draft_fills_a_gap():
    (week,) = weeks(drafts=[a_stay(only("2026-10-06"))])

    assert not week.is_gap
    assert by_day(week) == {"6": ["Résidence des Tilleuls, 09:30-12:00 14:00-17:00, brouillon"]}


def test_usual_days_without_a_session_are_free_in_a_busy_week_only():
    found = weeks(a_stay(only("2026-10-06", "2026-10-08")), count=2)

    assert [[one.number for one in week.days if one.is_free] for week in found] == [["7", "9"], []]


def test_a_public_holiday_has_its_name_and_is_not_free():
    found = plan(
        CARAVAN, Timeline([a_stay(only("2026-11-10"))]), Timeline([]), FRIDAY_BEFORE, day("2026-11-09"), 1
    )

    wednesday = found[0].days[2]
    assert (wednesday.holiday, wednesday.is_free, wednesday.entries) == ("Armistice", False, ())


def test_a_caravan_elsewhere_has_the_holidays_and_the_days_of_its_territory():
    stay = a_stay(only("2026-12-19"), caravan=REUNION_CARAVAN)

    (week,) = plan(REUNION_CARAVAN, Timeline([stay]), Timeline([]), FRIDAY_BEFORE, day("2026-12-14"), 1)

    assert by_day(week) == {"19": ["Résidence des Tilleuls, 09:30-12:00 14:00-17:00"]}
    assert (
        plan(REUNION_CARAVAN, Timeline([]), Timeline([]), FRIDAY_BEFORE, day("2026-12-14"), 1)[0]
        .days[6]
        .holiday
        == "Abolition de l'esclavage"
    )


def test_a_moved_session_stands_where_it_is_held_and_says_where_it_was_planned():
    (week,) = weeks(a_stay(only("2026-10-06"), moved("2026-10-06", ETANG, "apres-midi")))

    assert by_day(week) == {
        "6": [
            "Résidence des Tilleuls, 09:30-12:00",
            "Résidence de l’Étang, 14:00-17:00, prévu à Résidence des Tilleuls",
        ]
    }


def test_two_stays_at_different_places_at_the_same_time_clash_and_both_say_so():
    (week,) = weeks(a_stay(only("2026-10-06")), a_stay(only("2026-10-06"), id=2, place=ETANG))

    assert by_day(week) == {
        "6": [
            "Résidence des Tilleuls, 09:30-12:00 14:00-17:00, choc avec Résidence de l’Étang 09:30 14:00",
            "Résidence de l’Étang, 09:30-12:00 14:00-17:00, choc avec Résidence des Tilleuls 09:30 14:00",
        ]
    }


def test_a_draft_clashes_with_what_is_published():
    (week,) = weeks(
        a_stay(only("2026-10-06")), drafts=[a_stay(only("2026-10-06"), id=2, place=ETANG, sessions=USUAL[:1])]
    )

    assert by_day(week) == {
        "6": [
            "Résidence des Tilleuls, 09:30-12:00 14:00-17:00, "
            "choc avec Résidence de l’Étang (brouillon) 09:30",
            "Résidence de l’Étang, 09:30-12:30, brouillon, choc avec Résidence des Tilleuls 09:30",
        ]
    }


def test_two_drafts_clash_too():
    (week,) = weeks(drafts=[a_stay(only("2026-10-06")), a_stay(only("2026-10-06"), id=2, place=ETANG)])

    assert [len(entry.clashes) for entry in week.days[1].entries] == [1, 1]


@pytest.mark.parametrize(
    "other",
    [
        a_stay(only("2026-10-06"), id=2),
        a_stay(only("2026-10-06"), cancelled("2026-10-06"), id=2, place=ETANG),
        a_stay(only("2026-10-06"), id=2, place=ETANG, caravan=SECOND_CARAVAN),
        a_stay(only("2026-10-06"), id=2, place=ETANG, sessions=(Session("midi", *USUAL_HOURS[0]),)),
    ],
    ids=["same place", "cancelled", "another caravan", "one after the other"],
)
def test_nothing_else_is_a_clash(other):
    afternoon = a_stay(only("2026-10-06"), sessions=USUAL[1:])

    (week,) = weeks(afternoon, other)

    assert [entry.clashes for entry in week.days[1].entries if entry.stay_id == 1] == [()]


def test_the_draft_of_a_published_stay_shows_only_what_would_be_new_and_does_not_clash_with_itself():
    (week,) = weeks(
        a_stay(only("2026-10-06", "2026-10-07")),
        drafts=[a_stay(only("2026-10-06", "2026-10-08"), place=TILLEULS)],
    )
    (elsewhere,) = weeks(a_stay(only("2026-10-06")), drafts=[a_stay(only("2026-10-06"), place=CHABOSSIERE)])

    assert by_day(week) == {
        "6": ["Résidence des Tilleuls, 09:30-12:00 14:00-17:00"],
        "7": ["Résidence des Tilleuls, 09:30-12:00 14:00-17:00"],
        "8": ["Résidence des Tilleuls, 09:30-12:00 14:00-17:00, brouillon"],
    }
    assert by_day(elsewhere) == {
        "6": [
            "Résidence des Tilleuls, 09:30-12:00 14:00-17:00",
            "La Chabossière, 09:30-12:00 14:00-17:00, brouillon",
        ]
    }


def test_another_caravan_has_a_plan_of_its_own():
    mine, other = a_stay(only("2026-10-06")), a_stay(only("2026-10-07"), id=2, caravan=SECOND_CARAVAN)

    assert by_day(weeks(mine, other)[0]).keys() == {"6"}
    assert by_day(weeks(mine, other, caravan=SECOND_CARAVAN)[0]).keys() == {"7"}


@pytest.mark.parametrize(
    ("now", "today", "is_over"),
    [
        ("2026-10-04 23:59", [], False),
        ("2026-10-05 00:00", ["5"], False),
        ("2026-10-11 23:59", ["11"], False),
        ("2026-10-12 00:00", [], True),
    ],
)
def test_today_is_marked_and_a_week_is_over_after_its_sunday(now, today, is_over):
    (week,) = weeks(now=at(now))

    assert [one.number for one in week.days if one.is_today] == today
    assert week.is_over == is_over


@pytest.mark.parametrize(
    ("first", "monday", "count"),
    [
        ("2026-12-01", "2026-11-30", 5),
        ("2026-08-01", "2026-07-27", 6),
        ("2027-02-01", "2027-02-01", 4),
    ],
)
def test_a_month_is_shown_in_whole_weeks(first, monday, count):
    assert weeks_of_month(day(first)) == (day(monday), count)


def test_periods_follow_one_another_and_end_where_the_calendar_does():
    quarter, month = period(QUARTER, day("2026-11-25")), period(MONTH, day("2026-12-25"))

    assert (quarter.first, quarter.last) == (day("2026-11-23"), day("2027-02-14"))
    assert (month.first, month.last) == (day("2026-12-01"), day("2026-12-31"))
    assert [p.later.earlier for p in (quarter, month)] == [quarter, month]
    assert Period(MONTH, date(2000, 1, 1)).earlier is None
    assert Period(MONTH, date(2099, 12, 1)).later is None
    assert period(QUARTER, date(2000, 1, 1)).earlier is None
    assert period(QUARTER, date(2099, 12, 31)).later is None
