"""Who may do what, by address too."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission

from schedule.models import Permanence
from schedule.pages import PlacePage
from tests import factories
from tests.schedule.backoffice.planning.screens import PUBLISH, TYPED_DATES, edit_url, send
from tests.schedule.backoffice.screens import ADD_PERMANENCE, page, typed

pytestmark = pytest.mark.django_db
SUMMARY, USED, NEW = (
    "/admin/permanences/dates-en-mots/",
    "/admin/permanences/lieu/1/",
    "/admin/permanences/nouveau-lieu/",
)


@pytest.fixture
def person(client):
    """Signs in somebody who has these permissions and no others."""

    def signed_in(*codenames: str):
        group = Group.objects.create(name="Essai")
        group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", *codenames]))
        client.force_login(factories.user("essai", "Essai"))
        return client

    return signed_in


def is_refused(response) -> bool:
    """Wagtail leads to its first page and says why there."""
    return response.status_code == 403 or response.headers.get("location") == "/admin/"


@pytest.mark.parametrize("url", [SUMMARY, USED, NEW, ADD_PERMANENCE])
def test_strangers_sign_in_first(client, url):
    assert client.get(url).headers["location"] == f"/admin/login/?next={url}"


@pytest.mark.parametrize(
    ("verb", "url"), [("get", SUMMARY), ("get", USED), ("post", NEW), ("get", ADD_PERMANENCE)]
)
def test_those_who_plan_nothing_are_refused(person, verb, url):
    assert is_refused(getattr(person("add_guide"), verb)(url))


@pytest.mark.parametrize(("verb", "url"), [("post", SUMMARY), ("post", USED), ("get", NEW)])
def test_each_address_answers_one_way(mediatrice, verb, url):
    assert getattr(mediatrice, verb)(url).status_code == 405


def test_who_may_not_publish_makes_a_draft(person):
    place, _caravan = factories.place(), factories.caravan()
    browser = person("add_permanence", "change_permanence")

    send(browser, place=place.pk, **TYPED_DATES, go_live_at="2099-01-01T08:00")

    draft = Permanence.objects.get()
    assert (draft.live, draft.go_live_at) == (False, None)
    assert page(browser.get(ADD_PERMANENCE)).select("[name=action-publish], [name=go_live_at]") == []


def test_who_may_only_add_changes_nothing(person):
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 5))
    browser = person("add_permanence")

    assert is_refused(browser.get(edit_url(stay)))
    assert is_refused(browser.post(edit_url(stay), PUBLISH))


def test_who_writes_no_pages_makes_no_places(person):
    commune = factories.commune()
    browser = person("add_permanence")

    response = browser.post(NEW, {"new-place-title": "Lac", "new-place-commune": commune.pk})

    assert is_refused(response)
    assert page(browser.get(ADD_PERMANENCE)).select("[data-new-place]") == []
    assert not PlacePage.objects.exists()


def test_who_announces_no_changes_is_not_offered_to_cancel(person, set_clock):
    set_clock("2027-03-01 08:00")
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 12))
    browser = person("change_permanence", "publish_permanence")

    response = send(browser, edit_url(stay), **{"dates-last": "2027-03-05"})

    assert page(response).select_one("[name=impact]")
    assert "vanishing" not in typed(response)
