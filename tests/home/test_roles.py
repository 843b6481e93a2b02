"""Who may do what in the back office, and in which language it is said."""

import re
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import override_settings
from wagtail.models import Collection, GroupPagePermission, Page, Task, Workflow

from home.demo.accounts import ACCOUNTS, load_accounts
from home.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db

WRITERS = [factories.MEDIATORS, factories.COORDINATION]
ENGLISH = re.compile(
    r"\b(can|add|change|delete|view|publish|lock|unlock|root|moderators?|editors?|approval|any|the|of|pages?"
    r" you|access|choose)\b",
    re.IGNORECASE,
)
EVERYBODY = [
    "/admin/",
    "/admin/pages/",
    "/admin/permanences/prochaines/",
    "/admin/snippets/schedule/permanence/",
    "/admin/snippets/schedule/permanence/add/",
    "/admin/snippets/schedule/change/",
    "/admin/snippets/schedule/change/add/",
    "/admin/snippets/home/partner/",
    "/admin/snippets/home/partner/add/",
    "/admin/snippets/guides/word/",
    "/admin/snippets/home/need/",
    "/admin/snippets/home/need/add/",
    "/admin/snippets/home/service/",
    "/admin/snippets/home/service/add/",
    "/admin/snippets/home/searchwords/",
    "/admin/recherches/",
    "/admin/affiches/",
    "/admin/traductions/",
    "/admin/charte/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/account/",
]
COORDINATION_ONLY = [
    "/admin/users/",
    "/admin/users/new/",
    "/admin/settings/home/sitesettings/",
    "/admin/snippets/schedule/caravan/",
    "/admin/snippets/schedule/caravan/add/",
    "/admin/redirects/",
]
NOBODY = ["/admin/groups/", "/admin/sites/", "/admin/workflows/list/", "/admin/snippets/"]


@pytest.fixture
def mediatrice(client):
    client.force_login(factories.user())
    return client


@pytest.fixture
def coordination(client):
    client.force_login(factories.user("coordination", factories.COORDINATION))
    return client


def status(client, url: str) -> int:
    """200, or 403 for a refusal: Wagtail refuses by a message on its home page."""
    response = client.get(url, follow=True)
    landed = response.request["PATH_INFO"]
    if landed == "/admin/" != url:
        assert "vous n'avez pas les autorisations" in response.content.decode().replace("&#x27;", "'")
        return 403
    return response.status_code


def menu(client) -> list[str]:
    """The names of the menu's entries, from the data that Wagtail's sidebar is made of."""
    text = (
        BeautifulSoup(client.get("/admin/").content, "html.parser").select_one("#wagtail-sidebar-props").text
    )
    return re.findall(r'"label": "([^"]+)"', text.encode().decode("unicode_escape"))


# Groups


def test_the_groups_are_ours():
    assert set(Group.objects.values_list("name", flat=True)) == {
        factories.MEDIATORS,
        factories.COORDINATION,
        factories.CONTRIBUTORS,
    }


@pytest.mark.parametrize("group", [factories.MEDIATORS, factories.COORDINATION])
@pytest.mark.parametrize(
    "permission",
    [
        "schedule.publish_permanence",
        "schedule.lock_permanence",
        "schedule.unlock_permanence",
        "schedule.add_change",
        "schedule.delete_change",
        "home.change_partner",
        "guides.change_word",
        "home.add_need",
        "home.delete_need",
        "home.change_service",
        "home.add_searchwords",
        "home.change_searchwords",
        "home.delete_searchwords",
        "home.view_missedsearch",
        "home.change_missedsearch",
        "wagtailadmin.access_admin",
    ],
)
def test_both_groups_write(group, permission):
    assert factories.user(group=group).has_perm(permission)


