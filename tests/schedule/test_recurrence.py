"""Weekly dates: against a walk day by day, against dateutil, and against hostile texts."""

import time
from datetime import date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
from dateutil import rrule
from hypothesis import assume, example, given
from hypothesis import strategies as st

from schedule.recurrence import (
    WEEKDAY_CODES,
    Problem,
    RecurrenceError,
    UnreadableDates,
    WeeklyDates,
    parse,
    read,
)
from tests.schedule.plans import (
    ONE_DAY,
    PARIS,
    any_day,
    complete_dates,
    day,
    days_between,
    half_filled_dates,
    in_utc,
    law,
    naive_days,
    only,
    some_weekdays,
    weekly,
)

AUTUMN = weekly("2026-10-12", "2026-10-30", "MO TU TH", extra="2026-10-31", without="2026-10-20")
AUTUMN_TEXT = """\
DTSTART:20261012T000000
RRULE:FREQ=WEEKLY;UNTIL=20261030T235959;BYDAY=MO,TU,TH;WKST=MO
RDATE:20261031T000000
EXDATE:20261020T000000"""


def midnight(one: date) -> datetime:
    return datetime.combine(one, datetime.min.time())


def dateutil_days(dates: WeeklyDates) -> list[date]:
    """The same dates, as python-dateutil makes them from parts."""
    found = rrule.rruleset()
    if dates.first and dates.last and dates.weekdays:
        rule = rrule.rrule(
            rrule.WEEKLY,
            dtstart=midnight(dates.first),
            until=midnight(dates.last),
            interval=dates.interval,
            byweekday=sorted(dates.weekdays),
            wkst=rrule.MO,
        )
        found.rrule(rule)
    for one in dates.extra:
        found.rdate(midnight(one))
    for one in dates.without:
        found.exdate(midnight(one))
    return [moment.date() for moment in found]


# --- The days -----------------------------------------------------------------------------------


def test_dates_hold_their_weekdays_from_first_to_last():
    dates = weekly("2026-11-24", "2026-12-11", "TU TH FR")

    assert [f"{one:%d/%m}" for one in dates] == [
        "24/11", "26/11", "27/11", "01/12", "03/12", "04/12", "08/12", "10/12", "11/12",
    ]  # fmt: skip


def test_every_other_week_counts_weeks_from_monday():
    dates = weekly("2026-10-08", "2026-10-30", "MO TH", interval=2)

    assert list(dates) == [day("2026-10-08"), day("2026-10-19"), day("2026-10-22")]


def test_a_day_both_added_and_left_out_is_left_out():
    dates = weekly("2026-10-12", "2026-10-16", "MO", extra="2026-10-14", without="2026-10-14")

    assert list(dates) == [day("2026-10-12")]


def test_an_added_day_that_the_rule_holds_comes_once():
    dates = weekly("2026-10-12", "2026-10-16", "MO TU", extra="2026-10-13")

    assert list(dates) == [day("2026-10-12"), day("2026-10-13")]


@pytest.mark.parametrize(
    "dates",
    [
        WeeklyDates(),
        WeeklyDates(day("2026-10-12"), day("2026-10-30")),
        WeeklyDates(day("2026-10-12"), None, frozenset({0})),
        WeeklyDates(None, day("2026-10-30"), frozenset({0})),
        WeeklyDates(without=frozenset({day("2026-10-12")})),
    ],
)
def test_a_draft_without_days_is_empty_and_false(dates):
    assert not dates
    assert list(dates) == []
    assert dates.bounds is None


@law(100)
@given(complete_dates())
def test_dates_are_those_of_a_walk_day_by_day(dates):
    assert list(dates) == naive_days(dates)


@law()
@given(complete_dates())
def test_dates_are_those_of_dateutil(dates):
    assert list(dates) == dateutil_days(dates)


@law()
@given(half_filled_dates())
def test_a_draft_too_has_the_days_of_a_walk_day_by_day(dates):
    assert list(dates) == naive_days(dates)


