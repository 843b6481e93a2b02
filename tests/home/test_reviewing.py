"""A contributor writes a guide; a mediator reads it over; then it is public."""

import re

import pytest
from wagtail.models import GroupApprovalTask, TaskState

from guides.models import GuideIndexPage, GuidePage
from tests import factories
from tests.home.test_doors import EMPTY
from tests.reading import NBSP, soup, words

pytestmark = pytest.mark.django_db
PUBLIC = "/guides/envoyer-une-photo/"


@pytest.fixture
def contributor():
    return factories.user("contributrice", factories.CONTRIBUTORS)


def write(client, **buttons: str) -> GuidePage:
    """Fills in the form of a new guide, and presses a button."""
    text = {"title": "Envoyer une photo", "slug": "envoyer-une-photo", "summary": "Vous saurez envoyer."}
    step = {
        "body-count": "1",
        "body-0-type": "step",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-title": "Ouvrez les messages",
        "body-0-value-expect": "",
        "body-0-value-tip": "",
        "body-0-value-trouble": "",
        "body-0-value-variants-count": "0",
        "body-0-value-text": '{"blocks": [], "entityMap": {}}',
    }
    picture = {f"body-0-value-picture-{name}": "" for name in ("image", "alt_text")}
    about = {"check_every": "6", "level": "debutant", "devices": ["android"], "minutes": "5"}
    shelf = GuideIndexPage.objects.get().pk
    url = f"/admin/pages/add/guides/guidepage/{shelf}/"
    client.post(url, EMPTY | text | step | picture | about | buttons)
    return GuidePage.objects.get()


def answer(client, guide: GuidePage, verb: str, **fields: str):
    task = TaskState.objects.get(status="in_progress")
    return client.post(f"/admin/pages/workflow/action/{guide.pk}/{verb}/{task.pk}/", fields, follow=True)


def test_mediators_and_coordination_read_over():
    found = GroupApprovalTask.objects.get().groups.values_list("name", flat=True)

    assert set(found) == {factories.MEDIATORS, factories.COORDINATION}


@pytest.mark.parametrize("group", [factories.MEDIATORS, factories.COORDINATION])
def test_a_guide_is_written_submitted_read_over_and_public(client, contributor, group):
    client.force_login(contributor)
    guide = write(client, **{"action-submit": "x"})
    before = client.get(PUBLIC).status_code

    client.force_login(factories.user("relectrice", group))
    waiting = client.get("/admin/reports/workflow_tasks/").content.decode()
    shown = client.get(f"/admin/pages/{guide.pk}/edit/").content.decode()
    answer(client, guide, "approve")

    assert before == 404
    assert "Envoyer une photo" in waiting
    assert 'data-workflow-action-name="approve"' in shown
    assert "Ouvrez les messages" in client.get(PUBLIC).content.decode()


def test_a_contributor_lands_where_she_can_write(client, contributor):
    client.force_login(contributor)

    landing = client.get("/admin/").content.decode()

    assert "/admin/fiches/nouvelle/" in landing
    assert "Écrire une fiche" in landing


def test_a_guide_that_is_sent_back_returns_to_its_author(client, contributor):
    client.force_login(contributor)
    guide = write(client, **{"action-submit": "x"})

    client.force_login(factories.user())
    answer(client, guide, "reject", comment="Il manque une image.")
    client.force_login(contributor)
    page = client.get(f"/admin/pages/{guide.pk}/edit/").content.decode()

    assert client.get(PUBLIC).status_code == 404
    assert 'name="action-restart-workflow"' in page or 'name="action-resubmit"' in page


def first_page(client, who) -> str:
    client.force_login(who)
    panel = soup(client.get("/admin/")).select_one("section:has(> #guides)")
    return words(panel).replace(NBSP, " ")


def test_a_contributor_is_told_on_her_first_page_why_a_guide_came_back(client, contributor):
    mediator = factories.user()
    mediator.first_name = "Jo"
    mediator.save()
    client.force_login(contributor)
    guide = write(client, **{"action-submit": "x"})
    waiting = first_page(client, contributor)

    client.force_login(mediator)
    answer(client, guide, "reject", comment="Il manque une image.\nEt <b>un lien</b> !")
    sent_back = first_page(client, contributor)
    link = soup(client.get("/admin/")).select_one("section:has(> #guides) li a")
    elsewhere = first_page(client, factories.user("autre", factories.CONTRIBUTORS))

    assert "À corriger" not in waiting
    assert (
        "À corriger Envoyer une photo Ce qu’en dit Jo : Il manque une image. Et <b>un lien</b> !" in sent_back
    )
    assert "Envoyer une photo" not in elsewhere
    assert (words(link), link["href"]) == (
        "Corriger : Envoyer une photo",
        f"/admin/pages/{guide.pk}/edit/",
    )


def test_a_guide_that_was_sent_again_or_came_back_without_a_word_says_so(client, contributor):
    client.force_login(contributor)
    guide = write(client, **{"action-submit": "x"})
    client.force_login(factories.user())
    answer(client, guide, "reject", comment="")
    without_a_word = first_page(client, contributor)

    GuidePage.objects.get().current_workflow_state.resume(user=contributor)

    assert "Des corrections sont demandées, sans plus de détails." in without_a_word
    assert "À corriger" not in first_page(client, contributor)


def test_a_contributor_does_not_approve_her_own_guide(client, contributor):
    client.force_login(contributor)
    guide = write(client, **{"action-submit": "x"})

    for verb in ("approve", "reject"):
        answer(client, guide, verb, comment="x")

    assert TaskState.objects.get().status == "in_progress"
    assert client.get(PUBLIC).status_code == 404


def test_a_draft_that_waits_cannot_be_published_by_its_author(client, contributor):
    client.force_login(contributor)

    guide = write(client, **{"action-publish": "x"})

    assert not guide.live


@pytest.mark.parametrize(
    ("group", "first"), [(factories.MEDIATORS, "action-publish"), (factories.CONTRIBUTORS, "action-submit")]
)
def test_the_button_of_a_draft_is_what_its_author_may_do(client, contributor, group, first):
    client.force_login(contributor)
    guide = write(client)
    client.force_login(factories.user("autrice", group))

    page = client.get(f"/admin/pages/{guide.pk}/edit/").content.decode()

    buttons = re.findall(r'<button[^>]*name="(action-\w+)"', page)
    assert buttons[0] == first