def test_contributors_only_enter_and_use_pictures():
    contributors = Group.objects.get(name=factories.CONTRIBUTORS)
    of_pages = contributors.page_permissions.values_list("page__slug", "permission__codename")
    of_pictures = contributors.collection_permissions.values_list("permission__codename", flat=True)

    assert [str(found.codename) for found in contributors.permissions.all()] == ["access_admin"]
    assert set(of_pages) == {("guides", "add_page"), ("guides", "change_page")}
    assert set(of_pictures) == {"add_image", "choose_image"}


@pytest.mark.parametrize("permission", ["auth.add_user", "home.change_sitesettings", "schedule.add_caravan"])
def test_only_coordination_manages(permission):
    assert factories.user("coordination", factories.COORDINATION).has_perm(permission)
    assert not factories.user().has_perm(permission)


@pytest.mark.parametrize("group", [factories.MEDIATORS, factories.COORDINATION])
def test_both_groups_write_and_publish_pages(group):
    found = GroupPagePermission.objects.filter(group__name=group, page__depth=1)

    assert {"add_page", "change_page", "publish_page"} <= {row.permission.codename for row in found}


# Doors


@pytest.mark.parametrize("url", EVERYBODY)
def test_a_mediator_enters(mediatrice, url):
    factories.caravan()

    assert status(mediatrice, url) == 200


@pytest.mark.parametrize("url", COORDINATION_ONLY + NOBODY)
def test_a_mediator_is_kept_out(mediatrice, url):
    assert status(mediatrice, url) == 403


@pytest.mark.parametrize("url", EVERYBODY + COORDINATION_ONLY)
def test_coordination_enters(coordination, url):
    factories.caravan()

    assert status(coordination, url) == 200


@pytest.mark.parametrize("url", NOBODY)
def test_coordination_does_not_manage_the_software(coordination, url):
    assert status(coordination, url) == 403


@pytest.mark.parametrize("url", EVERYBODY + COORDINATION_ONLY)
def test_strangers_are_asked_to_sign_in(client, url):
    assert client.get(url).headers["location"].startswith("/admin/login/")


@pytest.mark.parametrize("url", ["/admin/snippets/schedule/caravan/add/", "/admin/users/new/"])
def test_a_mediator_cannot_post_what_she_cannot_see(mediatrice, url):
    response = mediatrice.post(url, {"name": "x", "slug": "x", "username": "x"})

    assert response.status_code in (302, 403)
    assert not apps.get_model("schedule", "Caravan").objects.exists()


def test_a_mediator_edits_a_partner(mediatrice):
    partner = Partner.objects.create(name="Mairie", kind=Partner.Kind.RELAYS)

    mediatrice.post(
        f"/admin/snippets/home/partner/edit/{partner.pk}/",
        {"name": "Ville", "kind": "relays", "position": "0"},
    )

    partner.refresh_from_db()
    assert partner.name == "Ville"


# Menus


def test_the_menu_of_a_mediator_holds_only_what_she_may_use(mediatrice):
    assert menu(mediatrice) == [
        "Aujourd’hui",
        "Pages",
        "Prochaines dates",
        "Planning",
        "Nouvelle fiche",
        "Permanences",
        "Changements",
        "Autre moment",
        "Partenaires",
        "Qui peut aider",
        "Services qui aident",
        "Besoins",
        "Mots expliqués",
        "Suivi",
        "À revérifier",
        "Affiches",
        "Recherches sans résultat",
        "Mots de la recherche",
        "Traductions",
        "Images",
        "Documents",
        "Aide",
        "Le bureau de la médiatrice",
        "Charte des pages",
        "Raccourcis",
        "Compte",
        "Se déconnecter",
    ]


def test_the_menu_of_a_contributor_holds_only_what_she_may_use(client):
    client.force_login(factories.user("contributrice", factories.CONTRIBUTORS))

    assert menu(client) == [
        "Pages",
        "Nouvelle fiche",
        "Autre moment",
        "Images",
        "Aide",
        "Charte des pages",
        "Raccourcis",
        "Compte",
        "Se déconnecter",
    ]