@law()
@given(complete_dates(), st.lists(st.integers(-20, 400), min_size=3, max_size=3))
def test_between_two_days_is_half_open_and_splits_anywhere(dates, shifts):
    a, b, c = ((min(naive_days(dates), default=day("2026-10-12"))) + s * ONE_DAY for s in sorted(shifts))

    whole = list(dates.between(a, c))

    assert whole == [one for one in naive_days(dates) if a <= one < c]
    assert whole == [*dates.between(a, b), *dates.between(b, c)]


@law()
@given(any_day, st.integers(0, 366), st.frozensets(st.integers(0, 6)), st.integers(1, 52))
def test_the_last_day_is_in(last, length, weekdays, weeks):
    first = max(last - length * ONE_DAY, day("2000-01-01"))
    interval = weeks if (last - first).days < 7 - first.weekday() else 1

    dates = parse(WeeklyDates(first, last, weekdays | {last.weekday()}, interval).to_text())

    assert list(dates)[-1] == last


@law()
@given(complete_dates())
def test_bounds_hold_every_day(dates):
    days = naive_days(dates)

    if dates.bounds:
        assert dates.bounds[0] <= dates.bounds[1]
        assert all(dates.bounds[0] <= one <= dates.bounds[1] for one in days)
    else:
        assert days == []


# --- The text -----------------------------------------------------------------------------------


def test_text_is_weekly_floating_and_ends_with_its_last_day():
    assert AUTUMN.to_text() == AUTUMN_TEXT


def test_single_days_need_no_rule():
    assert only("2026-10-12", "2026-10-14").to_text() == "RDATE:20261012T000000\nRDATE:20261014T000000"


def test_no_dates_is_an_empty_text():
    assert WeeklyDates().to_text() == ""
    assert parse("") == WeeklyDates()


def test_an_interval_between_no_weeks_does_not_tell_two_drafts_apart():
    dates = WeeklyDates(interval=2, extra=frozenset({day("2026-10-12")}))

    assert parse(dates.to_text()) == dates
    assert read(WeeklyDates(interval=2).to_text()) == WeeklyDates(interval=2)


@law(100)
@given(complete_dates())
def test_text_reads_back_to_the_same_dates(dates):
    assert parse(dates.to_text()) == dates


@law(100)
@given(half_filled_dates())
def test_the_text_of_a_draft_reads_back_to_the_same_draft(dates):
    assert read(dates.to_text()) == dates


@law()
@given(complete_dates())
def test_dateutil_reads_the_text_as_we_do(dates):
    assume(dates)

    found = rrule.rrulestr(dates.to_text(), forceset=True)

    assert [moment.date() for moment in found] == naive_days(dates)


@law(25)
@given(complete_dates())
def test_a_calendar_reads_the_text_as_we_do(dates):
    # A calendar counts DTSTART as a date of its own: here it is one (RFC 5545 §3.8.5.3).
    assume(dates.first and dates.first.weekday() in dates.weekdays)
    calendar = icalendar.Calendar.from_ical(
        f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n{dates.to_text()}\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    low, high = dates.bounds
    events = recurring_ical_events.of(calendar).between(low - ONE_DAY, high + 2 * ONE_DAY)

    assert sorted(event.start.date() for event in events) == naive_days(dates)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", " \n\t"])
def test_any_line_end_will_do(end):
    assert parse(end.join(AUTUMN_TEXT.splitlines()) + end) == AUTUMN


@law()
@given(st.permutations(AUTUMN_TEXT.splitlines()))
def test_the_order_of_lines_does_not_matter(lines):
    assert parse("\n".join(lines)) == AUTUMN


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE:20261020",
        "EXDATE;VALUE=DATE:20261020",
        "EXDATE:20261020T093000",
        "EXDATE;TZID=Europe/Paris:20261020T140000",
        "EXDATE:20261019T220000Z",
    ],
)
def test_a_day_left_out_is_honoured_however_it_is_written(line):
    text = AUTUMN_TEXT.replace("EXDATE:20261020T000000", line)

    assert parse(text) == AUTUMN


