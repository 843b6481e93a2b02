"""What a mediator meets in the editor of a place, and on its public page."""

import pytest
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from tests import factories
from tests.reading import lake, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def mediatrice(client, set_clock):
    set_clock("2026-11-20 10:00")
    client.force_login(factories.user())
    return client


def test_the_editor_shows_the_short_address_to_be_copied(mediatrice):
    place = lake()

    editor = soup(mediatrice.get(f"/admin/pages/{place.pk}/edit/"))

    field = editor.select_one(".short_address input")
    assert field["value"].endswith(f"/p/{place.code}")
    assert field.has_attr("readonly")
    assert not field.has_attr("name")


def test_a_new_place_has_no_short_address_yet(mediatrice):
    editor = soup(mediatrice.get(f"/admin/pages/add/schedule/placepage/{lake().get_parent().pk}/"))

    assert editor.select_one("[name=title]")
    assert not editor.select(".short_address")


def test_the_title_looks_for_no_field_that_is_not_there(mediatrice):
    editor = soup(mediatrice.get(f"/admin/pages/{lake().pk}/edit/"))

    assert "w-sync" not in editor.select_one("[name=title]").get("data-controller", "")


def test_the_stop_is_asked_for_once(mediatrice):
    editor = mediatrice.get(f"/admin/pages/{lake().pk}/edit/").content.decode()

    assert "l’arrêt le plus proche" not in editor


def test_the_public_page_offers_its_short_address_to_be_copied(client, set_clock):
    set_clock("2026-11-20 10:00")
    place = lake()

    field = soup(client.get(place.url)).select_one(".pass_on .copy_field textarea")

    assert field.text.endswith(f"/p/{place.code}")


def test_the_answer_is_no_mistake_to_wagtails_checker(rf):
    items = [ContentCheckerItem()]
    for said in hooks.get_hooks("construct_wagtail_userbar"):
        said(rf.get("/"), items, None)

    assert ".answer__sentence" in items[0].get_axe_context(None)["exclude"]
    assert ".answer__sentence" not in ContentCheckerItem().axe_exclude
