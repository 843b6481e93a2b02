"""« Nouveau lieu… »: made and published without leaving the form."""

import pytest

from schedule.feeds.announcing import announce
from schedule.pages import PlacePage
from tests import factories
from tests.schedule.backoffice.screens import ADD_PERMANENCE, page

pytestmark = pytest.mark.django_db
NEW_PLACE = "/admin/permanences/nouveau-lieu/"


@pytest.fixture
def commune():
    return factories.commune("Couëron", slug="coueron")


def asked(client, town, **fields):
    typed = {"title": "Résidence du Lac", "commune": town.pk, "address": "1 rue du Lac"}
    return client.post(NEW_PLACE, {f"new-place-{name}": value for name, value in (typed | fields).items()})


def test_the_new_place_is_public_and_can_be_chosen_at_once(mediatrice, client, commune):
    response = asked(mediatrice, commune)

    place = PlacePage.objects.get()
    assert response.json() == {"pk": place.pk, "title": "Résidence du Lac", "commune": "Couëron"}
    assert (place.live, place.address, place.url) == (
        True,
        "1 rue du Lac",
        "/permanences/coueron/residence-du-lac/",
    )
    assert client.get(place.url).status_code == 200
    options = page(mediatrice.get(ADD_PERMANENCE)).select("[name=place] optgroup option")
    assert [option["value"] for option in options] == [str(place.pk)]


def test_two_taps_make_one_place(mediatrice, commune):
    assert asked(mediatrice, commune).json() == asked(mediatrice, commune).json()
    assert PlacePage.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({"title": " "}, "title", "Champ requis."),
        ({"commune": ""}, "commune", "Champ requis."),
        ({"commune": "999999"}, "commune", "Sélectionnez un choix valide."),
        ({"commune": "²"}, "commune", "Sélectionnez un choix valide."),
        ({"title": "x" * 256}, "title", "Assurez-vous que cette valeur comporte au plus 255 caractères"),
        (
            {"address": "x" * 10_000},
            "address",
            "Assurez-vous que cette valeur comporte au plus 200 caractères",
        ),
        ({"title": "🐌"}, "title", "Ce nom ne permet pas de faire une adresse. Mettez-y des lettres."),
        ({"title": "\x00"}, "title", "Le caractère nul n’est pas autorisé."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(mediatrice, commune, fields, name, sentence):
    response = asked(mediatrice, commune, **fields)

    errors = response.json()["errors"]
    assert (response.status_code, list(errors)) == (400, [name])
    assert errors[name][0].replace("'", "’").startswith(sentence)
    assert not PlacePage.objects.exists()


def test_a_name_that_is_taken_is_said(mediatrice, commune):
    factories.place("Résidence du Lac", commune, address="Ailleurs")
    factories.place("Résidence fermée", commune).unpublish()

    taken = asked(mediatrice, commune).json()["errors"]["title"]
    hidden = asked(mediatrice, commune, title="résidence FERMÉE").json()["errors"]["title"]

    assert taken == ["Un lieu de ce nom existe déjà dans cette commune. Choisissez-le dans la liste."]
    assert hidden == ["Un lieu de ce nom existe déjà dans cette commune, mais sa page n’est pas publiée."]


def test_the_same_name_in_another_town_is_another_place(mediatrice, commune):
    factories.place("Résidence du Lac", commune)

    response = asked(mediatrice, factories.commune("Orvault", slug="orvault"))

    assert PlacePage.objects.get(pk=response.json()["pk"]).url == "/permanences/orvault/residence-du-lac/"


def test_an_address_that_calendars_follow_is_not_taken_over(mediatrice, commune):
    gone = factories.place("Résidence du Lac", commune)
    announce()
    gone.move(factories.commune("Orvault", slug="orvault"), pos="last-child")

    response = asked(mediatrice, commune)

    assert PlacePage.objects.get(pk=response.json()["pk"]).url == "/permanences/coueron/residence-du-lac-2/"


def test_a_town_that_is_not_public_is_no_choice(mediatrice, commune):
    commune.unpublish()

    assert list(asked(mediatrice, commune).json()["errors"]) == ["commune"]