def test_several_days_may_share_a_line():
    text = "RDATE:20261012T000000,20261013\nEXDATE:20261013T000000,20261014T000000"

    assert parse(text) == WeeklyDates(
        extra=frozenset({day("2026-10-12"), day("2026-10-13")}),
        without=frozenset({day("2026-10-13"), day("2026-10-14")}),
    )


@pytest.mark.parametrize(
    "until", ["20261030", "20261030T000000", "20261030T235959", "20261029T230000Z", "20261030T225959Z"]
)
def test_until_holds_its_day_however_it_is_written(until):
    assert parse(AUTUMN_TEXT.replace("20261030T235959", until)) == AUTUMN


def test_a_single_event_is_a_single_day():
    assert parse("DTSTART:20261012T093000") == only("2026-10-12")


def test_a_rule_without_weekdays_repeats_on_the_weekday_of_its_start():
    dates = parse("DTSTART:20261013T000000\nRRULE:FREQ=WEEKLY;UNTIL=20261027T000000")

    assert list(dates) == [day("2026-10-13"), day("2026-10-20"), day("2026-10-27")]


def test_a_series_stored_in_utc_comes_back_on_its_days_in_paris():
    text = """\
DTSTART:20261012T220000Z
RRULE:FREQ=WEEKLY;UNTIL=20261109T230000Z
EXDATE:20261026T230000Z"""

    dates = parse(text)

    assert [f"{one:%a %d/%m}" for one in dates] == ["Tue 13/10", "Tue 20/10", "Tue 03/11", "Tue 10/11"]


@law(100)
@given(days_between("2000-01-02", "2099-12-31"), st.sampled_from(["DTSTART", "RDATE"]))
@example(day("2026-10-25"), "RDATE")
@example(day("2026-10-26"), "RDATE")
@example(day("2027-03-28"), "RDATE")
@example(day("2027-03-29"), "RDATE")
def test_midnight_in_utc_is_the_day_in_paris(one, name):
    dates = parse(f"{name}:{in_utc(one, datetime.min.time(), PARIS):%Y%m%dT%H%M%SZ}")

    assert list(dates) == [one]


def test_the_earliest_day_may_be_written_in_utc():
    assert parse("RDATE:19991231T230000Z") == only("2000-01-01")


def test_the_latest_day_does_not_slip_out_through_utc():
    with pytest.raises(RecurrenceError):
        parse("RDATE:20991231T230000Z")

    assert read("RDATE:20991231T230000Z") == UnreadableDates("RDATE:20991231T230000Z", Problem.BAD_DATE)


@st.composite
def spellings(draw) -> tuple[str, WeeklyDates]:
    """A rule with COUNT or UNTIL as other programs write it, and python-dateutil's reading of it."""
    first = draw(days_between("2001-01-01", "2098-12-31"))
    weekdays, interval = draw(some_weekdays), draw(st.integers(1, 4))
    parts = ["FREQ=WEEKLY", f"INTERVAL={interval}", "WKST=MO"]
    rule = {"dtstart": midnight(first), "interval": interval, "wkst": rrule.MO}
    if draw(st.booleans()):
        parts.append("BYDAY=" + ",".join(draw(st.permutations([WEEKDAY_CODES[n] for n in weekdays]))))
        rule["byweekday"] = sorted(weekdays)
    if draw(st.booleans()):
        rule["count"] = draw(st.integers(1, 12))
        parts.append(f"COUNT={rule['count']}")
    else:
        rule["until"] = midnight(first + draw(st.integers(0, 366)) * ONE_DAY)
        parts.append(f"UNTIL={rule['until']:%Y%m%d}" + draw(st.sampled_from(["", "T000000", "T235959"])))
    days = rrule.rruleset()
    days.rrule(rrule.rrule(rrule.WEEKLY, **rule))
    lines = [f"RRULE:{';'.join(draw(st.permutations(parts)))}"]
    lines.append(draw(st.sampled_from(["DTSTART:{:%Y%m%d}", "DTSTART:{:%Y%m%dT000000}"])).format(first))
    for name, add in (("RDATE", days.rdate), ("EXDATE", days.exdate)):
        for shift in draw(st.lists(st.integers(0, 366), max_size=3)):
            add(midnight(first + shift * ONE_DAY))
            lines.append(f"{name}:{first + shift * ONE_DAY:%Y%m%d}")
    return "\n".join(draw(st.permutations(lines))), [moment.date() for moment in days]


