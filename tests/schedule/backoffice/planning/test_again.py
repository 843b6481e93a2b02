"""« Refaire comme la dernière fois », « Répéter dans N semaines », and what an address proposes."""

from dataclasses import replace
from datetime import date, time

import pytest

from schedule.models import Permanence
from schedule.recurrence import WeeklyDates
from tests import factories
from tests.schedule.backoffice.planning.screens import PUBLISH, edit_url
from tests.schedule.backoffice.screens import ADD_PERMANENCE, errors, page, shown, typed

pytestmark = pytest.mark.django_db
DATES = WeeklyDates(
    date(2027, 3, 2),
    date(2027, 3, 19),
    frozenset({1, 3}),
    2,
    extra=frozenset({date(2027, 3, 22)}),
    without=frozenset({date(2027, 3, 4)}),
)


@pytest.fixture
def earlier():
    return factories.stay(
        DATES.first,
        DATES.last,
        at=factories.place("Résidence du Lac"),
        dates=DATES,
        hours=[(time(10), time(11, 30))],
        note="Apportez vos papiers.",
        open_on_holidays=True,
    )


def opened(client, query: str) -> dict[str, list[str]]:
    return typed(client.get(f"{ADD_PERMANENCE}?{query}"))


CARRIED = {
    "dates-weekday": ["1", "3"],
    "dates-interval": ["2"],
    "dates-without": [""],
    "dates-extra": [""],
    "sessions-0-start": ["10:00"],
    "sessions-0-end": ["11:30"],
    "sessions-TOTAL_FORMS": ["1"],
    "note": ["Apportez vos papiers."],
    "open_on_holidays": [""],  # ticked: a box that is not is not sent
}


def test_the_same_again_asks_for_nothing_but_the_days(mediatrice, earlier):
    form = opened(mediatrice, f"again={earlier.pk}")

    assert {name: form[name] for name in CARRIED} == CARRIED
    assert form["place"] == [str(earlier.place_id)]
    assert form["caravan"] == [str(earlier.caravan_id)]
    assert (form["dates-first"], form["dates-last"]) == ([""], [""])


def test_the_first_day_alone_makes_a_stay_as_long_as_the_earlier_one(mediatrice, earlier):
    form = opened(mediatrice, f"again={earlier.pk}")

    mediatrice.post(ADD_PERMANENCE, form | PUBLISH | {"dates-first": "2027-05-04"})

    new = Permanence.objects.exclude(pk=earlier.pk).get()
    assert new.live
    assert new.dates == WeeklyDates(date(2027, 5, 4), date(2027, 5, 21), frozenset({1, 3}), 2)


def test_repeating_moves_the_days_by_whole_weeks_and_nothing_else(mediatrice, earlier):
    form = opened(mediatrice, f"again={earlier.pk}&weeks=8")

    assert {name: form[name] for name in CARRIED} == CARRIED
    assert (form["dates-first"], form["dates-last"]) == (["2027-04-27"], ["2027-05-14"])


@pytest.mark.parametrize("weeks", ["0", "53", "-1", "²", "huit", "9" * 400, ""])
def test_weeks_that_mean_nothing_leave_the_days_to_choose(mediatrice, earlier, weeks):
    form = opened(mediatrice, f"again={earlier.pk}&weeks={weeks}")

    assert (form["dates-first"], form["sessions-0-start"]) == ([""], ["10:00"])


def test_a_repeated_stay_is_a_stay_of_its_own(mediatrice, earlier):
    form = opened(mediatrice, f"again={earlier.pk}&weeks=8")

    mediatrice.post(ADD_PERMANENCE, form | PUBLISH)

    new = Permanence.objects.exclude(pk=earlier.pk).get()
    assert new.key != earlier.key
    assert set(new.sessions.values_list("key")).isdisjoint(earlier.sessions.values_list("key"))
    earlier.refresh_from_db()
    assert earlier.dates == DATES


def test_a_stay_of_single_dates_can_be_taken_up_too(mediatrice, earlier):
    Permanence.objects.update(dates=WeeklyDates(extra=frozenset({date(2027, 3, 2)})))

    response = mediatrice.get(f"{ADD_PERMANENCE}?again={earlier.pk}&weeks=4")

    assert shown(response, "place") == [str(earlier.place_id)]
    assert shown(response, "dates-extra") == []


