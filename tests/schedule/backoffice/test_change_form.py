"""Cancelling, moving and shifting one date, through the form as it is on the page."""

from datetime import date, time

import pytest

from schedule.models import Change, Session
from tests import factories
from tests.schedule.backoffice.screens import ADD_CHANGE, UPCOMING, errors, messages, page, shown, typed

pytestmark = pytest.mark.django_db
TUESDAY = date(2027, 3, 2)


@pytest.fixture(autouse=True)
def now(set_clock):
    return set_clock("2027-02-25 10:00")


@pytest.fixture
def stay():
    return factories.stay(TUESDAY, date(2027, 3, 19), at=factories.place("Résidence du Lac"))


@pytest.fixture
def afternoon(stay):
    return stay.sessions.get(start=time(14))


def opened(stay, session: Session | str = "", kind: str = "cancelled") -> str:
    session = getattr(session, "pk", session)
    return f"{ADD_CHANGE}?permanence={stay.pk}&date={TUESDAY}&session={session}&kind={kind}"


def send(client, url: str, **changed):
    return client.post(url, typed(client.get(url)) | changed, follow=True)


def test_the_form_comes_filled_from_the_list_of_dates(mediatrice, stay, afternoon):
    response = mediatrice.get(opened(stay, afternoon, "hours"))

    assert shown(response, "permanence") == [str(stay.pk)]
    assert shown(response, "session") == [str(afternoon.pk)]
    assert shown(response, "date") == ["2027-03-02"]
    assert shown(response, "kind") == ["hours"]


def test_the_title_says_which_session_it_is_about(mediatrice, stay, afternoon):
    one = page(mediatrice.get(opened(stay, afternoon))).select_one("#header-title").get_text(strip=True)
    whole = page(mediatrice.get(opened(stay))).select_one("#header-title").get_text(strip=True)

    assert one == "Mardi 2\xa0mars 2027, de 14\xa0h à 17\xa0h, Résidence du Lac"
    assert whole.startswith("Mardi 2\xa0mars 2027, ")
    assert whole.endswith(", Résidence du Lac")


def test_cancelling_takes_one_button_and_leads_back_to_the_list(mediatrice, client, stay, afternoon):
    response = send(mediatrice, opened(stay, afternoon))

    change = Change.objects.get()
    assert (change.permanence, change.date, change.session, change.kind) == (
        stay,
        TUESDAY,
        afternoon,
        Change.Kind.CANCELLED,
    )
    assert response.request["PATH_INFO"] == UPCOMING
    assert client.get("/permanences/calendrier.ics").content.decode().count("SUMMARY:ANNULÉ") == 1


def test_cancelling_the_whole_day(mediatrice, client, stay):
    send(mediatrice, opened(stay), message="La médiatrice est malade.")

    assert Change.objects.get().session is None
    assert client.get("/permanences/calendrier.ics").content.decode().count("SUMMARY:ANNULÉ") == 2


def test_moving_a_session(mediatrice, stay, afternoon):
    port = factories.place("Résidence du Port")

    send(mediatrice, opened(stay, afternoon, "moved"), place=port.pk)

    change = Change.objects.get()
    assert (change.kind, change.place_id) == (Change.Kind.MOVED, port.pk)


def test_other_hours(mediatrice, stay, afternoon):
    send(mediatrice, opened(stay, afternoon, "hours"), start="15:00", end="16:00")

    change = Change.objects.get()
    assert (change.start, change.end) == (time(15), time(16))


def test_a_cancellation_forgets_the_fields_of_other_kinds(mediatrice, stay, afternoon):
    send(mediatrice, opened(stay, afternoon), start="15:00", end="16:00", place=factories.place("Autre").pk)

    change = Change.objects.get()
    assert (change.start, change.end, change.place) == (None, None, None)


def test_the_fields_say_which_kinds_they_belong_to(mediatrice, stay):
    form = page(mediatrice.get(opened(stay)))

    belongs = {
        field["name"]: part["data-change-kinds"]
        for part in form.select("[data-change-kinds]")
        for field in part.select("[name]")
    }
    assert belongs == {"place": "moved", "start": "moved hours", "end": "moved hours"}


