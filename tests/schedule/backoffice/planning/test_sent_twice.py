"""A form that is sent twice makes one stay."""

from datetime import date

import pytest
from django.test import Client

from schedule.models import Permanence, Session
from tests import factories
from tests.schedule.backoffice.planning.screens import PUBLISH, TYPED_DATES
from tests.schedule.backoffice.screens import ADD_PERMANENCE, errors, messages, shown, typed

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def place():
    return factories.place("Résidence du Lac")


@pytest.fixture
def filled(mediatrice, place):
    factories.caravan()
    return typed(mediatrice.get(ADD_PERMANENCE)) | TYPED_DATES | {"place": str(place.pk)}


def send(client, fields, **changed):
    return client.post(ADD_PERMANENCE, fields | changed, follow=True)


def test_two_taps_on_publish_make_one_stay_and_say_the_same(mediatrice, filled):
    first = send(mediatrice, filled, **PUBLISH)
    second = send(mediatrice, filled, **PUBLISH)

    assert (Permanence.objects.count(), Session.objects.count()) == (1, 2)
    assert messages(first) == messages(second)
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
    assert Permanence.objects.get().revisions.count() == 1


def test_two_taps_on_save_draft_make_one_draft(mediatrice, filled):
    first = send(mediatrice, filled)
    second = send(mediatrice, filled)

    assert Permanence.objects.count() == 1
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]


def test_two_forms_make_two_stays(mediatrice, filled):
    other = typed(mediatrice.get(ADD_PERMANENCE))["key"]

    send(mediatrice, filled, **PUBLISH)
    send(mediatrice, filled, key=other, **PUBLISH | {"dates-first": "2027-04-06", "dates-last": "2027-04-09"})

    assert Permanence.objects.filter(live=True).count() == 2


def test_what_was_saved_on_the_way_is_taken_up_when_it_is_published(mediatrice, filled):
    mediatrice.post(ADD_PERMANENCE, filled | {"dates-last": ""}, headers=JSON)

    send(mediatrice, filled, **PUBLISH)

    published = Permanence.objects.get()
    assert (published.live, published.ends_on) == (True, date(2027, 3, 19))
    assert published.sessions.count() == 2


def test_other_dates_with_a_form_that_has_been_published_are_kept_and_asked_about(mediatrice, filled):
    send(mediatrice, filled, **PUBLISH)
    other = {"dates-first": "2027-04-06", "dates-last": "2027-04-09"}

    response = send(mediatrice, filled, **PUBLISH | other)
    send(mediatrice, typed(response), **PUBLISH)

    assert "Vous avez déjà publié une permanence avec ce formulaire." in messages(response)
    assert shown(response, "dates-first") == ["2027-04-06"]
    assert sorted(Permanence.objects.values_list("starts_on", flat=True)) == [
        date(2027, 3, 2),
        date(2027, 4, 6),
    ]


def test_the_key_of_a_colleague_changes_nothing_of_hers(mediatrice, filled):
    jeanne = Client()
    jeanne.force_login(factories.user("jeanne"))
    hers = typed(jeanne.get(ADD_PERMANENCE)) | {"place": filled["place"], "note": "De Jeanne."}
    send(jeanne, hers)

    send(mediatrice, filled, key=hers["key"], **PUBLISH)

    assert sorted(Permanence.objects.values_list("note", "live")) == [("", True), ("De Jeanne.", False)]


@pytest.mark.parametrize("key", ["", "x", "0" * 32, "9" * 5000, "\x00", "🐌"])
def test_any_key_makes_a_stay(mediatrice, filled, key):
    send(mediatrice, filled, key=key, **PUBLISH)

    assert Permanence.objects.filter(live=True).count() == 1


def test_the_same_dates_planned_anew_are_refused_in_words(mediatrice, filled):
    send(mediatrice, filled, **PUBLISH)

    response = send(mediatrice, filled, key=typed(mediatrice.get(ADD_PERMANENCE))["key"], **PUBLISH)

    assert errors(response) == [
        "Le mardi 2\xa0mars 2027, de 9\xa0h\xa030 à 12\xa0h\xa030, la caravane est déjà annoncée ici par une "
        "autre permanence."
    ]
    assert Permanence.objects.count() == 1
