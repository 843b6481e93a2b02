"""What must not be deleted by mistake, and how it is said."""

from datetime import date

import pytest

from guides.models import GuidePage
from schedule.actions.change_date import change_date
from schedule.feeds.announcing import announce
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


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_a_place_that_was_public_is_kept_and_archiving_offered(mediatrice, verb):
    place = factories.place("Résidence du Lac")

    response = mediatrice.post(f"/admin/pages/{place.pk}/{verb}/", follow=True)

    assert "«\xa0Résidence du Lac\xa0» a été public" in messages(response)
    assert f"/admin/lieux/{place.pk}/archiver/" in response.content.decode()
    assert PlacePage.objects.live().filter(pk=place.pk).exists()


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_a_place_that_was_public_is_kept_by_the_bulk_actions(mediatrice, verb):
    place = factories.place("Résidence du Lac")
    url = f"/admin/bulk/wagtailcore/page/{verb}/?id={place.pk}&next=/admin/"

    response = mediatrice.post(url, {"include_descendants": "on"}, follow=True)

    assert "a été public" in messages(response)
    assert PlacePage.objects.live().filter(pk=place.pk).exists()


@pytest.mark.parametrize("verb", ["delete", "unpublish", "move"])
def test_a_place_is_not_reached_through_the_interface_for_machines(admin_client, verb):
    place = factories.place("Résidence du Lac")

    response = admin_client.post(f"/admin/api/main/pages/{place.pk}/action/{verb}/")

    assert response.status_code == 404
    assert PlacePage.objects.live().filter(pk=place.pk).exists()


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_a_commune_keeps_its_places(admin_client, verb):
    commune = factories.place().get_parent()
    many = f"/admin/bulk/wagtailcore/page/{verb}/?id={commune.pk}&next=/admin/"

    admin_client.post(f"/admin/pages/{commune.pk}/{verb}/", {"include_descendants": "on"})
    admin_client.post(many, {"include_descendants": "on"})

    assert CommunePage.objects.live().filter(pk=commune.pk).exists()
    assert PlacePage.objects.live().count() == 1


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


def test_a_place_that_was_never_public_goes(mediatrice):
    place = factories.place()
    PlacePage.objects.filter(pk=place.pk).update(first_published_at=None, live=False)

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


def test_a_permanence_that_was_never_public_goes(mediatrice):
    draft = factories.stay(FIRST, LAST, publish=False)

    mediatrice.post(f"/admin/snippets/schedule/permanence/delete/{draft.pk}/")

    assert not Permanence.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "/admin/snippets/schedule/permanence/delete/{0}/",
        "/admin/snippets/schedule/permanence/unpublish/{0}/",
        "/admin/bulk/schedule/permanence/delete/?id={0}",
    ],
)
def test_a_permanence_that_was_public_is_kept_and_archiving_offered(mediatrice, used, url):
    permanence = Permanence.objects.get()

    response = mediatrice.post(url.format(permanence.pk), follow=True)

    assert "on ne la supprime pas, on l’archive" in messages(response)
    assert f"/admin/permanences/{permanence.pk}/archiver/" in response.content.decode()
    assert Permanence.objects.filter(pk=permanence.pk, live=True).exists()


def test_a_guide_that_was_public_is_deleted_by_coordination_alone(client):
    guide = factories.guide("Payer son loyer")
    url = f"/admin/pages/{guide.pk}/delete/"

    client.force_login(factories.user())
    refused = client.post(url, follow=True)
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={guide.pk}&next=/admin/")
    is_kept = GuidePage.objects.exists()
    client.force_login(factories.user("coordination", factories.COORDINATION))
    client.post(url)

    assert "a été publique\xa0: dépubliez-la" in messages(refused)
    assert is_kept
    assert not GuidePage.objects.exists()


@pytest.fixture
def promised():
    """Two communes; the place that was in the second has left, and its calendar's address with it."""
    here, there = factories.commune("Couëron", slug="coueron"), factories.commune("Orvault", slug="orvault")
    gone = factories.place("Mairie", there, slug="mairie")
    announce()
    gone.move(here, pos="last-child")
    other = factories.place("Mairie", factories.commune("Treillières", slug="treillieres"), slug="mairie")
    announce()
    return {"there": there, "other": other}


def feed_of(client, commune: str) -> int:
    return client.get(f"/permanences/{commune}/mairie/calendrier.ics").status_code


def test_a_page_does_not_move_to_an_address_that_other_calendars_follow(mediatrice, promised):
    there, other = promised["there"], promised["other"]

    one = mediatrice.post(f"/admin/pages/{other.pk}/move/{there.pk}/confirm/", follow=True)
    many = f"/admin/bulk/wagtailcore/page/move/?id={other.pk}&next=/admin/"
    mediatrice.post(many, {"chooser": there.pk, "move_applicable": ""}, follow=True)

    assert "son adresse a été donnée pour un autre calendrier" in messages(one)
    assert PlacePage.objects.get(pk=other.pk).url == "/permanences/treillieres/mairie/"
    assert (feed_of(mediatrice, "orvault"), feed_of(mediatrice, "treillieres")) == (301, 200)


def test_a_page_is_not_copied_to_an_address_that_other_calendars_follow(admin_client, promised):
    there, other = promised["there"], promised["other"]
    copy = {"new_title": "Mairie", "new_slug": "mairie", "new_parent_page": there.pk, "publish_copies": "on"}

    response = admin_client.post(f"/admin/pages/{other.pk}/copy/", copy, follow=True)

    assert "son adresse a été donnée pour un autre calendrier" in messages(response)
    assert PlacePage.objects.filter(title="Mairie").count() == 2


def test_a_new_page_goes_round_an_address_that_other_calendars_follow(promised):
    new = factories.place("Mairie", promised["there"])

    assert new.url == "/permanences/orvault/mairie-2/"


def test_a_caravan_does_not_take_over_the_address_of_another(coordination):
    blue, red = (factories.caravan(name=name, slug=name.lower()) for name in ("Bleue", "Rouge"))
    announce()
    Caravan.objects.filter(pk=blue.pk).update(slug="grande-bleue")
    edit = f"/admin/snippets/schedule/caravan/edit/{red.pk}/"
    fields = {"name": "Rouge", "slug": "bleue", "zone": "Europe/Paris", "phone": "", "holiday_region": ""}

    response = coordination.post(edit, fields)

    assert "Cette adresse a été donnée pour un autre calendrier." in response.content.decode()
    assert Caravan.objects.get(pk=red.pk).slug == "rouge"