@pytest.mark.parametrize(
    ("kind", "changed", "sentence"),
    [
        ("hours", {}, "Donnez la nouvelle heure de début et la nouvelle heure de fin."),
        ("hours", {"start": "16:00", "end": "15:00"}, "La fin doit venir après le début."),
        ("hours", {"start": "04:00", "end": "15:00"}, "Choisissez une heure entre 6\xa0h et 22\xa0h."),
        ("hours", {"start": "midi", "end": "15:00"}, "Saisissez une heure valide."),
        ("moved", {}, "Choisissez le nouveau lieu."),
        ("cancelled", {"date": "2027-03-01"}, "Cette permanence n’a pas lieu à cette date."),
        ("cancelled", {"date": "demain"}, "Saisissez une date valide."),
        ("cancelled", {"date": ""}, "Champ requis."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_kept(
    mediatrice, stay, afternoon, kind, changed, sentence
):
    sent = {"message": "Une phrase déjà écrite."} | changed

    response = send(mediatrice, opened(stay, afternoon, kind), **sent)

    assert sentence in " ".join(errors(response))
    assert not Change.objects.exists()
    for name, value in sent.items():
        assert shown(response, name) == ([value] if value else [])


def test_the_usual_place_is_no_move(mediatrice, stay, afternoon):
    response = send(mediatrice, opened(stay, afternoon, "moved"), place=stay.place_id)

    assert errors(response) == ["C’est le lieu habituel. Choisissez-en un autre."]


def test_a_second_change_of_a_session_is_refused_in_words(mediatrice, stay, afternoon):
    send(mediatrice, opened(stay, afternoon))

    response = send(mediatrice, opened(stay, afternoon, "hours"), start="15:00", end="16:00")

    assert Change.objects.count() == 1
    assert "déjà" in " ".join([*errors(response), messages(response)])


def test_a_session_of_another_permanence_is_refused(mediatrice, stay):
    other = factories.stay(date(2027, 4, 6), date(2027, 4, 9), at=factories.place("Résidence du Port"))

    response = send(mediatrice, opened(stay), session=other.sessions.first().pk)

    assert len(errors(response)) == 1
    assert not Change.objects.exists()


def test_undoing_a_change(mediatrice, client, stay, afternoon):
    send(mediatrice, opened(stay, afternoon))
    url = f"/admin/snippets/schedule/change/delete/{Change.objects.get().pk}/"

    asked = mediatrice.get(url)
    response = mediatrice.post(url, follow=True)

    assert asked.status_code == 200
    assert response.request["PATH_INFO"] == UPCOMING
    assert not Change.objects.exists()
    assert "ANNULÉ" not in client.get("/permanences/calendrier.ics").content.decode()


def test_editing_a_change(mediatrice, stay, afternoon):
    send(mediatrice, opened(stay, afternoon))
    change = Change.objects.get()
    url = f"/admin/snippets/schedule/change/edit/{change.pk}/"

    response = mediatrice.get(url)
    send(mediatrice, url, message="Panne de courant.")

    change.refresh_from_db()
    assert page(response).select_one("#header-title").get_text(strip=True).startswith("Mardi 2\xa0mars 2027")
    assert change.message == "Panne de courant."


def test_only_published_permanences_that_are_not_over_are_offered(mediatrice, stay):
    factories.stay(date(2026, 3, 3), date(2026, 3, 20), at=stay.place)
    factories.stay(date(2027, 4, 6), date(2027, 4, 9), at=stay.place, publish=False)

    options = page(mediatrice.get(ADD_CHANGE)).select("[name=permanence] option")

    assert [option["value"] for option in options if option["value"]] == [str(stay.pk)]


def test_each_session_says_whose_it_is(mediatrice, stay):
    options = page(mediatrice.get(ADD_CHANGE)).select("[name=session] option[value]:not([value=''])")

    assert {option["data-permanence"] for option in options} == {str(stay.pk)}
    assert all("Résidence du Lac" in option.text for option in options)


@pytest.mark.parametrize(
    "query",
    [
        "permanence=x&date=y&session=z&kind=w",
        "permanence=²&session=²",
        "permanence=٣",
        f"permanence={'9' * 5000}",
        "permanence=-1&date=2027-02-30",
        "date=%00&kind=%00",
        "permanence=999999&date=2027-03-02&session=999999",
        "date=🐌",
    ],
)
def test_any_address_opens_the_form(mediatrice, stay, query):
    assert mediatrice.get(f"{ADD_CHANGE}?{query}").status_code == 200


FIELDS = ("permanence", "session", "date", "kind", "place", "start", "message")


@pytest.mark.parametrize("names", [*((name,) for name in FIELDS), FIELDS])
@pytest.mark.parametrize("value", ["²<u>", "9" * 5000])
def test_any_value_is_a_form_error_or_text(mediatrice, stay, afternoon, names, value):
    response = send(mediatrice, opened(stay, afternoon, "hours"), **dict.fromkeys(names, value))

    assert response.status_code in (200, 400)
    assert "<u>" not in response.content.decode()


@pytest.mark.parametrize("value", ["\x00", "-1", "🐌"])
def test_nonsense_in_every_field_is_a_form_error(mediatrice, stay, afternoon, value):
    response = send(mediatrice, opened(stay, afternoon, "hours"), **dict.fromkeys(FIELDS, value))

    assert len(errors(response)) >= 3
    assert not Change.objects.exists()


def test_the_second_of_two_people_is_told_before_overwriting(mediatrice, stay, afternoon):
    send(mediatrice, opened(stay, afternoon), message="Panne.")
    url = f"/admin/snippets/schedule/change/edit/{Change.objects.get().pk}/"
    mine = typed(mediatrice.get(url)) | {"message": "À moi."}
    send(mediatrice, url, message="La médiatrice est malade.")

    response = mediatrice.post(url, mine, follow=True)

    assert "Entre-temps, quelqu’un l’a changé" in page(response).text
    assert (Change.objects.get().message, shown(response, "message")) == (
        "La médiatrice est malade.",
        ["À moi."],
    )

    mediatrice.post(url, typed(response))

    assert Change.objects.get().message == "À moi."
