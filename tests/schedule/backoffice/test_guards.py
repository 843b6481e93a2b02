"""What must not be deleted by mistake, and how it is said."""

from datetime import date

import pytest

from schedule.actions.change_date import change_date
from schedule.models import Caravan, Change, Permanence
from schedule.pages import CommunePage, PlacePage
from tests import factories
from tests.schedule.backoffice.screens import messages

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 3, 2), date(2027, 3, 19)


@pytest.fixture
def coordination(client):
    client.force_login(factories.user("coordination", factories.COORDINATION))
    return client


@pytest.fixture
def used():
    place = factories.place("Résidence du Lac")
    factories.stay(FIRST, LAST, at=place)
    return place


def bulk(page) -> str:
    return f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/"


def test_a_place_in_use_is_kept_and_the_reason_said(mediatrice, used):
    for ask in (mediatrice.get, mediatrice.post):
        response = ask(f"/admin/pages/{used.pk}/delete/", follow=True)

        assert "«\xa0Résidence du Lac\xa0» ne peut pas être supprimée" in messages(response)
    assert PlacePage.objects.filter(pk=used.pk).exists()


def test_a_place_in_use_is_kept_by_the_bulk_action(mediatrice, used):
    asked = mediatrice.get(bulk(used))
    mediatrice.post(bulk(used), follow=True)

    assert asked.status_code == 200
    assert PlacePage.objects.filter(pk=used.pk).exists()
    assert Permanence.objects.exists()


def test_a_commune_with_a_place_in_use_is_kept(admin_client, used):
    commune = used.get_parent()

    response = admin_client.post(f"/admin/pages/{commune.pk}/delete/", follow=True)
    admin_client.post(bulk(commune), follow=True)

    assert "ne peut pas être supprimée" in messages(response)
    assert CommunePage.objects.filter(pk=commune.pk).exists()


def test_a_place_that_only_a_draft_uses_is_kept(mediatrice):
    place = factories.place()
    factories.stay(FIRST, LAST, at=place, publish=False)

    mediatrice.post(f"/admin/pages/{place.pk}/delete/")

    assert PlacePage.objects.filter(pk=place.pk).exists()


def test_a_place_that_a_change_moves_to_is_kept(mediatrice, used):
    refuge = factories.place("Résidence du Port")
    change_date(Permanence.objects.get(), FIRST, kind=Change.Kind.MOVED, place=refuge)

    mediatrice.post(f"/admin/pages/{refuge.pk}/delete/")

    assert PlacePage.objects.filter(pk=refuge.pk).exists()


def test_a_place_without_permanences_goes(mediatrice):
    place = factories.place()

    mediatrice.post(f"/admin/pages/{place.pk}/delete/", follow=True)

    assert not PlacePage.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize(
    "url", ["/admin/snippets/schedule/caravan/delete/{0}/", "/admin/bulk/schedule/caravan/delete/?id={0}"]
)
def test_a_caravan_in_use_is_kept(coordination, used, url):
    caravan = Caravan.objects.get()

    response = coordination.post(url.format(caravan.pk), follow=True)

    assert response.status_code == 200
    assert caravan.name in messages(response)
    assert Caravan.objects.filter(pk=caravan.pk).exists()


def test_a_caravan_without_permanences_goes(coordination):
    caravan = factories.caravan()

    coordination.post(f"/admin/snippets/schedule/caravan/delete/{caravan.pk}/")

    assert not Caravan.objects.exists()


def test_deleting_a_permanence_takes_its_changes_along(mediatrice, used):
    permanence = Permanence.objects.get()
    change_date(permanence, FIRST, kind=Change.Kind.CANCELLED)

    mediatrice.post(f"/admin/snippets/schedule/permanence/delete/{permanence.pk}/")

    assert not Permanence.objects.exists()
    assert not Change.objects.exists()
