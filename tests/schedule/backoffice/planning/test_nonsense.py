"""What no form would send is answered in words, and nothing typed is lost."""

from datetime import date

import pytest

from schedule.models import Permanence
from tests import factories
from tests.schedule.backoffice.planning.screens import PUBLISH, TYPED_DATES, edit_url, send
from tests.schedule.backoffice.screens import ADD_PERMANENCE, errors, shown, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(mediatrice):
    factories.caravan()
    place = str(factories.place("Résidence du Lac").pk)
    return (
        typed(mediatrice.get(ADD_PERMANENCE))
        | TYPED_DATES
        | PUBLISH
        | {"place": place, "note": "Gardez-moi."}
    )


def refused(client, fields) -> list[str]:
    """The sentences; checks that nothing was published and that what was typed stands there again."""
    response = client.post(ADD_PERMANENCE, fields)
    assert response.status_code == 200
    assert not Permanence.objects.filter(live=True).exists()
    assert shown(response, "note") == ["Gardez-moi."]
    return errors(response)


def test_sixty_sessions(mediatrice, filled):
    many = {
        f"sessions-{n}-{side}": value
        for n in range(60)
        for side, value in (("start", "09:30"), ("end", "12:30"))
    }

    said = refused(mediatrice, filled | many | {"sessions-TOTAL_FORMS": "60"})

    assert said == ["Six horaires par jour au plus."]


@pytest.mark.parametrize("count", ["1000000", "-1", "x", "²", "9" * 400, ""])
def test_a_forged_number_of_sessions(mediatrice, filled, count):
    assert len(refused(mediatrice, filled | {"sessions-TOTAL_FORMS": count})) >= 1


def test_no_word_about_sessions_at_all(mediatrice, filled):
    fields = {name: value for name, value in filled.items() if not name.startswith("sessions-")}

    assert refused(mediatrice, fields) == ["Donnez au moins un horaire."]


@pytest.mark.parametrize("key", ["abc", "999999", "9" * 400, "-1", "\x00", "🐌"])
@pytest.mark.parametrize("initial", ["0", "1", "2"])
def test_a_session_of_somebody_else(mediatrice, filled, key, initial):
    other = factories.stay(date(2026, 3, 3), date(2026, 3, 6), by=factories.caravan())
    Permanence.objects.update(live=False)

    response = mediatrice.post(
        ADD_PERMANENCE, filled | {"sessions-0-id": key, "sessions-INITIAL_FORMS": initial}
    )

    assert response.status_code in (200, 302)
    assert other.sessions.count() == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"dates-first": "1900-03-02"}, "Une de ces dates n’existe pas, ou est trop éloignée. Vérifiez-les."),
        ({"dates-last": "2030-03-01"}, "Une permanence dure un an au plus. Faites-en deux."),
        ({"dates-last": "2027-03-01"}, "Le dernier jour vient avant le premier."),
        (
            {"dates": "RRULE:FREQ=DAILY;COUNT=3"},
            "Seules des dates qui reviennent chaque semaine sont possibles. Choisissez-les de nouveau.",
        ),
        ({"go_live_at": "demain"}, "Saisissez une date et une heure valides."),
        ({"go_live_at": "2028-01-01T08:00"}, "À ce moment-là, toutes ces dates seront passées."),
    ],
)
def test_each_has_its_sentence(mediatrice, filled, changed, sentence):
    assert refused(mediatrice, filled | changed) == [sentence]


@pytest.mark.parametrize("place", ["0", "-1", "²", "9" * 400, "x", "\x00"])
def test_a_place_that_is_none(mediatrice, filled, place):
    said = refused(mediatrice, filled | {"place": place})

    assert len(said) == 1


def test_a_place_whose_town_is_not_public(mediatrice, filled):
    hidden = factories.place("Résidence cachée", factories.commune("Orvault", slug="orvault"))
    hidden.get_parent().unpublish()
    type(hidden).objects.filter(pk=hidden.pk).update(live=True)

    said = refused(mediatrice, filled | {"place": str(hidden.pk)})

    assert said == ["Les habitants ne voient pas ce lieu. Publiez d’abord sa page."]


def test_an_unpublished_place(mediatrice, filled):
    closed = factories.place("Résidence fermée")
    closed.unpublish()

    assert refused(mediatrice, filled | {"place": str(closed.pk)})[0].startswith(
        "Sélectionnez un choix valide"
    )


@pytest.mark.parametrize(
    "name", ["impact", "overwrite", "vanishing", "loaded_revision_id", "overwrite_revision_id"]
)
@pytest.mark.parametrize("value", ["²", "9" * 400, "\x00", "🐌"])
def test_forged_answers_to_the_questions_of_the_edit_screen(mediatrice, filled, set_clock, name, value):
    set_clock("2027-03-01 08:00")
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 12))
    fields = typed(mediatrice.get(edit_url(stay))) | PUBLISH | {"dates-last": "2027-03-05", name: value}

    response = mediatrice.post(edit_url(stay), fields)

    assert response.status_code == 200
    stay.refresh_from_db()
    assert stay.ends_on == date(2027, 3, 12)


@pytest.mark.parametrize("moment", ["0001-01-01", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_out_of_this_world_is_refused_beside_the_field(mediatrice, moment):
    factories.caravan()
    place = factories.place("Résidence du Lac")

    response = send(mediatrice, place=place.pk, go_live_at=moment, note="Écrit.", **TYPED_DATES)

    assert response.status_code == 200
    assert shown(response, "note") == ["Écrit."]
    assert not Permanence.objects.filter(live=True).exists()


@pytest.mark.parametrize("address", ["permanences/lieu/{}/", "lieux/{}/archiver/", "lieux/{}/rouvrir/"])
def test_a_key_that_no_database_can_hold_is_nobodys(mediatrice, address):
    assert mediatrice.get(f"/admin/{address.format('9' * 25)}").status_code in (200, 404)


def test_a_forged_version_to_overwrite_is_ignored(mediatrice):
    factories.caravan()
    place = factories.place("Résidence du Lac")

    send(mediatrice, place=place.pk, overwrite_revision_id="zz", **TYPED_DATES)

    assert Permanence.objects.get().live
