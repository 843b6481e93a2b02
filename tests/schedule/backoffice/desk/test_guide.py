"""The guided tour, and the page to print: the same steps, with pictures of the real screens."""

import pytest
from django.contrib.staticfiles import finders

from schedule.backoffice.desk.guide import steps
from tests import factories
from tests.reading import soup, words
from tests.schedule.backoffice.desk.screens import TODAY

pytestmark = pytest.mark.django_db
GUIDE, TOUR = "/admin/aide/le-bureau/", "/admin/aide/visite/{}/"


def offer(client):
    return soup(client.get(TODAY)).select_one(".desk__offer")


def test_the_first_visit_offers_the_tour(mediatrice):
    assert offer(mediatrice).a["href"] == TOUR.format(1)


def test_no_thank_you_is_an_answer_for_good(mediatrice):
    mediatrice.post(offer(mediatrice).form["action"])

    assert offer(mediatrice) is None


def test_the_tour_leads_from_step_to_step_and_back_to_the_desk(mediatrice):
    url, seen = TOUR.format(1), []
    while url != TODAY:
        page = soup(mediatrice.get(url))
        seen.append(words(page.select_one(".tour h2")))
        url = page.select_one(".tour a.button")["href"]

    assert seen == [words_of(step.title) for step in steps()]
    assert offer(mediatrice) is None


def words_of(text: str) -> str:
    return text.replace("« ", "«\xa0").replace(" »", "\xa0»")


def test_leaving_the_tour_early_keeps_the_offer(mediatrice):
    mediatrice.get(TOUR.format(1))

    assert offer(mediatrice) is not None


@pytest.mark.parametrize("number", [0, 8, 999])
def test_a_step_that_does_not_exist_is_not_found(mediatrice, number):
    assert mediatrice.get(TOUR.format(number)).status_code == 404


def test_the_page_to_print_has_every_step_with_its_picture_described(mediatrice):
    page = soup(mediatrice.get(GUIDE))

    assert [words(title) for title in page.select(".guide__steps h2")] == [
        words_of(step.title) for step in steps()
    ]
    assert all(len(picture["alt"]) > 20 for picture in page.select(".guide__steps img"))


def test_every_picture_is_there():
    assert [step.picture for step in steps() if not finders.find(step.file)] == []


def test_the_help_menu_leads_to_it(mediatrice):
    assert GUIDE in mediatrice.get(TODAY).content.decode()


@pytest.mark.parametrize("url", [GUIDE, TOUR.format(1)])
def test_it_is_for_those_who_announce(client, url):
    assert client.get(url).headers["location"].startswith("/admin/login/")
    nobody = factories.user("rien")
    nobody.groups.clear()
    client.force_login(nobody)
    assert client.get(url).status_code in (302, 403)
