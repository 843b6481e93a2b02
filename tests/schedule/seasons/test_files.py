"""What is exported comes back the same; whatever bytes come, there is a report. No database."""

from datetime import timedelta

import icalendar
import recurring_ical_events
from hypothesis import example, given
from hypothesis import strategies as st

from schedule.seasons import csv_format, ics_format, ics_writing
from schedule.seasons.dry_run import Report, State, dry_run
from schedule.seasons.lines import Reading
from schedule.seasons.views import read
from tests.schedule import plans
from tests.schedule.seasons.seasons import KNOWN, a_line, day, lines, planned

TODAY = day("2026-11-23")
some_lines = st.lists(lines(), min_size=1, max_size=4)
some_plans = st.lists(planned(), min_size=1, max_size=4)


@given(some_lines)
@plans.law(150)
def test_a_table_comes_back_the_same(plan):
    assert csv_format.read(csv_format.write(plan)) == Reading(tuple(plan))


@given(some_plans)
@plans.law(150)
def test_a_calendar_comes_back_the_same(plan):
    expected = {line for line, _caravan in plan}

    reading = ics_format.read(ics_writing.write(plan), KNOWN)

    assert (reading.problem, reading.refused) == ("", ())
    assert set(reading.lines) == expected


@given(some_plans)
@plans.law(40)
def test_another_program_reads_in_the_calendar_the_days_of_the_stays(plan):
    (line, caravan), *_others = plan
    calendar = icalendar.Calendar.from_ical(ics_writing.write([(line, caravan)]))
    first, last = line.dates.bounds

    found = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))

    assert sorted((event.start, event.end) for event in found) == sorted(
        (plans.at(f"{held}T{start}", caravan.zone), plans.at(f"{held}T{end}", caravan.zone))
        for held in ics_writing.held_days(line, caravan.holiday_region)
        for start, end in line.hours
    )


TABLE = csv_format.write([a_line()])
CALENDAR = ics_writing.write([(a_line(), plans.CARAVAN)])


@st.composite
def spoilt(draw) -> bytes:
    """A good file in which something is replaced."""
    content = draw(st.sampled_from([TABLE, CALENDAR]))
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 40)))
    return (
        content[:start] + draw(st.binary(max_size=20) | st.text(max_size=20).map(str.encode)) + content[end:]
    )


def is_a_report(content: bytes) -> bool:
    report = dry_run(read(content, KNOWN), State(KNOWN), TODAY)
    said = [(fate.what, fate.days, fate.hours, fate.said) for fate in report.fates]
    return isinstance(report, Report) and bool(said or report.problem)


@given(st.binary(max_size=300) | spoilt() | spoilt().map(lambda content: b"BEGIN:VCALENDAR\r\n" + content))
@example(b"")
@example(b"PK\x03\x04")
@example(b"Lieu;Horaires\n" + b"x;\n" * 201)
@example(b"Lieu;Horaires\n" + b"a" * 200_000)
@example(b'Lieu;Horaires\n"a')
@example(b"\xff\xfe" + "Lieu\tHoraires\na\t".encode("utf-16-le") + b"\x00")
@plans.law(300)
def test_any_bytes_at_all_give_a_report(content):
    assert is_a_report(content)
