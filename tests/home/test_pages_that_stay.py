"""What people follow the address of stays: no date, no form and no group action takes it off the site."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import OrientationPage, PartnerIndexPage, StandardPage
from schedule.pages import SubscribePage
from tests import factories
from tests.schedule.backoffice.screens import messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def mediatrice(client):
    client.force_login(factories.user())
    return client


def fixed_pages() -> list[Page]:
    kinds = (SubscribePage, OrientationPage, PartnerIndexPage, StandardPage)
    return [page for kind in kinds for page in kind.objects.all()]


def test_a_page_that_was_public_is_not_deleted(mediatrice):
    pages = fixed_pages()

    said = [
        messages(mediatrice.post(f"/admin/pages/{page.pk}/delete/", follow=True)).replace("\xa0", " ")
        for page in pages
    ]

    assert Page.objects.filter(pk__in=[page.pk for page in pages]).count() == len(pages)
    assert all("Elle ne peut pas être supprimée." in sentence for sentence in said)


def test_nor_are_several_at_once(mediatrice):
    pages = fixed_pages()
    ids = "&".join(f"id={page.pk}" for page in pages)

    mediatrice.post(f"/admin/bulk/wagtailcore/page/delete/?{ids}&next=/admin/")

    assert Page.objects.filter(pk__in=[page.pk for page in pages]).count() == len(pages)


def test_a_draft_may_go(mediatrice):
    parent = StandardPage.objects.first().get_parent()
    draft = parent.add_child(instance=StandardPage(title="Brouillon", slug="brouillon", live=False))

    mediatrice.post(f"/admin/pages/{draft.pk}/delete/")

    assert not Page.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("make", [factories.place, lambda: SubscribePage.objects.get()])
def test_a_page_has_no_date_on_which_it_ends(make):
    page = make()
    page.expire_at = timezone.now() + timedelta(days=1)

    with pytest.raises(Exception, match="Cette page n’a pas de fin"):
        page.full_clean()


def test_a_guide_may_have_one():
    guide = factories.guide()
    guide.expire_at = timezone.now() + timedelta(days=1)

    guide.full_clean()


def test_a_mediator_closes_no_page_to_the_public(mediatrice):
    place = factories.place()

    answer = mediatrice.post(f"/admin/pages/{place.pk}/privacy/", {"restriction_type": "login"})

    assert answer.status_code == 403 or not PageViewRestriction.objects.exists()
    assert not PageViewRestriction.objects.exists()


def test_too_much_at_once_is_refused_in_french(mediatrice, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = mediatrice.post("/admin/snippets/schedule/permanence/add/", {"note": "x" * 1000})

    assert answer.status_code == 400
    assert "Revenez en arrière avec votre navigateur" in answer.content.decode()
