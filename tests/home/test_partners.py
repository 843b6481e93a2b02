"""Who makes the caravan possible, and what each one does."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from home.models import Partner
from tests.reading import NBSP, link_names, main, soup, text, words

pytestmark = pytest.mark.django_db


def groups(response) -> dict[str, list[str]]:
    return {
        words(section.h2): [words(name) for name in section.select("h3")]
        for section in soup(response).main.select("section")
    }


def logo(name: str = "logo.png") -> Image:
    return Image.objects.create(title="Un titre", file=get_test_image_file(name, size=(640, 320)))


def partner(name: str = "Banque", **fields) -> Partner:
    found = Partner(name=name, **fields)
    found.full_clean()
    found.save()
    return found


def test_those_who_help_stand_apart_from_those_who_pay_each_in_their_order(client):
    partner("Région", kind=Partner.Kind.FUNDS, position=2)
    partner("Banque", kind=Partner.Kind.FUNDS, position=1)
    partner("L’association", kind=Partner.Kind.CARRIES, position=9)
    partner("La mairie", kind=Partner.Kind.RELAYS, position=0)
    partner("Le centre social", kind=Partner.Kind.RECEIVES, position=5)

    assert groups(client.get("/partenaires/")) == {
        "Ils peuvent vous aider": ["Le centre social", "La mairie"],
        "Ils organisent ou paient le service": ["L’association", "Banque", "Région"],
    }


def test_a_partner_who_receives_people_says_what_how_where_and_what_it_is(client):
    partner(
        "Centre social",
        kind=Partner.Kind.RECEIVES,
        role="Il aide pour les papiers.",
        phone="02 40 00 00 00",
        territory="Nantes : Bottière",
    )

    page = client.get("/partenaires/")

    assert words(soup(page).select_one(".partner_card")).replace(NBSP, " ") == (
        "Centre social Appeler le 02 40 00 00 00 : Centre social Il aide pour les papiers. "
        "Reçoit et aide les habitants. Où : Nantes : Bottière"
    )
    assert soup(page).select_one(".partner_card a")["href"] == "tel:0240000000"


@pytest.mark.parametrize(
    ("now", "is_shown"),
    [
        ("2026-11-23 23:59", False),
        ("2026-11-24 00:01", True),
        ("2026-12-31 23:59", True),
        ("2027-01-01 00:01", False),
    ],
)
@pytest.mark.parametrize("address", ["/", "/partenaires/"])
def test_a_partner_is_shown_from_its_first_day_to_its_last_as_read_in_paris(
    client, set_clock, now, is_shown, address
):
    set_clock(now)
    partner("De passage", since=date(2026, 11, 24), until=date(2026, 12, 31))

    assert ("De passage" in main(client.get(address))) is is_shown


def test_nothing_may_be_kept_by_others_over_midnight(client, set_clock):
    set_clock("2026-12-31 23:59")
    partner("De passage", until=date(2026, 12, 31))

    assert "s-maxage=60" in client.get("/partenaires/").headers["Cache-Control"]


# Logos


def test_a_logo_stands_small_with_its_words_and_its_size_and_loads_late(client):
    partner("Banque", logo=logo(), logo_alt="Logo de la banque")

    picture = soup(client.get("/partenaires/")).select_one(".partner_card img")

    assert (picture["alt"], picture["width"], picture["height"], picture["loading"]) == (
        "Logo de la banque",
        "220",
        "110",
        "lazy",
    )
    assert client.get(picture["src"]).status_code == 200


def test_the_home_page_shows_logos_and_the_names_of_those_without_one(client, set_clock):
    set_clock("2026-11-24 10:00")
    partner("Banque", logo=logo(), logo_alt="Logo de la banque", position=1)
    partner("Région", position=2)

    strip = soup(client.get("/")).select(".partners li")

    assert [one.img["alt"] if one.img else words(one) for one in strip] == ["Logo de la banque", "Région"]


def test_a_logo_without_words_is_refused_in_french():
    with pytest.raises(ValidationError) as refused:
        partner("Banque", logo=logo(), logo_alt=" ")

    assert refused.value.message_dict == {
        "logo_alt": ["Un logo a besoin de ses mots : des personnes écoutent cette page et ne le voient pas."]
    }


def test_a_logo_whose_file_is_gone_leaves_the_name(client):
    picture = logo()
    partner("Banque", logo=picture, logo_alt="Logo de la banque")
    picture.file.storage.delete(picture.file.name)

    page = client.get("/partenaires/")

    assert soup(page).select(".partner_card img") == []
    assert "Banque" in main(page)


def test_a_picture_that_is_deleted_leaves_the_pages_at_once(client):
    picture = logo()
    partner("Banque", logo=picture, logo_alt="Logo de la banque")
    client.get("/partenaires/")

    picture.delete()

    assert soup(client.get("/partenaires/")).select(".partner_card img") == []


def test_dates_the_wrong_way_round_and_a_number_in_letters_are_refused_in_french():
    with pytest.raises(ValidationError) as refused:
        partner("Banque", since=date(2027, 1, 2), until=date(2027, 1, 1))
    with pytest.raises(ValidationError) as number:
        partner("Banque", phone="appelez-nous")

    assert refused.value.message_dict == {"until": ["Le dernier jour vient avant le premier."]}
    assert [said.replace(NBSP, " ") for said in number.value.message_dict["phone"]] == [
        "Un numéro de téléphone contient des chiffres et des espaces, comme 02 40 99 10 00."
    ]


def test_each_partner_says_what_it_does_and_where_to_read_more(client):
    Partner.objects.create(name="CDC Habitat", role="Il prête les places.", url="https://www.cdc.example/")

    page = client.get("/partenaires/")

    assert "Il prête les places." in main(page)
    assert link_names(page)["https://www.cdc.example/"].replace("\u00a0", " ") == "Site : CDC Habitat"


def test_a_partner_without_site_has_no_empty_link(client):
    Partner.objects.create(name="Sans site")

    links = soup(client.get("/partenaires/")).main.select("a")

    assert all(link["href"] for link in links)
    assert "Site :" not in text(client.get("/partenaires/")).replace("\u00a0", " ")


def test_without_partners_the_page_says_what_will_stand_there(client):
    assert "Vous trouverez bientôt les partenaires ici." in main(client.get("/partenaires/"))


def test_the_home_page_names_them_all(client, set_clock):
    set_clock("2026-11-24 10:00")
    Partner.objects.create(name="Une <b>banque</b> & Cie")

    page = client.get("/")

    assert [words(name) for name in soup(page).select(".partners li")] == ["Une <b>banque</b> & Cie"]


def test_a_new_and_a_deleted_partner_show_at_the_next_request(client, set_clock):
    set_clock("2026-11-24 10:00")
    client.get("/partenaires/")
    partner = Partner.objects.create(name="Nouvelle fondation")

    assert "Nouvelle fondation" in text(client.get("/partenaires/"))
    partner.delete()
    assert "Nouvelle fondation" not in text(client.get("/partenaires/"))
    assert "Nouvelle fondation" not in text(client.get("/"))


def test_both_pages_lead_to_who_can_help(client, set_clock):
    set_clock("2026-11-24 10:00")

    said = [link_names(client.get(address)).get("/qui-peut-m-aider/") for address in ("/", "/partenaires/")]

    assert said == ["Regardez qui peut vous aider."] * 2
    assert "Vous avez une autre question ?" in main(client.get("/")).replace(NBSP, " ")
