"""What helps machines, and people who like lists, to find every public page and no other."""

from datetime import date
from xml.etree import ElementTree

import pytest
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.reading import lake, link_names, soup

pytestmark = pytest.mark.django_db


def sitemap(client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    return [found.text for found in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def site_map(client) -> list[str]:
    return [link["href"] for link in soup(client.get("/plan-du-site/")).select(".site_map a")]


def public() -> set[str]:
    return {page.url for page in Page.objects.filter(depth__gt=1).live().public()}


def test_the_sitemap_holds_every_public_page_once_with_its_full_address(client):
    lake()

    found = sitemap(client)

    assert len(found) == len(set(found))
    assert set(found) == {f"http://testserver{url}" for url in public()}
    assert "http://testserver/permanences/coueron/residence-du-lac/" in found


def test_the_page_for_people_holds_the_same_pages_and_the_search(client):
    lake()

    found = site_map(client)

    assert set(found) == public() | {"/recherche/", "/accessibilite/criteres/"}
    assert all(client.get(address).status_code == 200 for address in found)


def test_pages_stand_below_the_page_they_belong_to(client):
    lake()

    found = site_map(client)

    order = ["/", "/permanences/", "/permanences/coueron/", "/permanences/coueron/residence-du-lac/"]
    assert [address for address in found if address in order] == order


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_drafts_and_private_pages_stand_on_neither(client, hidden):
    place = lake()
    if hidden == "draft":
        place.unpublish()
    else:
        PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)

    assert not [address for address in sitemap(client) if "residence" in address]
    assert not [address for address in site_map(client) if "residence" in address]


def test_a_new_page_stands_on_both_at_once(client):
    sitemap(client), site_map(client)

    factories.guide("Payer son loyer", slug="payer", collections=[factories.collection()])

    assert "http://testserver/guides/payer/" in sitemap(client)
    assert "/guides/payer/" in site_map(client)


def test_robots_may_read_everything_but_the_back_office(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines


def test_the_health_check_says_ok_and_is_never_kept(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


def test_every_page_links_to_the_site_map_and_to_the_legal_pages(client, set_clock):
    set_clock("2026-11-24 10:00")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    foot = {link["href"] for link in soup(client.get("/")).footer.select("a[href]")}

    assert {"/plan-du-site/", "/accessibilite/", "/mentions-legales/", "/donnees-personnelles/"} <= foot
    assert "/permanences/" in link_names(client.get("/"))
