"""Lines to try the files on: small builders, and strategies."""

from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from schedule.seasons.ics_writing import held_days
from schedule.seasons.lines import MAX_NOTE, Line, tidy
from schedule.seasons.naming import Known
from schedule.timeline import Caravan
from tests.schedule import plans

KNOWN = Known(plans.PLACES, plans.CARAVANS)
MORNING, AFTERNOON = (time(9, 30), time(12, 30)), (time(14), time(17))
NOVEMBER = plans.weekly("2026-11-24", "2026-12-11", "TU WE TH FR")


def a_line(dates=NOVEMBER, **facts) -> Line:
    """At Les Tilleuls, morning and afternoon, unless told otherwise."""
    facts = {"commune": "Couëron", "caravan": "La caravane", "hours": (MORNING, AFTERNOON)} | facts
    return Line(**{"place": "Résidence des Tilleuls", "dates": dates} | facts)


def texts(most: int = 40, least: int = 0) -> st.SearchStrategy[str]:
    """What people may type, and what they should not."""
    risky = st.sampled_from(
        ["=1+1", "'=A1", "''-x", "+33 2", "@x", "C:\\Nord", 'dit "oui"', "a;b,c", "ANNULE"]
    )
    return (st.text(max_size=most) | risky).map(tidy).filter(lambda text: least <= len(text) <= most)


@st.composite
def hours(draw) -> tuple[tuple[time, time], ...]:
    return tuple((session.start, session.end) for session in draw(plans.some_sessions()))


@st.composite
def lines(draw) -> Line:
    """Anything that may stand in the plan."""
    return Line(
        place=draw(st.sampled_from([place.name for place in plans.PLACES]) | texts(least=1)),
        commune=draw(st.sampled_from(["", "Couëron"]) | texts()),
        caravan=draw(st.sampled_from(["", *(caravan.name for caravan in plans.CARAVANS)]) | texts()),
        dates=draw(plans.complete_dates().filter(bool)),
        hours=draw(hours()),
        open_on_holidays=draw(st.booleans()),
        note=draw(texts(MAX_NOTE)),
    )


@st.composite
def planned(draw) -> tuple[Line, Caravan]:
    """A line with the caravan that it names, held on one day at least."""
    caravan = draw(st.sampled_from(plans.CARAVANS))
    found = draw(lines().filter(lambda line: held_days(line, caravan.holiday_region)))
    return replace(found, caravan=caravan.name), caravan


def day(text: str) -> date:
    return date.fromisoformat(text)
