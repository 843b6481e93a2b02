"""« Planning »: where each caravan goes, over twelve weeks or in a month."""

from datetime import date, time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schedule.actions.change_date import change_date
from schedule.models import Change, Permanence
from schedule.recurrence import WeeklyDates
from tests import factories
from tests.reading import NBSP, soup, words

pytestmark = pytest.mark.django_db

PLANNING = "/admin/permanences/planning/"
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2026-11-25 10:00")


@pytest.fixture
def caravan():
    return factories.caravan(name="La bleue", slug="bleue")


@pytest.fixture
def lake():
    return factories.place("Résidence du Lac", factories.commune("Couëron"))


@pytest.fixture
def meadow():
    town = factories.commune("Treillières", postcode="44119", insee_code="44209")
    return factories.place("Résidence du Pré", town)


def days(response, caravan: int = 0) -> dict[str, str]:
    """The days of one caravan that have something to say: date → all that its box says."""
    section = soup(response).select(".planner__caravan")[caravan]
    found = {}
    for box in section.select("td:not(.planner__day--empty)"):
        date_words = words(box.select_one(".planner__date"))
        found[date_words] = words(box).removeprefix(date_words).strip()
    return found


def gaps(response) -> dict[str, list[str]]:
    """The weeks without a session: what is said, and where « Prévoir » leads."""
    found = {}
    for row in soup(response).select(".planner__week--gap"):
        links = [link["href"] for link in row.select(".planner__add")]
        found[words(row.select_one(".planner__number"))] = [words(row.strong), *links]
    return found


def titles(response) -> list[str]:
    return [words(title) for title in soup(response).select(".planner__caravan h2")]


def tools(response) -> dict[str, str]:
    return {words(link): link["href"] for link in soup(response).select(".planner__tools a")}


def problems(response) -> list[str]:
    return [words(note) for note in soup(response).select(".planner__tools .question__error")]


def test_twelve_weeks_from_this_monday_with_one_row_per_week(mediatrice, lake, caravan):
    factories.stay(TUESDAY, date(2026, 11, 25), at=lake)

    response = mediatrice.get(PLANNING)

    rows = [words(row) for row in soup(response).select(".planner__number")]
    assert titles(response) == [f"La bleue : du 23{NBSP}novembre 2026 au 14{NBSP}février 2027"]
    assert rows == [f"Semaine {number}" for number in (*range(48, 54), *range(1, 7))]
    assert days(response) == {
        "mardi 24 novembre": "Résidence du Lac Couëron",
        "mercredi 25 novembre Aujourd’hui": "Résidence du Lac Couëron",
        "jeudi 26 novembre": "Libre",
        "vendredi 27 novembre": "Libre",
        "vendredi 25 décembre": f"Férié{NBSP}: Noël",
        "vendredi 1er janvier": f"Férié{NBSP}: Jour de l’an",
    }


def test_a_tap_on_a_stay_opens_it(mediatrice, lake):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake)

    (link,) = soup(mediatrice.get(PLANNING)).select(".planner__stay")

    assert link["href"] == reverse("wagtailsnippets_schedule_permanence:edit", args=[stay.pk])
    assert mediatrice.get(link["href"]).status_code == 200


def test_a_month_shows_the_hours(mediatrice, lake, caravan):
    factories.stay(TUESDAY, TUESDAY, at=lake)

    response = mediatrice.get(PLANNING, {"vue": "mois", "mois": "2026-11"})

    assert titles(response) == ["La bleue : novembre 2026"]
    assert days(response)["mardi 24 novembre"] == (
        f"Résidence du Lac Couëron 9{NBSP}h{NBSP}30 – 12{NBSP}h{NBSP}30 14{NBSP}h – 17{NBSP}h"
    )


def test_what_differs_is_said_in_words(mediatrice, lake, meadow):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake)
    change_date(stay, TUESDAY, kind=Change.Kind.CANCELLED, message="Panne.")
    change_date(stay, date(2026, 11, 25), kind=Change.Kind.MOVED, place=meadow)
    change_date(stay, FRIDAY, kind=Change.Kind.HOURS, start=time(10), end=time(11))

    found = days(mediatrice.get(PLANNING))

    assert list(found.values())[:4] == [
        "Annulé Résidence du Lac Couëron",
        f"Résidence du Pré Treillières Déplacé, prévu à{NBSP}: Résidence du Lac",
        "Résidence du Lac Couëron",
        f"Résidence du Lac Couëron Autres heures 10{NBSP}h – 11{NBSP}h",
    ]