def test_the_edit_screen_and_the_list_lead_there(mediatrice, earlier):
    edit = page(mediatrice.get(edit_url(earlier)))
    listed = page(mediatrice.get("/admin/snippets/schedule/permanence/"))

    link = f"{ADD_PERMANENCE}?again={earlier.pk}"
    assert edit.select_one(f'a[href="{link}"]').get_text(strip=True) == "Refaire comme la dernière fois"
    repeat = edit.select_one("form.repeat")
    assert (repeat["action"], repeat.select_one("[name=again]")["value"]) == (ADD_PERMANENCE, str(earlier.pk))
    assert repeat.select_one("[type=number]")["max"] == "52"
    assert [a.get_text(strip=True) for a in listed.select(f'a[href^="{link}"]')] == [
        "Refaire comme la dernière fois",
        "Répéter dans 8 semaines",
    ]


def test_the_form_knows_the_hours_last_used_at_a_place(mediatrice, earlier):
    used = mediatrice.get(f"/admin/permanences/lieu/{earlier.place_id}/").json()

    assert used == {
        "hours": [["10:00", "11:30"]],
        "again": f"{ADD_PERMANENCE}?again={earlier.pk}",
        "name": "Refaire comme la dernière fois\xa0: Résidence du Lac, 2\xa0mars 2027 – 22\xa0mars 2027",
    }


def test_nothing_is_known_of_a_place_that_has_had_no_published_stay(mediatrice, earlier):
    other = factories.place("Résidence du Port")
    factories.stay(date(2027, 4, 6), date(2027, 4, 9), at=other, publish=False)

    for pk in (other.pk, 999999):
        used = mediatrice.get(f"/admin/permanences/lieu/{pk}/").json()
        assert used == {"hours": [], "again": "", "name": ""}


def test_an_address_may_propose_place_caravan_and_first_day(mediatrice, earlier):
    factories.caravan()

    form = opened(mediatrice, f"place={earlier.place_id}&caravan={earlier.caravan_id}&from=2027-06-01")

    assert form["place"] == [str(earlier.place_id)]
    assert form["caravan"] == [str(earlier.caravan_id)]
    assert (form["dates-first"], form["dates-last"]) == (["2027-06-01"], [""])
    assert form["dates-weekday"] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "query",
    [
        "again=999999&weeks=4",
        "again=²",
        f"again={'9' * 400}",
        "again=-1&place=x&caravan=🐌&from=hier",
        "place=999999&caravan=999999&from=0001-01-01",
        "from=9999-12-31",
        "from=%00&place=%00&caravan=%00&again=%00",
    ],
)
def test_nonsense_in_the_address_opens_the_usual_form(mediatrice, earlier, query):
    response = mediatrice.get(f"{ADD_PERMANENCE}?{query}")

    assert response.status_code == 200
    assert shown(response, "place") == []
    assert shown(response, "sessions-1-start") == ["14:00"]


def test_weeks_beyond_what_a_calendar_holds_are_said(mediatrice, earlier):
    late = replace(
        DATES, first=date(2099, 6, 2), last=date(2099, 6, 19), extra=frozenset(), without=frozenset()
    )
    Permanence.objects.update(dates=late)
    form = opened(mediatrice, f"again={earlier.pk}&weeks=52")

    response = mediatrice.post(ADD_PERMANENCE, form | PUBLISH)

    assert errors(response) == ["Une de ces dates n’existe pas, ou est trop éloignée. Vérifiez-les."]


@pytest.mark.parametrize("length", ["-1", "x", "9" * 400, "²", "999"])
def test_a_forged_length_is_no_last_day(mediatrice, earlier, length):
    form = opened(mediatrice, f"again={earlier.pk}")

    response = mediatrice.post(
        ADD_PERMANENCE, form | PUBLISH | {"dates-first": "2027-05-04", "dates-length": length}
    )

    assert len(errors(response)) == 1
    assert Permanence.objects.count() == 1
