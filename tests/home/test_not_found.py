"""When something is not there, or breaks: say so plainly and lead on."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from home.models import SiteSettings
from tests.reading import link_names, main, soup, words

MISSING = [
    "/atlantide/",
    "/atlantide",
    "/permanences/atlantide/",
    "/guides/atlantide/",
    "/permanences/s-abonner/plus-loin/",
    "/wp-login.php",
    "/.env",
    "/permanences/..%2f..%2fetc/passwd",
    "/%00/",
    "/%F0%9F%9A%90/",
    "/" + "a" * 2000 + "/",
    "/media/rien.png",
    "/documents/1/rien.pdf",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", MISSING, ids=lambda address: address[:30])
def test_an_address_that_does_not_exist_is_a_404_that_helps(client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 404
    assert words(soup(response).h1) == "Cette page n’existe pas"
    assert "Vous n’avez rien fait de mal." in main(response)
    assert {"/", "/permanences/", "/guides/", "/recherche/"} <= set(link_names(response))
    assert not response.cookies


@pytest.mark.django_db
def test_the_telephone_stands_on_it_when_there_is_one(client):
    from wagtail.models import Site

    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"phone": "+33 2 61 91 00 00"}
    )

    assert link_names(client.get("/atlantide/"))["tel:+33261910000"].replace("\u00a0", " ") == (
        "Appelez-nous : +33 2 61 91 00 00"
    )


@pytest.mark.django_db
def test_a_missing_page_is_not_kept_as_if_it_were_there(client):
    control = client.get("/atlantide/").get("Cache-Control", "")

    assert "s-maxage=300" not in control


def test_the_page_for_a_broken_site_needs_neither_database_nor_context():
    page = BeautifulSoup(render_to_string("500.html"), "html.parser")

    assert page.html["lang"] == "fr"
    assert words(page.h1) == "Une erreur est arrivée"
    assert [link["href"] for link in page.select("a")] == ["/", "/permanences/"]
    assert page.select("link, script, img") == []


@pytest.mark.django_db
def test_a_page_that_breaks_answers_500_in_french(client, monkeypatch):
    from home import presenting

    client.raise_request_exception = False
    monkeypatch.setattr(presenting, "home_page", lambda request: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    assert "Ce n’est pas votre faute." in response.content.decode()