@law(100)
@given(spellings())
def test_rules_of_other_programs_mean_what_they_meant(spelling):
    text, days = spelling

    assert list(parse(text)) == days


# --- Refusals -----------------------------------------------------------------------------------

RULE = "DTSTART:20261012T000000\nRRULE:FREQ=WEEKLY;BYDAY=MO"
REFUSED = {
    "every second": ("DTSTART:20261012T000000\nRRULE:FREQ=SECONDLY;COUNT=3", Problem.UNSUPPORTED),
    "every day": ("DTSTART:20261012T000000\nRRULE:FREQ=DAILY;COUNT=3", Problem.UNSUPPORTED),
    "no frequency": ("DTSTART:20261012T000000\nRRULE:COUNT=3", Problem.UNSUPPORTED),
    "every zero weeks": (f"{RULE};COUNT=3;INTERVAL=0", Problem.UNSUPPORTED),
    "every minus one week": (f"{RULE};COUNT=3;INTERVAL=-1", Problem.UNSUPPORTED),
    "every 53 weeks": (f"{RULE};COUNT=1;INTERVAL=53", Problem.UNSUPPORTED),
    "month 13": (f"{RULE};COUNT=3;BYMONTH=13", Problem.UNSUPPORTED),
    "day 99 of month 13": (f"{RULE};UNTIL=20261399T000000Z", Problem.BAD_DATE),
    "a leap day of another year": ("RDATE:20270229", Problem.BAD_DATE),
    "24 o'clock": ("RDATE:20261012T240000", Problem.BAD_DATE),
    "a leap second": ("RDATE:20261012T235960Z", Problem.BAD_DATE),
    "a day before Christ": ("RDATE:00000101T000000", Problem.BAD_DATE),
    "the year 1": ("RDATE:00010101T000000Z", Problem.BAD_DATE),
    "the year 1999": ("RDATE:19991231", Problem.BAD_DATE),
    "the year 2100": ("RDATE:21000101", Problem.BAD_DATE),
    "the last instant of all": ("RDATE:99991231T235959Z", Problem.BAD_DATE),
    "a billion times": (f"{RULE};COUNT=999999999", Problem.UNSUPPORTED),
    "5,000 digits": (f"{RULE};COUNT={'9' * 5000}", Problem.UNSUPPORTED),
    "an underscore": (f"{RULE};COUNT=1_0", Problem.UNSUPPORTED),
    "Arabic digits in a count": (f"{RULE};COUNT=٣", Problem.UNSUPPORTED),
    "Arabic digits in a date": ("RDATE:٢٠٢٦١٠١٢", Problem.BAD_DATE),
    "wide digits in a date": ("RDATE:２０２６１０１２T000000", Problem.BAD_DATE),
    "a date with dashes": ("RDATE:2026-10-12", Problem.BAD_DATE),
    "a period": ("RDATE;VALUE=PERIOD:20261012T000000/PT1H", Problem.BAD_DATE),
    "a NUL": ("RDATE:20261012T000000\0", Problem.BAD_DATE),
    "only a NUL": ("\0", Problem.UNREADABLE),
    "one megabyte": ("A" * 1_000_000, Problem.TOO_LONG),
    "one megabyte of rules": (f"{RULE};COUNT=3\n" * 20_000, Problem.TOO_LONG),
    "one megabyte of empty lines": ("\n" * 1_000_000, Problem.TOO_LONG),
    "two rules": (f"{RULE};COUNT=3\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU", Problem.UNSUPPORTED),
    "two starts": (f"DTSTART:20261005\n{RULE};COUNT=3", Problem.UNSUPPORTED),
    "an exclusion rule": (f"{RULE};COUNT=3\nEXRULE:FREQ=WEEKLY;COUNT=1;BYDAY=MO", Problem.UNREADABLE),
    "the second Monday": ("DTSTART:20261012\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=2MO", Problem.UNSUPPORTED),
    "a weekday of nowhere": ("DTSTART:20261012\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=XX", Problem.UNSUPPORTED),
    "a part given twice": (f"{RULE};COUNT=3;COUNT=3", Problem.UNREADABLE),
    "a part without a value": (f"{RULE};COUNT=", Problem.UNREADABLE),
    "count and until": (f"{RULE};COUNT=3;UNTIL=20261130", Problem.UNSUPPORTED),
    "weeks from Sunday": (f"{RULE};COUNT=3;INTERVAL=2;WKST=SU", Problem.UNSUPPORTED),
    "an empty rule": ("DTSTART:20261012\nRRULE:;", Problem.UNREADABLE),
    "an event": ("BEGIN:VEVENT\nDTSTART:20261012\nEND:VEVENT", Problem.UNREADABLE),
    "a sentence": ("tous les lundis", Problem.UNREADABLE),
    "no start": ("RRULE:FREQ=WEEKLY;UNTIL=20261130;BYDAY=MO", Problem.NO_START),
    "no end": (RULE, Problem.NO_END),
    "no weekdays": ("DTSTART:20261012\nRRULE:FREQ=WEEKLY;UNTIL=20261130;BYDAY=", Problem.NO_WEEKDAYS),
    "no weekdays, counted": ("DTSTART:20261012\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=", Problem.NO_WEEKDAYS),
    "an end before the start": (f"{RULE};UNTIL=20261011", Problem.END_BEFORE_START),
    "more than a year": (f"{RULE};UNTIL=20271014", Problem.SPAN_TOO_LONG),
    "a count of more than a year": (f"{RULE};COUNT=54", Problem.SPAN_TOO_LONG),
    "an extra day years later": (f"{RULE};COUNT=3\nRDATE:20290101", Problem.SPAN_TOO_LONG),
    "367 single days": (
        "RDATE:" + ",".join(f"{day('2026-01-01') + n * ONE_DAY:%Y%m%d}" for n in range(367)),
        Problem.TOO_MANY_DATES,
    ),
}


