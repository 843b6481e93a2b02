"""What can happen to a session, from the mediator's question to what residents read."""

from datetime import time

import pytest

from schedule.actions.change_date import change_date
from schedule.actions.say_notice import say_notice
from schedule.models import Change, Notice
from tests import factories
from tests.reading import details, rows, sentence, unfolded
from tests.schedule.backoffice.desk.conftest import FRIDAY, TUESDAY
from tests.schedule.backoffice.desk.screens import address, answer, reading, told, typed

pytestmark = pytest.mark.django_db
LAKE = "/permanences/coueron/residence-du-lac/"


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2026-11-24 13:00")


def test_this_afternoon_is_cancelled_and_residents_read_it_at_once(mediatrice, client, stay, afternoon):
    url = address(stay, TUESDAY, "annuler", afternoon)

    done = answer(mediatrice, url, reason="rain")

    assert told(done).startswith(
        "C’est fait. Mardi 24\xa0novembre 2026, de 14\xa0h à 17\xa0h\xa0: Annulé. "
        "Visible par les habitants depuis 13\xa0h."
    )
    client.logout()
    assert sentence(client.get("/")) == "La permanence de cet après-midi est annulée."
    assert details(client.get(LAKE))[0] == "Le temps ne nous permet pas d’ouvrir. Nous sommes désolés."
    state = client.get("/permanences/maintenant.json").json()
    assert (state["state"], state["session"]["cancelled"]) == ("cancelled_today", True)
    assert "SUMMARY:ANNULÉ\xa0: Caravane" in "\n".join(unfolded(client)).replace("Caravane ", "Caravane")


def test_the_question_shows_what_residents_will_read_before_anything_is_written(mediatrice, stay, afternoon):
    page = mediatrice.get(address(stay, TUESDAY, "annuler", afternoon))

    assert reading(page)[:2] == [
        "La permanence de cet après-midi est annulée.",
        "Nous avons un empêchement. Nous sommes désolés.",
    ]
    assert not Change.objects.exists()


def test_the_extract_follows_what_is_typed_and_writes_nothing(mediatrice, stay, afternoon):
    url = address(stay, TUESDAY, "annuler", afternoon)

    extract = mediatrice.post(
        url, typed(mediatrice.get(url)) | {"apercu": "extrait", "message": "La route est barrée."}
    )

    assert "<html" not in extract.content.decode()
    assert "La route est barrée." in extract.content.decode()
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("rain", "Le temps ne nous permet pas d’ouvrir. Nous sommes désolés."),
        ("breakdown", "La caravane est en panne. Nous sommes désolés."),
        ("illness", "Une personne de l’équipe est malade. Nous sommes désolés."),
        ("other", "Nous avons un empêchement. Nous sommes désolés."),
    ],
)
def test_each_reason_proposes_its_sentence_even_without_javascript(mediatrice, stay, afternoon, reason, said):
    answer(mediatrice, address(stay, TUESDAY, "annuler", afternoon), reason=reason)

    found = Change.objects.get()
    assert (found.reason, found.message) == (reason, said)


def test_a_sentence_of_her_own_is_kept_whatever_the_reason(mediatrice, stay, afternoon):
    answer(
        mediatrice,
        address(stay, TUESDAY, "annuler", afternoon),
        reason="rain",
        message="Le parking est inondé.",
    )

    assert Change.objects.get().message == "Le parking est inondé."


def test_the_whole_day_is_cancelled_in_one_go(mediatrice, client, stay):
    answer(mediatrice, address(stay, FRIDAY, "annuler"))

    client.logout()
    assert [row for row in rows(client.get(LAKE)) if "Annulé" in row] != []
    assert Change.objects.get().session is None


def test_what_was_announced_is_restored(mediatrice, client, stay, afternoon, set_clock):
    change_date(stay, TUESDAY, session=afternoon, kind="cancelled")

    done = answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    assert "de 14\xa0h à 17\xa0h\xa0: comme prévu." in told(done)
    assert not Change.objects.exists()
    client.logout()
    assert sentence(client.get(LAKE)).startswith("La caravane est ici aujourd’hui.")


def test_restoring_one_session_of_a_cancelled_day_leaves_the_other_cancelled(mediatrice, stay, afternoon):
    change_date(stay, TUESDAY, kind="cancelled", message="Panne.")

    answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    found = Change.objects.get()
    assert (found.session, found.kind, found.message) == (
        stay.sessions.get(start=time(9, 30)),
        "cancelled",
        "Panne.",
    )


