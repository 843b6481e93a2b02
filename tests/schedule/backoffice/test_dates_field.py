"""The field of the dates alone: no database, no form around it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from schedule.backoffice.dates_field import Typed, WeeklyDatesFormField, WeeklyDatesWidget
from schedule.backoffice.planning.summary import sentence
from schedule.models.fields import PROBLEM_SENTENCES
from schedule.recurrence import Problem, UnreadableDates, WeeklyDates, read

BOXES = ("weekday", "interval", "first", "last", "without", "extra")
STAY = {
    "weekday": ["1", "2", "3", "4"],
    "interval": ["1"],
    "first": ["2026-11-24"],
    "last": ["2026-12-11"],
    "without": [""],
    "extra": [""],
}
STAY_DATES = WeeklyDates(date(2026, 11, 24), date(2026, 12, 11), frozenset({1, 2, 3, 4}))

HOSTILE_TEXTS = [
    "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=WEEKLY;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;UNTIL=20261399T000000;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;INTERVAL=0;UNTIL=20261211T000000;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;BYMONTH=13;UNTIL=20261211T000000;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;COUNT=999999999;BYDAY=TU",
    "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;UNTIL=20361211T000000;BYDAY=TU",
    "EXRULE:FREQ=WEEKLY",
    "RDATE:99999999",
    "RDATE:2026١124T000000",
    "x" * 10_000,
    "RDATE:20261124T000000\n" * 2_000,
    "🐌" * 500,
    "\x00",
    "<script>alert(1)</script>",
    "{{ 7 }}",
    "' OR 1=1 --",
]
HOSTILE_BOXES = [
    {"weekday": ["7"]},
    {"weekday": ["-1"]},
    {"weekday": ["mardi"]},
    {"weekday": ["²"]},
    {"weekday": ["9" * 5_000]},
    {"interval": ["0"]},
    {"interval": ["-3"]},
    {"interval": ["100"]},
    {"interval": ["1.5"]},
    {"interval": ["٣"]},
    {"interval": ["9" * 5_000]},
    {"first": ["hier"]},
    {"first": ["2026-02-30"]},
    {"first": ["0001-01-01"]},
    {"first": ["0026-11-24"]},
    {"first": ["9999-12-31"]},
    {"first": ["🐌"]},
    {"first": ["x" * 10_000]},
    {"first": ["\x00"]},
    {"first": ["2026-11-24T00:00:00Z"]},
    {"last": ["99999999999999999999-01-01"]},
    {"without": ["x"]},
    {"extra": ["2026-13-01"]},
    {"extra": ["2026-11-24", "x"]},
    {"without": [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)] * 2},
]


def boxes(**changed) -> MultiValueDict:
    return MultiValueDict({f"dates-{name}": values for name, values in (STAY | changed).items()})


def clean(data, *, is_draft: bool = False, required: bool = True) -> WeeklyDates:
    field = WeeklyDatesFormField(required=required)
    if is_draft:
        field.is_deferred_validation = True
    return field.clean(field.widget.value_from_datadict(data, {}, "dates"))


def problem(data, **kwargs) -> str:
    with pytest.raises(ValidationError) as caught:
        clean(data, **kwargs)
    assert str(caught.value.messages[0]) in {
        *map(str, PROBLEM_SENTENCES.values()),
        "Choisissez les dates.",
        "Avec ces choix, il n’y a aucune date.",
    }
    return caught.value.code


def test_boxes_become_dates():
    assert clean(boxes()) == STAY_DATES


def test_boxes_keep_dates_without_and_extra_dates():
    chosen = clean(boxes(without=["2026-12-01", ""], extra=["", "14/12/2026"]))

    assert (chosen.without, chosen.extra) == ({date(2026, 12, 1)}, {date(2026, 12, 14)})


def test_single_dates_alone_ignore_the_weekdays_that_are_ticked_beforehand():
    chosen = clean(boxes(first=[""], last=[""], extra=["2026-12-01"]))

    assert list(chosen) == [date(2026, 12, 1)]


def test_text_of_another_program_becomes_dates():
    text = "DTSTART:20261124T000000\nRRULE:FREQ=WEEKLY;UNTIL=20261211T235959;BYDAY=TU,WE,TH,FR;WKST=MO"

    assert clean(QueryDict(mutable=True) | {"dates": text}) == STAY_DATES


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
@pytest.mark.parametrize("is_draft", [False, True], ids=["published", "draft"])
def test_hostile_text_is_refused_in_words(text, is_draft):
    assert problem({"dates": text}, is_draft=is_draft)


@pytest.mark.parametrize("changed", HOSTILE_BOXES, ids=range(len(HOSTILE_BOXES)))
@pytest.mark.parametrize("is_draft", [False, True], ids=["published", "draft"])
def test_hostile_boxes_are_refused_in_words(changed, is_draft):
    assert problem(boxes(**changed), is_draft=is_draft)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"first": [""]}, Problem.NO_START),
        ({"last": [""]}, Problem.NO_END),
        ({"weekday": []}, Problem.NO_WEEKDAYS),
        ({"last": ["2026-11-01"]}, Problem.END_BEFORE_START),
        ({"last": ["2029-11-24"]}, Problem.SPAN_TOO_LONG),
        ({"weekday": [], "first": [""], "last": [""]}, "required"),
        ({"last": ["2026-11-24"], "without": ["2026-11-24"]}, "no_date"),
    ],
)
def test_incomplete_boxes_are_named_when_publishing(changed, code):
    assert problem(boxes(**changed)) == code


@pytest.mark.parametrize(
    "changed",
    [
        {"first": [""]},
        {"last": [""]},
        {"weekday": []},
        {"last": ["2026-11-01"]},
        {"weekday": [], "first": [""], "last": [""]},
        {"first": [""], "last": [""], "interval": [""]},
    ],
)
def test_a_draft_keeps_incomplete_boxes(changed):
    kept = clean(boxes(**changed), is_draft=True)

    assert read(kept.to_text()) == kept


@given(st.dictionaries(st.sampled_from(BOXES), st.lists(st.text(max_size=12), max_size=3)), st.booleans())
def test_no_box_ever_raises_anything_but_a_form_error(changed, is_draft):
    try:
        kept = clean(boxes(**changed), is_draft=is_draft)
    except ValidationError:
        return
    assert read(kept.to_text()) == kept


@given(st.text())
def test_no_text_ever_raises_anything_but_a_form_error(text):
    try:
        kept = clean({"dates": text}, required=False)
    except ValidationError:
        return
    assert read(kept.to_text()) == kept


def test_the_widget_shows_what_it_read():
    data = boxes(weekday=["2"], interval=["2"], without=["2026-12-02"], extra=["2026-12-13", "2026-12-14"])

    html = WeeklyDatesWidget().render("dates", clean(data), {"id": "id_dates"})
    again = WeeklyDatesWidget().render(
        "dates", WeeklyDatesWidget().value_from_datadict(data, {}, "dates"), {"id": "id_dates"}
    )

    assert html == again
    assert html.count("checked") == 1
    assert all(f'value="{day}"' in html for day in ("2026-12-02", "2026-12-13", "2026-12-14"))


def test_a_new_permanence_starts_with_the_usual_weekdays():
    assert Typed.of(None).weekdays == ("1", "2", "3", "4")


def test_the_widget_keeps_a_rhythm_that_it_does_not_offer():
    html = WeeklyDatesWidget().render("dates", Typed(interval="3"), {"id": "id_dates"})

    assert '<option value="3" selected>' in html


def test_the_widget_escapes_what_it_shows_again():
    typed = Typed(first='"><script>', without=('"><script>',), unreadable="<script>", interval='"><script>')

    html = WeeklyDatesWidget().render("dates", typed, {"id": "id_dates"})

    assert "<script>" not in html


def test_every_input_of_the_widget_has_a_label():
    html = WeeklyDatesWidget().render("dates", STAY_DATES, {"id": "id_dates"})

    for part in ("first", "last", "interval", "without-0", "extra-0"):
        assert f'for="id_dates-{part}"' in html
        assert f'id="id_dates-{part}"' in html


@pytest.mark.parametrize(
    ("initial", "data", "expected"),
    [
        (STAY_DATES, STAY_DATES, False),
        (STAY_DATES, WeeklyDates(), True),
        (UnreadableDates("x", Problem.UNREADABLE), STAY_DATES, True),
        (None, Typed(), False),
    ],
)
def test_the_field_knows_what_has_changed(initial, data, expected):
    assert WeeklyDatesFormField().has_changed(initial, data) is expected


def test_the_widget_knows_when_it_was_not_sent():
    widget = WeeklyDatesWidget()

    assert widget.value_omitted_from_data({"note": "x"}, {}, "dates")
    assert not widget.value_omitted_from_data({"dates-first": ""}, {}, "dates")
    assert not widget.value_omitted_from_data({"dates": ""}, {}, "dates")


def test_the_sentence_knows_the_public_holidays_of_the_caravans_region():
    good_friday = WeeklyDates(date(2027, 3, 26), date(2027, 3, 26), frozenset({4}))

    assert sentence(good_friday, "57").startswith("Aucune date pour l’instant.")
    assert sentence(good_friday) == "1 jour\u00a0: le vendredi 26\u00a0mars 2027."
