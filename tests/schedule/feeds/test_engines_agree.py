"""The promise of a feed, as laws: whoever reads it, wherever they are, sees what will happen.

Three engines that share no code read what is written for any plan; the plan itself is read naively
(tests.schedule.plans), so the timeline does not vouch for itself.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from schedule.feeds import ical, ledger, series
from schedule.recurrence import WeeklyDates
from schedule.timeline import ChangeKind, Stay
from tests.engines.readers import HOMES, Shown, everybody_reads
from tests.schedule import plans
from tests.schedule.plans import Planned

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
ONE_HOUR = timedelta(hours=1)
homes = st.sampled_from(HOMES)


def sight_of(planned: Planned) -> Shown:
    """What a session looks like in a calendar."""
    place, title = planned.place, f"{planned.caravan.name} – {planned.place.name}"
    if planned.cancelled:
        title = f"ANNULÉ\u00a0: {title}"
    elif place != planned.announced:
        title = f"Exceptionnellement\u00a0: {title}"
    elif planned.opens_late or (planned.change and planned.change.kind is ChangeKind.HOURS):
        title = f"Autres heures\u00a0: {title}"
    where = f"{place.name}, {place.commune.name}"
    return Shown(planned.start, planned.end, title, where, planned.cancelled)


def flat_feed(stays: list[Stay]) -> bytes:
    told = ledger.planned(stays, BEGINNING, "")
    heading = ical.feed_heading("", "/permanences/", "/permanences/calendrier.ics")
    return ical.calendar(heading, [ical.event(one.said, 7, BEGINNING) for one in told.values()])


def touches_the_hour_that_paris_has_twice(planned: Planned) -> bool:
    """Night in Paris, evening in Martinique. recurring-ical-events reads UTC times in the zone that
    X-WR-TIMEZONE names, and then takes the two hours for one.
    """
    change = plans.summer(planned.start.year)[1]
    return planned.start < change + ONE_HOUR and planned.end >= change - ONE_HOUR


def is_the_same_to_all(feed: bytes, stays: list[Stay], home: str, js) -> None:
    planned = plans.naive_plan(stays)
    assume(not any(map(touches_the_hour_that_paris_has_twice, planned)))
    expected = sorted(map(sight_of, planned))
    for engine, seen in everybody_reads(feed, js, [home]).items():
        assert seen == expected, engine


@st.composite
def years(draw) -> Stay:
    """A stay of up to a year, in any rhythm: a series that has to jump, and both clock changes."""
    first = draw(plans.days_between("2026-01-01", "2028-12-31"))
    last = first + timedelta(days=draw(st.integers(60, 365)))
    near = st.frozensets(st.dates(first, last), max_size=4)
    interval = draw(st.sampled_from([1, 2, 3, 4, 13, 26]))
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1, max_size=3))
    dates = WeeklyDates(first, last, weekdays, interval, draw(near), draw(near))
    sessions = draw(plans.some_sessions())[:1]
    changes = draw(plans.some_changes(dates, sessions))
    caravan = draw(st.sampled_from(plans.CARAVANS))
    return plans.a_stay(dates, *changes, sessions=sessions, caravan=caravan)


@given(plans.plans(), homes)
@plans.law(120)
def test_all_engines_read_any_plan_from_its_feed(js, stays, home):
    is_the_same_to_all(flat_feed(stays), stays, home, js)


@given(plans.plans(), homes)
@plans.law(120)
def test_all_engines_read_any_plan_from_its_file_to_import(js, stays, home):
    for stay in stays:
        is_the_same_to_all(series.build(stay, {}), [stay], home, js)


@given(years(), homes)
@plans.law(60)
def test_all_engines_read_a_whole_year_from_its_file_to_import(js, stay, home):
    is_the_same_to_all(series.build(stay, {}), [stay], home, js)