def test_two_stays_at_the_same_time_are_a_clash_that_both_name(mediatrice, lake, meadow):
    factories.stay(TUESDAY, TUESDAY, at=lake)
    factories.stay(TUESDAY, TUESDAY, at=meadow, hours=[(time(11), time(13))])

    found = days(mediatrice.get(PLANNING))

    assert found["mardi 24 novembre"] == (
        f"Résidence du Lac Couëron En même temps{NBSP}: Résidence du Pré 11{NBSP}h – 13{NBSP}h "
        f"Résidence du Pré Treillières 11{NBSP}h – 13{NBSP}h "
        f"En même temps{NBSP}: Résidence du Lac 9{NBSP}h{NBSP}30 – 12{NBSP}h{NBSP}30"
    )


def test_a_draft_is_shown_as_a_draft_and_clashes_with_what_is_published(mediatrice, lake, meadow):
    factories.stay(TUESDAY, TUESDAY, at=lake)
    factories.stay(TUESDAY, date(2026, 11, 25), at=meadow, publish=False)

    response = mediatrice.get(PLANNING)

    found = days(response)
    assert "En même temps : Résidence du Pré (brouillon)" in found["mardi 24 novembre"].replace(NBSP, " ")
    assert found["mercredi 25 novembre Aujourd’hui"] == (
        "Brouillon, pas encore publié Résidence du Pré Treillières"
    )
    assert len(soup(response).select(".planner__stay--draft")) == 2


def test_a_draft_changed_since_is_read_as_it_was_last_written(mediatrice, lake):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake, publish=False)
    stay.dates = WeeklyDates(extra=frozenset({FRIDAY}))
    stay.save_revision()

    assert list(days(mediatrice.get(PLANNING)))[-3] == "vendredi 27 novembre"


def test_changes_that_wait_to_be_published_are_a_draft_beside_what_is_public(mediatrice, lake):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake)
    stay.dates = WeeklyDates(extra=frozenset({TUESDAY, FRIDAY}))
    stay.save_revision()

    found = days(mediatrice.get(PLANNING))

    assert found["mardi 24 novembre"] == "Résidence du Lac Couëron"
    assert found["vendredi 27 novembre"] == "Brouillon, pas encore publié Résidence du Lac Couëron"


def test_a_draft_at_a_place_that_is_not_public_yet_is_shown_too(mediatrice, lake):
    factories.stay(TUESDAY, TUESDAY, at=lake, publish=False)
    lake.unpublish()

    assert days(mediatrice.get(PLANNING))["mardi 24 novembre"] == (
        "Brouillon, pas encore publié Résidence du Lac Couëron"
    )


def test_what_was_withdrawn_is_no_draft(mediatrice, lake):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake)
    stay.unpublish()

    response = mediatrice.get(PLANNING)

    assert soup(response).select(".planner__stay") == []
    assert "Semaine 48" in gaps(response)


def test_a_half_filled_draft_breaks_nothing(mediatrice, lake):
    empty = Permanence(live=False)
    empty.save()
    empty.save_revision(clean=False)
    broken = factories.stay(TUESDAY, TUESDAY, at=lake, publish=False)
    revision = broken.latest_revision
    revision.content |= {"dates": "RRULE:FREQ=SECONDLY", "sessions": [{"start": "vers dix heures"}, {}]}
    revision.save()

    response = mediatrice.get(PLANNING)

    assert response.status_code == 200
    assert soup(response).select(".planner__stay") == []


def test_a_week_without_a_session_offers_to_plan_one(mediatrice, lake, caravan):
    factories.stay(TUESDAY, date(2026, 12, 4), at=lake)

    found = gaps(mediatrice.get(PLANNING, {"du": "2026-11-18"}))

    add = reverse("wagtailsnippets_schedule_permanence:add")
    assert found["Semaine 47"] == ["Rien de prévu"]  # it is over
    assert "Semaine 48" not in found
    assert "Semaine 49" not in found
    assert found["Semaine 50"] == ["Rien de prévu", f"{add}?caravan={caravan.pk}&from=2026-12-07"]


def test_each_caravan_has_its_own_section_and_one_may_be_chosen(mediatrice, lake, meadow):
    first, second = factories.caravan(name="La bleue"), factories.caravan(name="La rouge")
    factories.stay(TUESDAY, TUESDAY, at=lake, by=first)
    factories.stay(FRIDAY, FRIDAY, at=meadow, by=second)

    both = mediatrice.get(PLANNING)
    one = mediatrice.get(PLANNING, {"vue": "mois", "mois": "2026-11", "caravane": second.pk})

    assert [title.split(" :")[0] for title in titles(both)] == ["La bleue", "La rouge"]
    assert "mardi 24 novembre" in days(both, 0)
    assert days(both, 1)["vendredi 27 novembre"] == "Résidence du Pré Treillières"
    assert titles(one) == ["La rouge : novembre 2026"]
    assert tools(one)["Décembre 2026 →"] == f"?vue=mois&mois=2026-12&caravane={second.pk}"


