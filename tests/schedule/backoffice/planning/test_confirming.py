"""A published stay is changed: what residents have read is not taken away unasked."""

from datetime import date

import pytest

from schedule.models import Change, Permanence
from tests import factories
from tests.schedule.backoffice.planning.screens import PUBLISH, again, edit_url, panel, send
from tests.schedule.backoffice.screens import errors, messages, shown, typed

pytestmark = pytest.mark.django_db
LOST = date(2027, 3, 12)


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2027-03-03 08:00")


@pytest.fixture
def stay():
    return factories.stay(date(2027, 3, 2), LOST, at=factories.place("Résidence du Lac"))


def shorter(client, stay, **changed):
    return send(client, edit_url(stay), **{"dates-last": "2027-03-10", "note": "Déjà écrit."} | changed)


def feed(client) -> str:
    return client.get("/permanences/calendrier.ics").content.decode().replace("\r\n ", "")


def test_dates_that_would_vanish_are_named_first_and_nothing_is_lost(mediatrice, stay):
    response = shorter(mediatrice, stay)

    said = panel(response, "warned_title")
    assert "2 dates annoncées disparaissent. jeudi 11 mars 2027 vendredi 12 mars 2027" in said
    assert "Pas encore publié" in messages(response)
    assert (shown(response, "dates-last"), shown(response, "note")) == (["2027-03-10"], ["Déjà écrit."])
    stay.refresh_from_db()
    assert (stay.ends_on, stay.note) == (LOST, "")


def test_they_are_announced_as_cancelled_unless_told_otherwise(mediatrice, stay):
    response = shorter(mediatrice, stay)

    again(mediatrice, response, edit_url(stay), **{"vanishing-message": "Le terrain est en travaux."})

    stay.refresh_from_db()
    assert [(c.date, c.kind, c.message, c.session) for c in Change.objects.order_by("date")] == [
        (date(2027, 3, 11), "cancelled", "Le terrain est en travaux.", None),
        (LOST, "cancelled", "Le terrain est en travaux.", None),
    ]
    assert stay.dates.last == date(2027, 3, 10)
    assert stay.dates.extra == {date(2027, 3, 11), LOST}
    assert feed(mediatrice).count("SUMMARY:ANNULÉ") == 4


def test_they_may_be_taken_out_of_the_calendar(mediatrice, stay):
    response = shorter(mediatrice, stay)

    again(mediatrice, response, edit_url(stay), vanishing="remove")

    stay.refresh_from_db()
    assert not Change.objects.exists()
    assert list(stay.dates)[-1] == date(2027, 3, 10)


def test_a_different_loss_asks_again(mediatrice, stay):
    response = shorter(mediatrice, stay)

    response = again(mediatrice, response, edit_url(stay), **{"dates-last": "2027-03-09"})

    assert "3 dates annoncées disparaissent." in panel(response, "warned_title")
    stay.refresh_from_db()
    assert stay.ends_on == LOST


def test_a_day_that_is_left_out_by_name_can_be_announced_as_cancelled_too(mediatrice, stay):
    response = send(mediatrice, edit_url(stay), **{"dates-without": ["2027-03-05", ""]})

    again(mediatrice, response, edit_url(stay))

    stay.refresh_from_db()
    assert (stay.dates.without, stay.dates.extra) == (frozenset(), {date(2027, 3, 5)})
    assert [change.date for change in Change.objects.all()] == [date(2027, 3, 5)]


def test_a_sentence_that_is_too_long_is_kept_and_said(mediatrice, stay):
    response = shorter(mediatrice, stay)

    response = again(mediatrice, response, edit_url(stay), **{"vanishing-message": "é" * 301})

    assert "Cette phrase est trop longue : 300 caractères au plus." in " ".join(errors(response)).replace(
        "\xa0", " "
    )
    assert shown(response, "vanishing-message") == ["é" * 301]
    assert not Change.objects.exists()


def test_another_place_is_warned_about(mediatrice, stay):
    port = factories.place("Résidence du Port")

    response = send(mediatrice, edit_url(stay), place=port.pk)
    published = again(mediatrice, response, edit_url(stay))

    assert "7 dates annoncées changent de lieu." in panel(response, "warned_title")
    assert panel(published, "warned_title") == ""
    stay.refresh_from_db()
    assert stay.place_id == port.pk


def test_other_hours_say_what_calendars_will_show(mediatrice, stay):
    response = send(mediatrice, edit_url(stay), **{"sessions-1-DELETE": "1"})

    said = panel(response, "warned_title")
    assert "Les calendriers montreront comme annulé un horaire qui n’existe plus." in said
    assert shown(response, "vanishing") == []
    again(mediatrice, response, edit_url(stay))
    assert stay.sessions.count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"note": "Autre phrase."}, {"dates-last": "2027-03-19"}, {"dates-first": "2027-03-03"}],
    ids=["words", "longer", "what is over"],
)
def test_what_takes_nothing_away_is_published_at_once(mediatrice, stay, changed):
    response = send(mediatrice, edit_url(stay), **changed)

    assert "publié" in messages(response)
    assert panel(response, "warned_title") == ""


def test_a_draft_takes_nothing_away(mediatrice, stay):
    response = send(mediatrice, edit_url(stay), publish=False, **{"dates-last": "2027-03-10"})

    assert panel(response, "warned_title") == ""
    assert Permanence.objects.get().ends_on == LOST


def test_dates_too_far_apart_to_be_kept_as_cancelled_are_said(mediatrice, stay):
    far = {"dates-first": "2028-05-02", "dates-last": "2028-05-12"}
    response = send(mediatrice, edit_url(stay), **far)

    refused = again(mediatrice, response, edit_url(stay))
    again(mediatrice, refused, edit_url(stay), vanishing="remove")

    assert errors(refused) == ["Une permanence dure un an au plus. Faites-en deux."]
    assert Permanence.objects.get().starts_on == date(2028, 5, 2)


def test_dates_lost_with_the_place_are_not_announced_as_cancelled_at_the_new_one(mediatrice, stay):
    elsewhere = factories.place("Résidence du Pré")

    response = shorter(mediatrice, stay, place=elsewhere.pk)
    again(mediatrice, response, edit_url(stay))

    assert "2 dates annoncées disparaissent" in panel(response, "warned_title")
    assert "comme annulées" not in panel(response, "warned_title")
    assert not Change.objects.exists()


def test_another_caravan_is_said_too(mediatrice, stay):
    other = factories.caravan(name="Nord")

    response = send(mediatrice, edit_url(stay), caravan=other.pk)

    assert "7 dates annoncées changent de caravane." in panel(response, "warned_title")
    stay.refresh_from_db()
    assert stay.caravan_id != other.pk


def test_a_script_that_publishes_is_asked_as_well(mediatrice, stay):
    fields = typed(mediatrice.get(edit_url(stay))) | {"dates-last": "2027-03-10"} | PUBLISH

    mediatrice.post(edit_url(stay), fields, headers={"accept": "application/json"})

    stay.refresh_from_db()
    assert stay.ends_on == LOST
