"""Who makes the caravan possible, and what each one does."""

import pytest

from home.models import Partner
from tests.reading import link_names, main, soup, text, words

pytestmark = pytest.mark.django_db


def groups(response) -> dict[str, list[str]]:
    return {
        words(section.h2): [words(name) for name in section.select("h3")]
        for section in soup(response).main.select("section")
    }


def test_partners_stand_by_role_and_in_their_order(client):
    Partner.objects.create(name="Région", kind=Partner.Kind.FUNDS, position=2)
    Partner.objects.create(name="Banque", kind=Partner.Kind.FUNDS, position=1)
    Partner.objects.create(name="L’association", kind=Partner.Kind.CARRIES, position=9)
    Partner.objects.create(name="La mairie", kind=Partner.Kind.RELAYS, position=0)

    assert groups(client.get("/partenaires/")) == {
        "Porte le service": ["L’association"],
        "Finance le service": ["Banque", "Région"],
        "Fait connaître le service": ["La mairie"],
    }


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
    assert "Les partenaires seront affichés ici." in main(client.get("/partenaires/"))


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
