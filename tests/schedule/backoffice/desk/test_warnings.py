"""« À regarder »: what somebody should see to, each with the button that solves it."""

from datetime import date, timedelta

import pytest
from wagtail.models import TaskState

from schedule.models import Permanence
from tests import factories
from tests.reading import soup, words
from tests.schedule.backoffice.desk.conftest import FRIDAY, TUESDAY
from tests.schedule.backoffice.desk.screens import TODAY

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/schedule/permanence/add/"


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2026-11-24 13:00")


def warnings(client) -> dict[str, tuple[str, str]]:
    """Each sentence with the words and the address of its button."""
    found = {}
    for item in soup(client.get(TODAY)).select(".desk__warnings li"):
        link = item.a
        hidden = words(link.select_one(".w-sr-only"))
        found[words(item.p)] = (words(link).removesuffix(hidden).strip(), link["href"])
    return found


def edit(stay: Permanence) -> str:
    return f"/admin/snippets/schedule/permanence/edit/{stay.pk}/"


def test_nothing_planned_after_the_current_stay(mediatrice, stay):
    name = stay.caravan.name

    assert warnings(mediatrice)[f"{name}\xa0: rien n’est prévu après le vendredi 27\xa0novembre 2026."] == (
        "Prévoir la suite",
        f"{ADD}?caravan={stay.caravan_id}&from=2026-11-28",
    )


def test_a_caravan_without_any_date(mediatrice):
    caravan = factories.caravan(name="La caravane")

    assert warnings(mediatrice) == {
        "La caravane\xa0: rien n’est prévu.": (
            "Prévoir la suite",
            f"{ADD}?caravan={caravan.pk}&from=2026-11-24",
        )
    }


def test_two_stays_that_follow_each_other_need_no_warning(mediatrice, stay):
    factories.stay(FRIDAY + timedelta(days=4), FRIDAY + timedelta(days=7), at=stay.place)

    assert not [sentence for sentence in warnings(mediatrice) if "rien n’est prévu" in sentence]


def test_two_stays_of_one_caravan_that_overlap_say_which_and_when(mediatrice, stay):
    other = factories.stay(FRIDAY, FRIDAY, at=factories.place("Résidence du Pré"))

    said = [s for s in warnings(mediatrice) if "deux endroits" in s]

    assert said == [
        f"{stay.caravan.name} est annoncée à deux endroits le vendredi 27\xa0novembre 2026\xa0: "
        "Résidence du Lac, de 9\xa0h\xa030 à 12\xa0h\xa030, "
        "et Résidence du Pré, de 9\xa0h\xa030 à 12\xa0h\xa030."
    ]
    assert warnings(mediatrice)[said[0]] == ("Corriger le second", edit(other))


def test_two_caravans_may_be_at_two_places(mediatrice, stay):
    factories.stay(FRIDAY, FRIDAY, at=factories.place("Résidence du Pré"), by=factories.caravan())

    assert not [s for s in warnings(mediatrice) if "deux endroits" in s]


def test_a_public_holiday_is_told_until_it_is_said_to_be_meant(mediatrice, set_clock):
    set_clock("2026-12-15 09:00")
    stay = factories.stay(date(2026, 12, 15), date(2026, 12, 25), at=factories.place("Résidence du Lac"))
    said = "Jour férié le vendredi 25\xa0décembre 2026 (Noël)\xa0: la caravane est fermée, Résidence du Lac."

    assert warnings(mediatrice)[said] == ("Ouvrir quand même", edit(stay))

    form = next(
        item.form
        for item in soup(mediatrice.get(TODAY)).select(".desk__warnings li")
        if "Noël" in words(item.p)
    )
    mediatrice.post(form["action"], {"key": form.select_one("[name=key]")["value"]})

    assert said not in warnings(mediatrice)


def test_what_one_person_put_aside_the_others_still_read(mediatrice, client, stay):
    mediatrice.post("/admin/aujourd-hui/c-est-voulu/", {"key": f"place-{stay.place_id}-la photo"})
    assert not [s for s in warnings(mediatrice) if "il manque" in s]

    client.force_login(factories.user("jeanne"))

    assert [s for s in warnings(client) if "il manque" in s] == ["Résidence du Lac\xa0: il manque la photo."]


def test_a_place_to_come_that_is_not_filled_in(mediatrice):
    place = factories.place("Résidence du Pré")
    factories.stay(TUESDAY, FRIDAY, at=place)

    assert warnings(mediatrice)[
        "Résidence du Pré\xa0: il manque la position sur la carte, la photo, comment y accéder."
    ] == ("Compléter ce lieu", f"/admin/pages/{place.pk}/edit/")


def test_a_place_without_dates_to_come_can_wait(mediatrice):
    factories.place("Résidence du Pré")

    assert not [s for s in warnings(mediatrice) if "il manque" in s]


def test_a_guide_that_was_not_checked_for_six_months(mediatrice):
    old = factories.guide("Payer son loyer")
    factories.check(old, date(2026, 5, 24))
    factories.check(factories.guide("Faire un appel vidéo"), date(2026, 5, 26))

    assert [(s, way) for s, way in warnings(mediatrice).items() if "fiche" in s] == [
        (
            "La fiche «\xa0Payer son loyer\xa0» a été vérifiée pour la dernière fois le 24\xa0mai 2026.",
            ("La vérifier", f"/admin/pages/{old.pk}/edit/"),
        )
    ]


def test_a_draft_that_waits_for_a_review(mediatrice, client):
    guide = factories.guide("Payer son loyer")
    factories.check(guide, TUESDAY)
    author = factories.user("autrice")
    author.first_name = "Jeanne"
    author.save()
    guide.save_revision(user=author)
    guide.get_workflow().start(guide, author)
    client.force_login(factories.user("coordination", factories.COORDINATION))

    assert TaskState.objects.exists()
    assert warnings(client)["«\xa0Payer son loyer\xa0» attend une relecture (Jeanne)."] == (
        "La relire",
        f"/admin/pages/{guide.pk}/edit/",
    )


def test_what_cannot_be_read_breaks_nothing(mediatrice, stay):
    Permanence.objects.filter(pk=stay.pk).update(dates="DTSTART:x")

    assert mediatrice.get(TODAY).status_code == 200


def test_more_than_three_are_folded(mediatrice):
    factories.stay(TUESDAY, FRIDAY, at=factories.place("Résidence du Lac"))
    for number in range(6):
        factories.guide(f"Fiche {number}")

    part = soup(mediatrice.get(TODAY)).select_one(".desk__warnings")

    assert len(part.select(":scope > ul > li")) == 3
    assert words(part.summary) == "5 autres"