def test_the_menu_of_coordination_adds_what_they_manage(coordination):
    found = menu(coordination)

    assert {"Caravanes", "Utilisateurs", "Coordonnées", "Règles de Redirection"} <= set(found)
    assert not {"Groupes", "Sites", "Snippets"} & set(found)


def test_no_menu_leads_to_english_pages_elsewhere(coordination):
    assert "wagtail.org" not in str(
        BeautifulSoup(coordination.get("/admin/").content, "html.parser").select_one("#wagtail-sidebar-props")
    )


# English leftovers


def test_first_rows_of_wagtail_have_french_names():
    names = [
        *Group.objects.values_list("name", flat=True),
        *Collection.objects.values_list("name", flat=True),
        *Workflow.objects.values_list("name", flat=True),
        *Task.objects.values_list("name", flat=True),
        *Page.objects.filter(depth=1).values_list("title", flat=True),
        *Page.objects.filter(depth=1).values_list("draft_title", flat=True),
    ]

    assert [name for name in names if ENGLISH.search(name)] == []
    assert names.count("Racine") == 3


def test_permissions_have_french_names():
    names = Permission.objects.values_list("name", flat=True)

    assert [name for name in names if ENGLISH.search(name)] == []


# Demo accounts


@pytest.mark.parametrize("name", ACCOUNTS)
def test_demo_accounts_sign_in(client, name):
    group, password = ACCOUNTS[name]
    load_accounts()

    response = client.post("/admin/login/", {"username": name, "password": password}, follow=True)

    assert response.request["PATH_INFO"] == "/admin/"
    assert response.wsgi_request.user.groups.get().name == group


@pytest.mark.parametrize("name", ACCOUNTS)
def test_demo_accounts_open_no_door_outside_a_demo(client, name):
    load_accounts()

    with override_settings(DEMO=False):
        response = client.post("/admin/login/", {"username": name, "password": ACCOUNTS[name][1]})

    assert response.status_code == 200
    assert not response.wsgi_request.user.is_authenticated


def test_a_demo_account_that_is_signed_in_is_put_out_when_the_demo_ends(client):
    load_accounts()
    client.post("/admin/login/", {"username": "mediatrice", "password": ACCOUNTS["mediatrice"][1]})

    with override_settings(DEMO=False):
        assert client.get("/admin/").status_code == 302


def test_demo_accounts_are_not_made_outside_a_demo():
    with override_settings(DEMO=False):
        assert load_accounts() == {}


def test_a_wrong_password_is_refused_in_french(client):
    load_accounts()

    response = client.post("/admin/login/", {"username": "mediatrice", "password": "x"})

    assert "ne correspondent à aucun utilisateur" in response.content.decode()


# The way back


def test_the_migration_reverses():
    names = (
        "0002_french_roles",
        "0005_contributors",
        "0009_orientation_roles",
        "0011_search_words_for_editors",
    )
    french, contributors, orientation, search = (import_module(f"home.migrations.{name}") for name in names)

    orientation.withdraw(apps, None)
    search.withdraw(apps, None)
    kept = ("home.add_need", "home.change_searchwords")
    people = [factories.user(f"sans {group}", group) for group in WRITERS]
    without = {user.has_perm(permission) for user in people for permission in kept}
    contributors.remove(apps, None)
    french.to_english(apps, None)
    english = set(Group.objects.values_list("name", flat=True))
    french.to_french(apps, None)
    contributors.add(apps, None)
    orientation.grant(apps, None)
    search.grant(apps, None)

    assert without == {False}
    assert english == {"Editors", "Moderators"}
    test_the_groups_are_ours()
    test_contributors_only_enter_and_use_pictures()
    assert all(factories.user(f"avec {group}", group).has_perms(kept) for group in WRITERS)
    assert Page.objects.get(depth=1).title == "Racine"