def test_a_session_moves_to_another_place(mediatrice, client, stay, afternoon):
    meadow = factories.place("Résidence du Pré")

    answer(mediatrice, address(stay, TUESDAY, "deplacer", afternoon), place=str(meadow.pk), reason="other")

    client.logout()
    assert sentence(client.get(LAKE)).startswith("Aujourd’hui, la caravane est ailleurs")
    assert "Résidence du Pré" in sentence(client.get("/"))


def test_other_hours_are_announced(mediatrice, client, stay, afternoon):
    answer(mediatrice, address(stay, TUESDAY, "autres-heures", afternoon), start="15:00", end="18:00")

    client.logout()
    assert "15\xa0h" in sentence(client.get(LAKE))
    assert [row for row in rows(client.get(LAKE)) if "Autres heures" in row] == [
        "de 15\xa0h à 18\xa0h Autres heures Nous devons changer ce qui était prévu. "
        "Merci de votre compréhension."
    ]


def test_a_moved_session_may_get_other_hours_and_stays_moved(mediatrice, stay, afternoon):
    meadow = factories.place("Résidence du Pré")
    change_date(stay, TUESDAY, session=afternoon, kind="moved", place=meadow)

    answer(mediatrice, address(stay, TUESDAY, "autres-heures", afternoon), start="15:00", end="17:00")

    found = Change.objects.get()
    assert (found.kind, found.place, found.start) == ("moved", meadow, time(15))


def test_a_session_with_other_hours_keeps_them_when_it_moves(mediatrice, stay, afternoon):
    meadow = factories.place("Résidence du Pré")
    change_date(stay, TUESDAY, session=afternoon, kind="hours", start=time(15), end=time(17))

    answer(mediatrice, address(stay, TUESDAY, "deplacer", afternoon), place=str(meadow.pk))

    found = Change.objects.get()
    assert (found.kind, found.place, found.start) == ("moved", meadow, time(15))


# On the spot


def test_a_delay_is_announced_and_the_caravan_opens_later(mediatrice, client, stay, afternoon, set_clock):
    set_clock("2026-11-24 14:05")

    done = answer(mediatrice, address(stay, TUESDAY, "retard", afternoon), start="14:30")

    assert "Retard" in told(done)
    client.logout()
    page = client.get(LAKE)
    assert sentence(page) == ("La caravane a du retard. Elle ouvre ici de 14\xa0h\xa030 à 17\xa0h.")
    assert details(page)[:2] == [
        "Elle devait ouvrir à 14\xa0h.",
        "Merci de votre patience.",
    ]
    set_clock("2026-11-24 14:30")
    assert sentence(client.get(LAKE)) == "La caravane est ici maintenant, jusqu’à 17\xa0h."
    assert "Merci de votre patience." not in details(client.get(LAKE))


def test_a_notice_is_over_with_its_session(mediatrice, client, stay, afternoon, set_clock):
    set_clock("2026-11-24 14:05")
    answer(mediatrice, address(stay, TUESDAY, "retard", afternoon), start="14:30")

    set_clock("2026-11-24 17:00")

    client.logout()
    assert not any("retard" in line for line in details(client.get(LAKE)))
    assert not any("retard" in line for line in details(client.get("/")))


def test_arriving_opens_the_caravan_at_once(mediatrice, client, stay, afternoon, set_clock):
    say_notice(stay, TUESDAY, afternoon, kind=Notice.Kind.LATE, start=time(15))
    set_clock("2026-11-24 14:20")

    answer(mediatrice, address(stay, TUESDAY, "arrivee", afternoon))

    client.logout()
    page = client.get(LAKE)
    assert sentence(page) == "La caravane est ici maintenant, jusqu’à 17\xa0h."
    assert details(page)[0] == "L’équipe est arrivée."


def test_arriving_early_does_not_open_before_the_hour(mediatrice, client, stay, afternoon, set_clock):
    set_clock("2026-11-24 13:40")

    answer(mediatrice, address(stay, TUESDAY, "arrivee", afternoon))

    client.logout()
    assert "14\xa0h" in sentence(client.get(LAKE))


def test_restoring_takes_a_delay_back(mediatrice, stay, afternoon):
    say_notice(stay, TUESDAY, afternoon, kind=Notice.Kind.LATE, start=time(15))

    answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    assert not Notice.objects.exists()
