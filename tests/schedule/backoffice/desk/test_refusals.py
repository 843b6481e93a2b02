"""What a question of the desk refuses, in words; and who may ask, how often, and together with whom."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from schedule.actions.change_date import change_date
from schedule.actions.say_notice import say_notice
from schedule.models import Change, Notice
from tests import factories
from tests.reading import rows, soup
from tests.schedule.backoffice.desk.conftest import FRIDAY, TUESDAY
from tests.schedule.backoffice.desk.screens import TODAY, address, answer, errors, told, typed

pytestmark = pytest.mark.django_db
LAKE = "/permanences/coueron/residence-du-lac/"


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2026-11-24 13:00")


# What is wrong gets a sentence, and nothing typed is lost


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ({"start": "16:00", "end": "15:00"}, "La fin doit venir après le début."),
        ({"start": "03:00", "end": "05:00"}, "Choisissez une heure entre 6\xa0h et 22\xa0h."),
        ({"start": "x", "end": "17:00"}, "Saisissez une heure valide."),
        ({"start": "", "end": "17:00"}, "Champ requis."),
        ({"start": "14:00", "end": "17:00"}, "Ce sont les heures déjà annoncées."),
        ({"start": "12:00", "end": "17:00"}, "Avec ces heures, deux horaires de ce jour se chevauchent."),
    ],
)
def test_hours_that_cannot_be_are_refused_beside_the_field(mediatrice, stay, afternoon, hours, sentence):
    url = address(stay, TUESDAY, "autres-heures", afternoon)

    page = answer(mediatrice, url, message="Une phrase à garder.", **hours)

    assert errors(page) == [sentence]
    assert typed(page)["message"] == "Une phrase à garder."
    assert not Change.objects.exists()


@pytest.mark.parametrize("place", ["", "0", "99999999999999999999", "x"])
def test_a_place_that_is_none_is_refused(mediatrice, stay, afternoon, place):
    page = answer(mediatrice, address(stay, TUESDAY, "deplacer", afternoon), place=place)

    assert errors(page) in (
        ["Choisissez le nouveau lieu."],
        ["Ce lieu n’est pas publié. Choisissez-en un autre."],
    )


def test_what_is_restored_may_not_clash_with_what_was_planned_meanwhile(mediatrice, stay, afternoon):
    change_date(stay, TUESDAY, session=afternoon, kind="cancelled")
    orchard = factories.place("Résidence du Verger")
    factories.stay(TUESDAY, TUESDAY, at=orchard, hours=(factories.AFTERNOON,))

    page = answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    assert len(errors(page)) == 1
    assert "la caravane est déjà annoncée à un autre endroit\xa0: Résidence du Verger." in errors(page)[0]
    assert Change.objects.get().kind == "cancelled"


def test_a_cancellation_is_never_refused_for_a_clash_that_it_solves(mediatrice, stay, afternoon):
    orchard = factories.place("Résidence du Verger")
    change_date(stay, TUESDAY, session=afternoon, kind="cancelled")
    factories.stay(TUESDAY, TUESDAY, at=orchard, hours=(factories.AFTERNOON,))
    Change.objects.all().delete()  # two people at once, or an import: now they clash

    answer(mediatrice, address(stay, TUESDAY, "annuler", afternoon))

    assert Change.objects.get().kind == "cancelled"


def test_ten_thousand_characters_are_refused_and_kept(mediatrice, stay, afternoon):
    page = answer(mediatrice, address(stay, TUESDAY, "annuler", afternoon), message="é" * 10_000)

    assert errors(page)[0].startswith("Assurez-vous que cette valeur comporte au plus 300 caractères")
    assert typed(page)["message"] == "é" * 10_000


def test_an_emoji_is_a_sentence_like_another(mediatrice, stay, afternoon):
    answer(mediatrice, address(stay, TUESDAY, "annuler", afternoon), message="☔ Trop de pluie\n\nici")

    assert Change.objects.get().message == "☔ Trop de pluie ici"


@pytest.mark.parametrize("start", ["13:30", "14:00", "17:00", "18:00"])
def test_a_delay_lies_inside_the_session(mediatrice, stay, afternoon, start):
    page = answer(mediatrice, address(stay, TUESDAY, "retard", afternoon), start=start)

    assert errors(page) == ["Choisissez une heure entre 14\xa0h et 17\xa0h."]


@pytest.mark.parametrize(
    "url",
    [
        "/admin/seances/x/annuler/",
        f"/admin/seances/{'0' * 32}-{'0' * 32}-20261124/annuler/",
        f"/admin/seances/{'0' * 32}-journee-99999999/annuler/",
        f"/admin/seances/{'0' * 32}-journee-20261124/detruire/",
    ],
)
def test_an_address_that_means_nothing_leads_back_to_the_desk(mediatrice, url):
    for response in (mediatrice.get(url, follow=True), mediatrice.post(url, follow=True)):
        assert response.request["PATH_INFO"] == TODAY
        assert "Cet horaire n’est plus annoncé." in told(response)


def test_what_is_over_cannot_be_changed_any_more(mediatrice, stay):
    morning = stay.sessions.get(start=time(9, 30))

    response = mediatrice.get(address(stay, TUESDAY, "annuler", morning), follow=True)

    assert "Ce n’est plus possible." in told(response)


# Twice, and two people


def test_sending_twice_does_nothing_twice(mediatrice, stay, afternoon):
    url = address(stay, TUESDAY, "annuler", afternoon)
    sent = typed(mediatrice.get(url)) | {"reason": "rain"}

    first, second = (mediatrice.post(url, sent, follow=True) for _ in range(2))

    assert told(first)[:20] == told(second)[:20] == "C’est fait. Mardi 24"
    assert Change.objects.count() == 1
    assert stay_log(stay) == ["schedule.cancel"]


def test_restoring_twice_does_nothing_twice(mediatrice, stay, afternoon):
    change_date(stay, TUESDAY, session=afternoon, kind="cancelled")
    url = address(stay, TUESDAY, "retablir", afternoon)
    sent = typed(mediatrice.get(url))

    first, second = (mediatrice.post(url, sent, follow=True) for _ in range(2))

    assert told(first)[:11] == told(second)[:11] == "C’est fait."


def test_the_second_of_two_people_is_told_what_the_first_announced(client, stay, afternoon):
    client.force_login(factories.user("marie"))
    url = address(stay, TUESDAY, "autres-heures", afternoon)
    mine = typed(client.get(url)) | {"start": "15:00", "message": "À tout à l’heure."}
    colleague = factories.user("jeanne")
    change_date(stay, TUESDAY, session=afternoon, by=colleague, kind="cancelled", message="Panne.")

    told_of_it = client.post(url, mine)

    assert errors(told_of_it) == [
        "Entre-temps, cette personne a annoncé autre chose\xa0: jeanne. "
        "Mardi 24\xa0novembre 2026, de 14\xa0h à 17\xa0h\xa0: Annulé. "
        "Pour le remplacer, envoyez encore une fois."
    ]
    assert (typed(told_of_it)["start"], typed(told_of_it)["message"]) == ("15:00", "À tout à l’heure.")
    assert Change.objects.get().kind == "cancelled"

    client.post(url, typed(told_of_it))

    assert Change.objects.get().kind == "hours"


def test_what_was_done_can_be_read_later_with_who_and_why(mediatrice, stay, afternoon):
    answer(mediatrice, address(stay, TUESDAY, "annuler", afternoon), reason="rain")
    answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    from wagtail.models import ModelLogEntry

    entries = ModelLogEntry.objects.for_instance(stay).filter(action__startswith="schedule.").order_by("pk")
    assert [(entry.action, entry.user.username) for entry in entries] == [
        ("schedule.cancel", "mediatrice"),
        ("schedule.restore", "mediatrice"),
    ]
    assert entries[0].data == {
        "day": "2026-11-24",
        "hours": "de 14\xa0h à 17\xa0h",
        "where": "Résidence du Lac",
        "why": "rain",
        "said": "Le temps ne nous permet pas d’ouvrir. Nous sommes désolés.",
    }


def stay_log(stay) -> list[str]:
    from wagtail.models import ModelLogEntry

    entries = ModelLogEntry.objects.for_instance(stay).filter(action__startswith="schedule.")
    return list(entries.values_list("action", flat=True))


# Doors


def test_strangers_and_people_without_the_right_are_kept_out(client, stay, afternoon):
    url = address(stay, TUESDAY, "annuler", afternoon)

    assert client.get(url).headers["location"].startswith("/admin/login/")
    assert "Reconnectez-vous" in client.post(url).content.decode()
    nobody = factories.user("rien")
    nobody.groups.clear()
    client.force_login(nobody)
    client.post(url, {"reason": "rain", "message": "x"})
    assert not Change.objects.exists()


def test_a_session_of_a_day_with_hours_of_its_own_stands_for_the_day(mediatrice, stay, afternoon):
    change_date(stay, FRIDAY, kind="hours", start=time(10), end=time(15))

    answer(mediatrice, address(stay, FRIDAY, "annuler", afternoon))

    found = Change.objects.get()
    assert (found.session, found.kind) == (None, "cancelled")


def test_a_date_that_left_the_stay_is_not_announced_any_more(mediatrice, stay):
    url = address(stay, date(2026, 12, 24), "annuler")

    assert "Cet horaire n’est plus annoncé." in told(mediatrice.get(url, follow=True))


# What is not offered is not possible either


def test_what_is_over_is_not_cancelled_with_the_day(mediatrice, stay):
    """At 13:00 the morning was held: calendars must not say that it was cancelled."""
    response = mediatrice.get(address(stay, TUESDAY, "annuler"), follow=True)

    assert "Ce n’est plus possible." in told(response)
    assert "Annuler toute la journée" not in soup(mediatrice.get(TODAY)).select_one(".desk__day").text


@pytest.mark.parametrize("verb", ["retard", "arrivee"])
def test_another_day_is_neither_late_nor_begun_by_a_forged_form(mediatrice, stay, afternoon, verb):
    mediatrice.post(address(stay, FRIDAY, verb, afternoon), {"start": "14:30", "message": ""})

    assert not Notice.objects.exists()


def test_nobody_arrives_hours_before(mediatrice, stay, afternoon, set_clock):
    set_clock("2026-11-24 11:59")

    response = mediatrice.get(address(stay, TUESDAY, "arrivee", afternoon), follow=True)

    assert "Ce n’est plus possible." in told(response)


def test_saying_so_late_that_they_are_there_changes_no_hours(mediatrice, client, stay, afternoon, set_clock):
    """Nobody had said that they were late: the caravan was open since 14:00."""
    set_clock("2026-11-24 15:30")

    answer(mediatrice, address(stay, TUESDAY, "arrivee", afternoon))

    client.logout()
    assert not [row for row in rows(client.get(LAKE)) if "Autres heures" in row]


def test_a_delay_does_not_end_in_the_past(mediatrice, stay, afternoon, set_clock):
    set_clock("2026-11-24 15:00")

    page = answer(mediatrice, address(stay, TUESDAY, "retard", afternoon), start="14:30")

    assert errors(page) == ["Choisissez une heure entre 15\xa0h et 17\xa0h."]


def test_what_was_restored_by_mistake_is_announced_again_with_its_words(mediatrice, stay, afternoon):
    change_date(
        stay, TUESDAY, session=afternoon, kind="hours", start=time(15), end=time(18), message="Panne."
    )

    done = answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    link = next(a for a in soup(done).select(".messages a") if "Remettre" in a.text)
    found = typed(mediatrice.get(link["href"]))
    assert {name: found[name] for name in ("start", "end", "message")} == {
        "start": "15:00",
        "end": "18:00",
        "message": "Panne.",
    }


def test_restoring_a_date_takes_the_stay_out_of_the_archive(mediatrice, stay, afternoon):
    change_date(stay, TUESDAY, session=afternoon, kind="cancelled")
    type(stay).objects.filter(pk=stay.pk).update(archived_at="2026-11-24T10:00Z")

    answer(mediatrice, address(stay, TUESDAY, "retablir", afternoon))

    stay.refresh_from_db()
    assert stay.archived_at is None


def test_undoing_a_change_in_the_general_list_may_not_clash_either(mediatrice, stay, afternoon):
    change = change_date(stay, TUESDAY, session=afternoon, kind="cancelled")
    factories.stay(TUESDAY, TUESDAY, at=factories.place("Résidence du Verger"), hours=(factories.AFTERNOON,))

    response = mediatrice.post(f"/admin/snippets/schedule/change/delete/{change.pk}/", follow=True)

    assert Change.objects.exists()
    assert "Résidence du Verger" in told(response)


def test_a_notice_belongs_to_a_session_of_the_stay(stay):
    other = factories.stay(TUESDAY, FRIDAY, at=factories.place("Résidence du Pré"), by=factories.caravan())

    for day, session in ((date(2030, 1, 1), stay.sessions.first()), (TUESDAY, other.sessions.first())):
        with pytest.raises(ValidationError):
            say_notice(stay, day, session, kind=Notice.Kind.LATE, start=time(10))
