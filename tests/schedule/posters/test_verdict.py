"""What a poster said, beside what is announced now. Pure: no database, no clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.timeline import Notice, NoticeKind, Timeline
from schedule.timeline.printed import (
    About,
    AboutKind,
    Announced,
    Fate,
    Standing,
    Verdict,
    as_printed,
    to_print,
)
from tests.schedule import plans
from tests.schedule.plans import (
    CHABOSSIERE,
    COUERON,
    ETANG,
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

TUESDAY = "2026-11-24"
HERE = About(AboutKind.PLACE, TILLEULS.id)
MORNING_OF_PRINTING = at("2026-11-20 10:00")
TWO_WEEKS = weekly(TUESDAY, "2026-12-04", "TU FR")


def printed(stay, about=HERE, when=MORNING_OF_PRINTING, lines=16):
    found, goes_on = to_print(Timeline([stay]), about, when, lines)
    return tuple(as_printed(o) for o in found), goes_on


def verdict(before, after, when=MORNING_OF_PRINTING, about=HERE, lines=16) -> Verdict:
    sessions, goes_on = printed(before, about, lines=lines)
    return Announced(Timeline(after), when).verdict(sessions, about, goes_on=goes_on)


def fates(found: Verdict) -> list[tuple[str, Fate]]:
    return [(f"{d.printed.start:%d %H:%M}", d.fate) for d in found.differences]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (cancelled("2026-11-27"), [("27 09:30", Fate.CANCELLED), ("27 14:00", Fate.CANCELLED)]),
        (cancelled("2026-11-27", "matin"), [("27 09:30", Fate.CANCELLED)]),
        (moved("2026-11-27", ETANG, "matin"), [("27 09:30", Fate.MOVED)]),
        (other_hours("2026-11-27", "10:00 12:00", "matin"), [("27 09:30", Fate.HOURS)]),
        (other_hours("2026-11-27", "10:00 16:00"), [("27 09:30", Fate.HOURS), ("27 14:00", Fate.HOURS)]),
    ],
)
def test_a_change_makes_a_poster_wrong_and_each_date_says_how(change, expected):
    found = verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS, change)])

    assert (found.standing, fates(found)) == (Standing.WRONG, expected)


def test_a_date_that_is_planned_no_more_is_gone():
    found = verdict(a_stay(only(TUESDAY)), [])

    assert (found.standing, {d.fate for d in found.differences}) == (Standing.WRONG, {Fate.GONE})


def test_only_what_is_to_come_counts():
    change = cancelled("2026-11-27")

    before, after = at("2026-11-27 16:59"), at("2026-11-27 17:00")

    assert verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS, change)], before).standing is Standing.WRONG
    assert verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS, change)], after).standing is Standing.RIGHT
    assert verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS)], at("2026-12-04 17:00")) == Verdict(Standing.OVER)


def test_a_morning_that_now_is_an_afternoon_still_counts_at_noon():
    change = other_hours(TUESDAY, "14:00 15:00", "matin")

    found = verdict(a_stay(only(TUESDAY)), [a_stay(only(TUESDAY), change)], at(f"{TUESDAY} 12:30"))

    assert fates(found) == [("24 09:30", Fate.HOURS)]


def test_another_stay_that_holds_the_same_hours_there_keeps_the_poster_right():
    same = replace(a_stay(only(TUESDAY)), id=2, key="sejour-2")

    assert verdict(a_stay(only(TUESDAY)), [same]).standing is Standing.RIGHT


def test_a_delay_of_today_makes_no_poster_wrong():
    late = Notice(day(TUESDAY), "matin", NoticeKind.LATE, at(f"{TUESDAY} 10:00").time())

    found = verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS, notices=(late,))], at(f"{TUESDAY} 08:00"))

    assert found.standing is Standing.RIGHT


def test_dates_added_since_are_named_but_leave_it_right():
    found = verdict(a_stay(only(TUESDAY)), [a_stay(only(TUESDAY, "2026-11-25"))])

    assert found.standing is Standing.RIGHT
    assert [f"{o.start:%d %H:%M}" for o in found.added] == ["25 09:30", "25 14:00"]


def test_dates_for_which_there_was_no_room_are_no_news():
    found = verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS)], lines=2)

    assert found == Verdict(Standing.RIGHT, changes_at=at("2026-11-24 12:00"))


def test_a_poster_of_a_commune_is_wrong_when_a_date_moves_within_it():
    about = About(AboutKind.COMMUNE, COUERON.id)

    found = verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS, moved("2026-11-27", CHABOSSIERE))], about=about)

    assert {d.fate for d in found.differences} == {Fate.MOVED}
    assert found.added == ()


def test_it_says_when_it_will_say_something_else():
    change = cancelled(TUESDAY, "matin")

    found = verdict(a_stay(TWO_WEEKS), [a_stay(TWO_WEEKS, change)])

    assert found.changes_at == at(f"{TUESDAY} 12:00")


@plans.law(60)
@given(plans.plans(), st.integers(-20 * 24, 20 * 24), st.sampled_from([1, 4, 16]), st.data())
def test_a_poster_is_right_about_the_plan_that_it_was_made_from(stays, hours, lines, data):
    timeline = Timeline(stays)
    first = min((o.start for o in timeline._all), default=MORNING_OF_PRINTING)
    when = first + timedelta(hours=hours)
    about = data.draw(
        st.sampled_from(
            [
                *(About(AboutKind.PLACE, place.id) for place in plans.PLACES),
                About(AboutKind.COMMUNE, COUERON.id),
                About(AboutKind.STAY, 1),
            ]
        )
    )
    found, goes_on = to_print(timeline, about, when, lines)
    sessions = tuple(as_printed(o) for o in found)

    said = Announced(timeline, when).verdict(sessions, about, goes_on=goes_on)

    assert said.differences == said.added == ()
    assert said.standing is (Standing.RIGHT if sessions else Standing.OVER)
    assert len({(one.place, one.day) for one in sessions}) <= lines
    if sessions:
        later = Announced(timeline, said.changes_at - timedelta(seconds=1))
        assert later.verdict(sessions, about, goes_on=goes_on).standing is Standing.RIGHT


def test_what_is_written_down_of_it_is_read_again():
    assert About.of_key(HERE.key) == HERE