def test_links_lead_to_the_periods_around_and_back_to_today(mediatrice, caravan):
    present = mediatrice.get(PLANNING)
    later = mediatrice.get(PLANNING, {"vue": "trimestre", "du": "2027-02-17"})
    month = mediatrice.get(PLANNING, {"vue": "mois", "mois": "2027-01"})

    assert tools(present) == {
        "Douze semaines": "?vue=trimestre&du=2026-11-23",
        "Un mois": "?vue=mois&mois=2026-11",
        "← Douze semaines avant": "?vue=trimestre&du=2026-08-31",
        "Douze semaines après →": "?vue=trimestre&du=2027-02-15",
    }
    assert tools(later)["Aujourd’hui"] == "?vue=trimestre&du=2026-11-23"
    assert tools(month) == {
        "Douze semaines": "?vue=trimestre&du=2026-12-28",
        "Un mois": "?vue=mois&mois=2027-01",
        "← Décembre 2026": "?vue=mois&mois=2026-12",
        "Aujourd’hui": "?vue=mois&mois=2026-11",
        "Février 2027 →": "?vue=mois&mois=2027-02",
    }


@pytest.mark.parametrize(
    ("asked", "beside"),
    [
        ({"vue": "siecle"}, []),
        ({"vue": "mois", "mois": "2026-13"}, []),
        ({"du": "hier"}, ["Ce n’est pas une date."]),
        ({"du": "1900-01-01"}, ["Choisissez un jour entre 2000 et 2099."]),
        ({"du": "9999-12-31"}, ["Choisissez un jour entre 2000 et 2099."]),
        ({"caravane": "99999999999999999999999"}, []),
        ({"caravane": "bleue"}, []),
        ({"du": "\x00", "caravane": "\x00", "vue": "🚐" * 3000}, ["Ce n’est pas une date."]),
    ],
)
def test_an_address_that_cannot_be_read_shows_the_present_period_and_says_so(
    mediatrice, caravan, asked, beside
):
    response = mediatrice.get(PLANNING, asked)

    assert response.status_code == 200
    assert problems(response) == ["Cela ne peut pas être montré. Voici la période présente.", *beside]
    assert titles(response) in (
        [f"La bleue : du 23{NBSP}novembre 2026 au 14{NBSP}février 2027"],
        ["La bleue : novembre 2026"],
    )


@pytest.mark.parametrize(
    "asked", [{"du": "2000-01-01"}, {"du": "2099-12-31"}, {"vue": "mois", "mois": "2099-12"}]
)
def test_the_ends_of_the_calendar_can_be_shown(mediatrice, caravan, asked):
    response = mediatrice.get(PLANNING, asked)

    assert response.status_code == 200
    assert problems(response) == []


def test_without_a_caravan_it_says_so(mediatrice):
    assert "Il n’y a pas encore de caravane." in words(soup(mediatrice.get(PLANNING)).main)


def test_who_may_not_plan_does_not_see_it(client, db):
    outsider = factories.user("redactrice")
    outsider.groups.clear()
    group = Group.objects.create(name="Lecture")
    group.permissions.add(*factories.user("autre").groups.get().permissions.filter(codename="access_admin"))
    outsider.groups.add(group)
    client.force_login(outsider)

    response = client.get(PLANNING)

    assert response.status_code == 302
    assert PLANNING not in client.get("/admin/", follow=True).content.decode()


def test_the_menu_leads_to_it(mediatrice, caravan):
    assert PLANNING in mediatrice.get(PLANNING).content.decode().split("<main")[0]


@pytest.mark.parametrize("asked", [{}, {"vue": "mois"}])
def test_it_asks_few_queries_and_as_many_for_thirty_stays_as_for_one(mediatrice, lake, meadow, asked):
    def count() -> int:
        mediatrice.get(PLANNING, asked)
        with CaptureQueriesContext(connection) as queries:
            mediatrice.get(PLANNING, asked)
        return len(queries)

    factories.stay(TUESDAY, TUESDAY, at=lake)
    factories.stay(FRIDAY, FRIDAY, at=meadow, publish=False)
    for_one = count()
    for week in range(1, 16):
        first = date.fromordinal(TUESDAY.toordinal() + 7 * week)
        factories.stay(first, first, at=lake)
        factories.stay(first, first, at=meadow, publish=False)

    assert count() == for_one <= MOST_QUERIES
