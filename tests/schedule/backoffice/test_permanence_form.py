"""A mediator plans a stay, through the form as it is on the page."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schedule.models import Permanence, Session
from schedule.recurrence import WeeklyDates
from tests import factories
from tests.schedule.backoffice.screens import ADD_PERMANENCE, errors, messages, page, shown, typed

pytestmark = pytest.mark.django_db
TYPED_DATES = {"dates-first": "2027-03-02", "dates-last": "2027-03-19"}
STAY_DATES = WeeklyDates(date(2027, 3, 2), date(2027, 3, 19), factories.TUESDAY_TO_FRIDAY)


@pytest.fixture
def place():
    return factories.place("Résidence du Lac")


@pytest.fixture
def caravan():
    return factories.caravan(name="Caravane bleue")


def edit_url(permanence: Permanence) -> str:
    return f"/admin/snippets/schedule/permanence/edit/{permanence.pk}/"


def send(client, url: str = ADD_PERMANENCE, *, publish: bool = True, **changed):
    """Opens the form, changes some fields, and presses a button."""
    fields = typed(client.get(url)) | changed
    action = {"action-publish": "action-publish"} if publish else {}
    return client.post(url, fields | action, follow=True)


def hours() -> list[tuple[time, time]]:
    return list(Session.objects.order_by("start").values_list("start", "end"))


# Planning


def test_a_new_form_holds_the_usual_hours_weekdays_and_the_only_caravan(mediatrice, caravan, place):
    response = mediatrice.get(ADD_PERMANENCE)

    assert shown(response, "sessions-0-start") + shown(response, "sessions-0-end") == ["09:30", "12:30"]
    assert shown(response, "sessions-1-start") + shown(response, "sessions-1-end") == ["14:00", "17:00"]
    assert shown(response, "dates-weekday") == ["1", "2", "3", "4"]
    assert shown(response, "caravan") == [str(caravan.pk)]


def test_the_form_offers_published_places_by_commune(mediatrice, caravan, place):
    factories.place("Résidence fermée").unpublish()

    options = page(mediatrice.get(ADD_PERMANENCE)).select_one("[name=place]")

    assert [group["label"] for group in options.select("optgroup")] == ["Couëron"]
    assert [option.text for option in options.select("optgroup option")] == ["Résidence du Lac"]


def test_hours_and_dates_are_native_inputs(mediatrice, caravan):
    form = page(mediatrice.get(ADD_PERMANENCE))

    assert {field["type"] for field in form.select("[name^=sessions-0-start], [name^=sessions-0-end]")} == {
        "time"
    }
    template = form.select_one("template[id*=sessions], script[type='text/django-form-template']")
    assert str(template).count('type="time"') == 2  # and so are those of a row that is added
    assert {form.select_one(f"[name={name}]")["type"] for name in TYPED_DATES} == {"date"}


def test_publishing_with_the_usual_hours_unchanged(mediatrice, caravan, place):
    response = send(mediatrice, place=place.pk, **TYPED_DATES)

    permanence = Permanence.objects.get()
    assert permanence.live
    assert permanence.dates == STAY_DATES
    assert (permanence.starts_on, permanence.ends_on) == (date(2027, 3, 2), date(2027, 3, 19))
    assert hours() == [factories.MORNING, factories.AFTERNOON]
    assert "publié" in messages(response)


def test_a_published_stay_stands_in_the_feed_at_once(mediatrice, client, caravan, place):
    send(mediatrice, place=place.pk, **TYPED_DATES)

    feed = client.get("/permanences/calendrier.ics").content.decode()

    assert feed.count("BEGIN:VEVENT") == 24


def test_publish_is_the_first_button(mediatrice, caravan):
    buttons = page(mediatrice.get(ADD_PERMANENCE)).select("footer button")

    assert buttons[0].get("name") == "action-publish"


def test_extra_dates_and_dates_without(mediatrice, caravan, place):
    send(
        mediatrice,
        place=place.pk,
        **TYPED_DATES | {"dates-without": ["2027-03-10", ""], "dates-extra": ["2027-03-22", ""]},
    )

    chosen = Permanence.objects.get().dates
    assert (chosen.without, chosen.extra) == ({date(2027, 3, 10)}, {date(2027, 3, 22)})


def test_dates_may_come_as_text_from_a_program(mediatrice, caravan, place):
    send(mediatrice, place=place.pk, dates=STAY_DATES.to_text())

    assert Permanence.objects.get().dates == STAY_DATES


def test_editing_keeps_the_sessions_and_their_keys(mediatrice):
    permanence = factories.stay(date(2027, 3, 2), date(2027, 3, 19))
    keys = set(Session.objects.values_list("pk", "key"))

    send(mediatrice, edit_url(permanence), **{"dates-last": "2027-03-26", "note": "Apportez vos papiers."})

    permanence.refresh_from_db()
    assert (permanence.ends_on, permanence.note) == (date(2027, 3, 26), "Apportez vos papiers.")
    assert set(Session.objects.values_list("pk", "key")) == keys


# Drafts


def test_a_draft_with_nothing_but_a_place_is_kept(mediatrice, caravan, place):
    response = send(mediatrice, publish=False, place=place.pk)

    permanence = Permanence.objects.get()
    assert (permanence.live, permanence.place_id, permanence.starts_on) == (False, place.pk, None)
    assert shown(response, "place") == [str(place.pk)]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"caravan": ""},
        {"dates-first": "2027-03-02"},
        {"dates-last": "2027-03-02"},
        {"dates-weekday": []},
        {"dates-extra": ["2027-03-02"]},
        {"dates-without": ["2027-03-02"]},
        {"dates": ""},
        {"sessions-0-start": "", "sessions-0-end": ""},
        {"sessions-0-start": ""},
        {"sessions-0-DELETE": "1", "sessions-1-DELETE": "1"},
    ],
)
def test_a_half_filled_draft_is_kept_and_opens_again(mediatrice, caravan, place, changed):
    response = send(mediatrice, publish=False, **changed)

    permanence = Permanence.objects.get()
    assert errors(response) == []
    again = mediatrice.get(edit_url(permanence))
    for name, value in changed.items():
        if name.startswith("dates-") and value:
            assert shown(again, name) == ([value] if isinstance(value, str) else value)
    assert mediatrice.get("/admin/snippets/schedule/permanence/").status_code == 200
    assert mediatrice.get("/").status_code == 200


def test_a_half_filled_draft_is_refused_when_it_is_published(mediatrice, caravan, place):
    send(mediatrice, publish=False, place=place.pk)

    response = send(mediatrice, edit_url(Permanence.objects.get()))

    assert errors(response) == ["Donnez le premier jour."]
    assert not Permanence.objects.get().live


def test_autosave_of_a_half_filled_form_answers_in_json(mediatrice, caravan, place):
    fields = typed(mediatrice.get(ADD_PERMANENCE)) | {"place": place.pk, "dates-first": "2027-03-02"}

    response = mediatrice.post(ADD_PERMANENCE, fields, headers={"accept": "application/json"})

    assert (response.status_code, response.json()["success"]) == (200, True)


@pytest.mark.parametrize("typing", ["0002-03-02", "0202-03-02", "mars"])
def test_autosave_in_the_middle_of_a_year_stays_silent(mediatrice, caravan, place, typing):
    fields = typed(mediatrice.get(ADD_PERMANENCE)) | {"dates-first": typing}

    response = mediatrice.post(ADD_PERMANENCE, fields, headers={"accept": "application/json"})

    assert (response.status_code, response.json()["error_code"]) == (400, "validation_error")


def test_a_draft_of_a_published_stay_does_not_show(mediatrice, client):
    permanence = factories.stay(date(2027, 3, 2), date(2027, 3, 19))

    send(mediatrice, edit_url(permanence), publish=False, **{"dates-last": "2027-03-05"})

    assert client.get("/permanences/calendrier.ics").content.count(b"BEGIN:VEVENT") == 24
    assert shown(mediatrice.get(edit_url(permanence)), "dates-last") == ["2027-03-05"]


# What is refused, in words, and with nothing lost

WRONG = [
    ({"dates-last": "2027-03-01"}, "Le dernier jour vient avant le premier."),
    ({"dates-last": "2030-03-19"}, "Une permanence dure un an au plus. Faites-en deux."),
    ({"dates-weekday": []}, "Cochez au moins un jour de la semaine."),
    ({"dates-first": ""}, "Donnez le premier jour."),
    ({"dates-last": ""}, "Donnez le dernier jour."),
    (
        {"dates-without": ["2027-02-30"]},
        "Une de ces dates n’existe pas, ou est trop éloignée. Vérifiez-les.",
    ),
    ({"sessions-0-start": "12:30", "sessions-0-end": "09:30"}, "La fin doit venir après le début."),
    ({"sessions-1-end": "23:30"}, "Choisissez une heure entre 6\xa0h et 22\xa0h."),
    ({"sessions-0-start": ""}, "Champ requis."),
    ({"sessions-0-start": "midi"}, "Saisissez une heure valide."),
    (
        {"sessions-0-end": "15:30"},
        "Deux horaires se chevauchent\xa0: l’un finit à 15\xa0h\xa030, le suivant commence à 14\xa0h.",
    ),
]


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_kept(mediatrice, caravan, place, changed, sentence):
    sent = TYPED_DATES | {"place": str(place.pk), "note": "Une note déjà écrite."} | changed

    response = send(mediatrice, **sent)

    assert response.status_code in (200, 400)
    assert errors(response) == [sentence]
    assert not Permanence.objects.filter(live=True).exists()
    for name, value in sent.items():
        assert shown(response, name) == [
            part for part in ([value] if isinstance(value, str) else value) if part
        ]


@pytest.mark.parametrize("note", ["x" * 10_000, "🐌" * 301])
def test_a_note_that_is_too_long_is_kept_too(mediatrice, caravan, place, note):
    response = send(mediatrice, place=place.pk, note=note, **TYPED_DATES)

    assert errors(response)[0].startswith("Assurez-vous que cette valeur comporte au plus 300 caractères")
    assert shown(response, "note") == [note]


def test_an_emoji_in_the_note_is_welcome(mediatrice, caravan, place):
    send(mediatrice, place=place.pk, note="Café offert ☕🐌", **TYPED_DATES)

    assert Permanence.objects.get().note == "Café offert ☕🐌"


def test_nothing_at_all_says_what_is_missing(mediatrice):
    response = send(mediatrice)

    assert errors(response) == ["Champ requis.", "Donnez le premier jour."]


def test_a_place_or_caravan_that_does_not_exist_is_refused(mediatrice, caravan, place):
    response = send(mediatrice, **TYPED_DATES | {"place": "999999", "caravan": "abc"})

    assert len(errors(response)) == 1
    assert errors(response)[0].startswith("Sélectionnez un choix valide")


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=SECONDLY",
        "DTSTART:20270302T000000\nRRULE:FREQ=WEEKLY;INTERVAL=0;UNTIL=20270319T000000;BYDAY=TU",
        "DTSTART:20270302T000000\nRRULE:FREQ=WEEKLY;BYMONTH=13;UNTIL=20270319T000000;BYDAY=TU",
        "DTSTART:20270302T000000\nRRULE:FREQ=WEEKLY;UNTIL=20261399T000000;BYDAY=TU",
        "RDATE:0",
        "🐌",
        "x" * 30_000,
    ],
)
@pytest.mark.parametrize("publish", [True, False], ids=["publish", "draft"])
def test_hostile_text_is_a_form_error(mediatrice, caravan, place, text, publish):
    response = send(mediatrice, publish=publish, place=place.pk, dates=text)

    assert response.status_code in (200, 400)
    assert len(errors(response)) == 1
    shown_again = page(response).select_one(".dates_widget__unreadable").get_text()
    assert text[:100].replace("\n", " ") in shown_again.replace("\n", " ")


# Two stays of one caravan


def test_a_clash_names_the_day_the_hours_and_the_place(mediatrice, caravan, place):
    elsewhere = factories.place("Résidence du Port")
    factories.stay(date(2027, 3, 16), date(2027, 3, 26), at=elsewhere, by=caravan)

    response = send(mediatrice, place=place.pk, **TYPED_DATES)

    assert errors(response) == [
        "Le mardi 16\xa0mars 2027, de 9\xa0h\xa030 à 12\xa0h\xa030, la caravane est déjà annoncée à un autre "
        "endroit\xa0: Résidence du Port."
    ]
    assert shown(response, "dates-first") == ["2027-03-02"]


def test_another_caravan_may_be_elsewhere_at_the_same_time(mediatrice, caravan, place):
    factories.stay(
        date(2027, 3, 16), date(2027, 3, 26), at=factories.place("Résidence du Port"), by=factories.caravan()
    )

    send(mediatrice, place=place.pk, caravan=caravan.pk, **TYPED_DATES)

    assert Permanence.objects.filter(live=True).count() == 2


def test_a_stay_does_not_clash_with_itself(mediatrice):
    permanence = factories.stay(date(2027, 3, 2), date(2027, 3, 19))

    response = send(mediatrice, edit_url(permanence), note="Autre note.")

    assert errors(response) == []
    permanence.refresh_from_db()
    assert permanence.note == "Autre note."


def test_a_draft_may_clash(mediatrice, caravan, place):
    factories.stay(date(2027, 3, 2), date(2027, 3, 5), at=factories.place("Résidence du Port"), by=caravan)

    response = send(mediatrice, publish=False, place=place.pk, **TYPED_DATES)

    assert errors(response) == []


# A row that something else has broken


@pytest.fixture
def broken():
    permanence = factories.stay(date(2027, 3, 2), date(2027, 3, 19))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schedule_permanence SET dates = %s", ["RRULE:FREQ=SECONDLY;<b>"])
    permanence.revisions.all().delete()
    Permanence.objects.update(latest_revision=None, live_revision=None)
    return permanence


def test_a_broken_row_is_listed(mediatrice, broken):
    assert "Résidence du Lac" in mediatrice.get("/admin/snippets/schedule/permanence/").content.decode()


def test_a_broken_row_is_shown_with_its_text(mediatrice, broken):
    response = mediatrice.get(edit_url(broken))

    assert response.status_code == 200
    assert "RRULE:FREQ=SECONDLY;<b>" in page(response).select_one(".dates_widget__unreadable").get_text()
    assert not page(response).select(".dates_widget b")


def test_a_broken_row_is_mended_by_choosing_again(mediatrice, broken):
    response = send(mediatrice, edit_url(broken), **TYPED_DATES | {"dates-weekday": ["1", "2", "3", "4"]})

    assert errors(response) == []
    broken.refresh_from_db()
    assert broken.dates == STAY_DATES


# The sentence under the dates

ONLY_WEEKLY = "Seules des dates qui reviennent chaque semaine sont possibles. Choisissez-les de nouveau."


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (
            "dates-first=2027-03-02&dates-last=2027-03-19&dates-weekday=1&dates-weekday=2",
            {"sentence": "6 jours, du mardi 2\xa0mars 2027 au mercredi 17\xa0mars 2027."},
        ),
        ("dates-extra=2027-03-02", {"sentence": "1 jour\xa0: le mardi 2\xa0mars 2027."}),
        ("", {"sentence": "Aucune date pour l’instant."}),
        (
            "dates-first=2027-03-02&dates-last=2027-03-01&dates-weekday=1",
            {"problem": "Le dernier jour vient avant le premier."},
        ),
        ("dates-weekday=99", {"problem": ONLY_WEEKLY}),
        ("dates=RRULE:FREQ=SECONDLY", {"problem": ONLY_WEEKLY}),
    ],
)
def test_the_chosen_dates_in_words(mediatrice, query, answer):
    response = mediatrice.get(f"/admin/permanences/dates-en-mots/?{query}")

    assert {name: said for name, said in response.json().items() if name != "list"} == answer


def test_a_public_holiday_is_said(mediatrice):
    query = "dates-first=2026-12-29&dates-last=2027-01-02&dates-weekday=4"

    closed = mediatrice.get(f"/admin/permanences/dates-en-mots/?{query}").json()["sentence"]
    opened = mediatrice.get(f"/admin/permanences/dates-en-mots/?{query}&open_on_holidays=1").json()[
        "sentence"
    ]

    assert closed == (
        "Aucune date pour l’instant. Fermé le vendredi 1er\xa0janvier 2027\xa0: jour férié (Jour de l’an)."
    )
    assert opened == "1 jour\xa0: le vendredi 1er\xa0janvier 2027."


def test_the_list_asks_as_many_queries_for_thirty_as_for_one(mediatrice):
    url = "/admin/snippets/schedule/permanence/"
    place = factories.place("Résidence du Lac")
    factories.stay(date(2027, 3, 2), date(2027, 3, 5), at=place)
    mediatrice.get(url)
    with CaptureQueriesContext(connection) as for_one:
        mediatrice.get(url)
    for week in range(1, 19):
        first = date(2027, 3, 2) + timedelta(weeks=week)
        factories.stay(first, first + timedelta(days=3), at=place)

    with CaptureQueriesContext(connection) as for_many:
        mediatrice.get(url)

    assert len(for_many) == len(for_one)