@pytest.mark.parametrize(("text", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_a_text_that_means_no_stay_is_refused_with_its_reason(text, problem):
    begun = time.process_time()

    with pytest.raises(RecurrenceError) as refusal:
        parse(text)

    assert refusal.value.problem is problem
    assert time.process_time() - begun < 0.5


def test_a_year_and_a_day_is_not_too_long():
    assert parse(f"{RULE};UNTIL=20271013").last == day("2027-10-13")
    assert parse(f"{RULE};COUNT=53").last == day("2027-10-11")


def test_366_single_days_are_not_too_many():
    dates = only(*(f"{day('2026-01-01') + n * ONE_DAY}" for n in range(366)))

    assert parse(dates.to_text()) == dates


@pytest.mark.parametrize(
    "dates",
    [
        WeeklyDates(day("2026-10-12"), day("2026-10-30"), frozenset({0, 7})),
        WeeklyDates(day("2026-10-12"), day("2026-10-30"), frozenset({-1})),
        WeeklyDates(day("2026-10-12"), day("2026-10-30"), frozenset({0}), interval=0),
        WeeklyDates(day("2026-10-12"), day("2026-10-30"), frozenset({0}), interval=53),
    ],
)
def test_check_refuses_weekdays_and_intervals_that_do_not_exist(dates):
    with pytest.raises(RecurrenceError) as refusal:
        dates.check()

    assert refusal.value.problem is Problem.UNSUPPORTED


def test_a_stored_text_that_means_nothing_is_kept_as_it_is():
    stored = read("RRULE:FREQ=SECONDLY")

    assert stored == UnreadableDates("RRULE:FREQ=SECONDLY", Problem.UNSUPPORTED)
    assert stored.to_text() == "RRULE:FREQ=SECONDLY"


# --- Fuzzing --------------------------------------------------------------------------------------

MOMENTS = [
    *("20261012", "20261012T000000", "20261011T220000Z", "20261211T235959", "20270331T230000Z"),
    *("20261399T000000Z", "19991231T233000Z", "20991231T233000Z", "20991231", "00010101T000000Z"),
    *("99991231T235959Z", "20261012T240000", "2026-10-12", "٢٠٢٦١٠١٢", "20261012T000000\0", "", " ", ","),
]
RULE_PARTS = [
    *("FREQ=WEEKLY", "FREQ=WEEKLY", "FREQ=WEEKLY", "FREQ=SECONDLY", "FREQ=", "FREQ", "freq=weekly"),
    *("INTERVAL=1", "INTERVAL=2", "INTERVAL=0", "INTERVAL=999", "INTERVAL=-1", "INTERVAL=٣"),
    *("COUNT=1", "COUNT=12", "COUNT=999", "COUNT=999999999", "COUNT=٣", "COUNT=1e9"),
    *("BYDAY=MO", "BYDAY=TU,TH", "BYDAY=", "BYDAY=1MO", "BYDAY=MO,MO", "BYDAY=,", "BYMONTH=13"),
    *("WKST=MO", "WKST=SU", "WKST=XX", "BYSETPOS=366", "X=Y", "", "=", ";;"),
    *(f"UNTIL={moment}" for moment in MOMENTS),
]
PARAMETERS = ["", "", "", ";VALUE=DATE", ";TZID=Europe/Paris", ";TZID=Nowhere", ";", ";X=", ";VALUE=PERIOD"]


@st.composite
def near_valid_lines(draw) -> str:
    names = ["DTSTART", "DTSTART", "RRULE", "RRULE", "RDATE", "EXDATE", "EXRULE", "dtstart", "", "X-A"]
    name = draw(st.sampled_from(names))
    if "RULE" in name:
        value = ";".join(draw(st.lists(st.sampled_from(RULE_PARTS), max_size=5)))
    else:
        value = ",".join(draw(st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=3)))
    return name + draw(st.sampled_from(PARAMETERS)) + draw(st.sampled_from([":", ":", ":", "::", ""])) + value


alphabet = st.sampled_from("DTSTARTRRULEXDATE:;=,0123456789TZ \r\n\0٣é\u2028\ud800")
hostile_texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet, max_size=60),
    st.builds("\n".join, st.lists(near_valid_lines(), max_size=5)),
    st.builds(str.__mul__, near_valid_lines(), st.integers(1, 2000)),
)
# What is most often nearly right: a start and a rule.
hostile_rules = st.builds(
    "{}:{}\nRRULE:FREQ=WEEKLY;{}\n{}".format,
    st.sampled_from(["DTSTART", "DTSTART;VALUE=DATE", "RDATE"]),
    st.sampled_from(MOMENTS),
    st.builds(";".join, st.lists(st.sampled_from(RULE_PARTS), min_size=1, max_size=4, unique=True)),
    st.just("") | near_valid_lines(),
)


@law(200)
@given(hostile_texts | hostile_rules)
def test_a_hostile_text_is_refused_or_means_at_most_a_year(text):
    begun = time.process_time()

    try:
        days = list(parse(text))
    except RecurrenceError:
        days = []

    assert len(days) <= 367 + 366
    assert not days or days[-1] - days[0] <= timedelta(days=366)
    assert time.process_time() - begun < 0.5


@law(200)
@given(hostile_texts | hostile_rules)
def test_a_stored_text_always_reads_and_means_the_same_when_stored_again(text):
    begun = time.process_time()
    stored = read(text)

    assert read(stored.to_text()) == stored
    assert isinstance(stored, WeeklyDates) or stored.to_text() == text
    assert time.process_time() - begun < 0.5
