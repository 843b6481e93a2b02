"""Two people have the same permanence open: the second is told before she overwrites."""

from datetime import date

import pytest
from django.test import Client

from schedule.models import Permanence
from tests import factories
from tests.schedule.backoffice.planning.screens import PUBLISH, edit_url, panel, send
from tests.schedule.backoffice.screens import messages, page, shown, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2027-03-01 08:00")


@pytest.fixture
def stay():
    return factories.stay(date(2027, 3, 2), date(2027, 3, 12), at=factories.place("Résidence du Lac"))


@pytest.fixture
def jeanne():
    browser = Client()
    browser.force_login(factories.user("jeanne"))
    return browser


@pytest.fixture
def opened(mediatrice, stay):
    """The form as the mediator has it on her screen, before Jeanne saves hers."""
    return typed(mediatrice.get(edit_url(stay)))


def press(client, stay, fields, **changed):
    return client.post(edit_url(stay), fields | PUBLISH | changed, follow=True)


def test_the_second_reads_who_saved_and_what_differs(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), **{"dates-last": "2027-03-19", "note": "Apportez vos papiers."})

    response = press(mediatrice, stay, opened, note="Café offert.")

    said = panel(response, "differing_title")
    assert "jeanne" in said
    assert "Phrase pour les habitants Dans votre version : Café offert. Enregistré entre-temps" in said
    assert "12 jours, du mardi 2 mars 2027 au vendredi 19 mars 2027." in said
    assert "Seulement ici : mardi 16 mars, mercredi 17 mars, jeudi 18 mars, vendredi 19 mars." in said
    assert "Pas encore enregistré" in messages(response)
    assert (shown(response, "note"), shown(response, "dates-last")) == (["Café offert."], ["2027-03-12"])
    stay.refresh_from_db()
    assert (stay.note, stay.ends_on) == ("Apportez vos papiers.", date(2027, 3, 19))


def test_pressing_the_same_button_again_does_not_overwrite(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), note="Apportez vos papiers.")
    response = press(mediatrice, stay, opened, note="Café offert.")

    response = press(mediatrice, stay, typed(response))

    assert panel(response, "differing_title")
    stay.refresh_from_db()
    assert stay.note == "Apportez vos papiers."


def overwrite(client, stay, response, **changed):
    button = page(response).select_one("section [name=action-publish], section [name=action-edit]")
    return client.post(
        edit_url(stay), typed(response) | {button["name"]: button["value"]} | changed, follow=True
    )


def test_she_may_save_hers_all_the_same(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), note="Apportez vos papiers.")
    response = press(mediatrice, stay, opened, note="Café offert.")

    overwrite(mediatrice, stay, response)

    stay.refresh_from_db()
    assert stay.note == "Café offert."


def test_overwriting_still_warns_of_the_dates_that_vanish(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), **{"dates-last": "2027-03-19"})
    told = press(mediatrice, stay, opened, note="Café offert.")

    warned = overwrite(mediatrice, stay, told)
    press(mediatrice, stay, typed(warned), vanishing="remove")

    assert "4 dates annoncées disparaissent." in panel(warned, "warned_title")
    stay.refresh_from_db()
    assert (stay.note, stay.ends_on) == ("Café offert.", date(2027, 3, 12))


def test_a_third_save_is_told_again(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), note="Apportez vos papiers.")
    told = press(mediatrice, stay, opened, note="Café offert.")
    send(jeanne, edit_url(stay), note="Apportez votre téléphone.")

    response = overwrite(mediatrice, stay, told)

    assert "Apportez votre téléphone." in panel(response, "differing_title")
    stay.refresh_from_db()
    assert stay.note == "Apportez votre téléphone."


def test_a_draft_of_a_colleague_is_not_overwritten_either(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), publish=False, note="À relire.")

    response = mediatrice.post(edit_url(stay), opened | {"note": "Autre idée."}, follow=True)

    assert "À relire." in panel(response, "differing_title")
    stay.refresh_from_db()
    assert stay.get_latest_revision_as_object().note == "À relire."


def test_what_both_have_typed_alike_is_no_conflict(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), note="Café offert.")

    response = press(mediatrice, stay, opened, note="Café offert.")

    assert panel(response, "differing_title") == ""
    assert "publié" in messages(response)


def test_a_double_tap_on_publish_saves_once(mediatrice, stay, opened):
    before = stay.revisions.count()

    first = press(mediatrice, stay, opened, note="Café offert.")
    second = press(mediatrice, stay, opened, note="Café offert.")

    assert messages(first) == messages(second)
    assert stay.revisions.count() == before + 1


def test_a_wrong_field_does_not_make_a_stale_form_fresh(mediatrice, jeanne, stay, opened):
    send(jeanne, edit_url(stay), note="Apportez vos papiers.")
    wrong = press(mediatrice, stay, opened, **{"dates-last": "2027-02-01"})

    response = press(mediatrice, stay, typed(wrong), **{"dates-last": "2027-03-12"})

    assert panel(response, "differing_title")
    assert Permanence.objects.get().note == "Apportez vos papiers."


@pytest.mark.parametrize("value", ["overwrite-", "overwrite-999999", "overwrite-x", "overwrite-\x00"])
def test_a_forged_agreement_agrees_to_nothing(mediatrice, jeanne, stay, opened, value):
    send(jeanne, edit_url(stay), note="Apportez vos papiers.")

    response = press(mediatrice, stay, opened, note="Café offert.", overwrite=value)

    assert panel(response, "differing_title")
    assert Permanence.objects.get().note == "Apportez vos papiers."


def test_what_saves_itself_is_not_taken_for_somebody_elses(mediatrice):
    """The form saves itself, then she writes on and publishes: it is all hers."""
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 19), publish=False)
    fields = typed(mediatrice.get(edit_url(stay)))

    saved = mediatrice.post(
        edit_url(stay), fields | {"note": "Première."}, headers={"accept": "application/json"}
    ).json()
    mediatrice.post(edit_url(stay), fields | saved["field_updates"] | PUBLISH | {"note": "Seconde."})

    stay.refresh_from_db()
    assert (stay.live, stay.note) == (True, "Seconde.")
