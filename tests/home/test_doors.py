"""Every door of the back office, group by group: who gets in by its address, and what a forged form does."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import get_resolver, resolve
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from core import clock
from guides.models import GuideIndexPage
from home.models import MissedSearch, Partner, SearchWords
from schedule.actions.change_date import change_date
from schedule.models import Poster
from tests import factories

pytestmark = pytest.mark.django_db
M, C, K = "mediatrice", "coordination", "contributrice"
GROUPS = {M: factories.MEDIATORS, C: factories.COORDINATION, K: factories.CONTRIBUTORS}
FIRST, LAST = date(2027, 3, 2), date(2027, 3, 19)

PAGES, SNIPPETS = "/admin/pages/", "/admin/snippets/"
EVERYBODY = f"""
/admin/  /admin/account/  /admin/images/  /admin/images/add/  /admin/images/multiple/add/
/admin/images/chooser/  /admin/images/chooser/create/  /admin/choose-page/
{PAGES}<shelf>/  {PAGES}add/guides/guidepage/<shelf>/  {PAGES}<guide>/edit/  {PAGES}<guide>/edit/preview/
{PAGES}<guide>/view_draft/  {PAGES}<guide>/history/  {PAGES}<guide>/workflow_history/  {PAGES}<guide>/copy/
{PAGES}<guide>/revisions/<revision>/view/  {PAGES}<guide>/revisions/<revision>/revert/
{SNIPPETS}choose/guides/word/  /admin/reports/workflow/  /admin/reports/site-history/
/admin/reports/aging-pages/  /admin/securite/  /admin/autre-moment/  /admin/fiches/nouvelle/
""".split()
WRITERS = f"""
{PAGES}<guide>/delete/  {PAGES}<guide>/unpublish/  {PAGES}<guide>/move/  {PAGES}<guide>/privacy/
{PAGES}<guide>/set_position/  {PAGES}<place>/edit/  {PAGES}<place>/view_draft/  {PAGES}<place>/history/
{PAGES}<place>/unpublish/  {PAGES}<place>/copy/  {PAGES}add/schedule/placepage/<commune>/
/admin/documents/  /admin/documents/add/  /admin/documents/multiple/add/  /admin/documents/edit/<document>/
/admin/documents/delete/<document>/  /admin/documents/chooser/create/
/admin/images/<image>/  /admin/images/<image>/delete/  /admin/images/usage/<image>/
/admin/permanences/dates-en-mots/  /admin/permanences/lieu/<place>/
/admin/permanences/planning/  /admin/permanences/importer/  /admin/permanences/importer/modele.csv
/admin/permanences/exporter/  /admin/permanences/exporter.csv  /admin/permanences/exporter.ics
/admin/aide/le-bureau/  /admin/aide/visite/1/
/admin/permanences/prochaines/  /admin/permanences/<stay>/archiver/  /admin/affiches/
/admin/permanences/<stay>/desarchiver/  /admin/lieux/<place>/archiver/  /admin/lieux/<place>/rouvrir/
{SNIPPETS}home/partner/  {SNIPPETS}home/partner/add/  {SNIPPETS}home/partner/edit/<partner>/
{SNIPPETS}home/partner/delete/<partner>/  {SNIPPETS}home/partner/history/<partner>/
{SNIPPETS}guides/word/  {SNIPPETS}guides/word/add/  {SNIPPETS}guides/word/edit/<word>/
{SNIPPETS}guides/word/delete/<word>/  {SNIPPETS}guides/word/history/<word>/
/admin/fiches/a-reverifier/  /admin/fiches/a-reverifier/resultats/
/admin/fiches/<guide>/verifiee/  /admin/fiches/verification/<check>/annuler/
{SNIPPETS}home/need/  {SNIPPETS}home/need/add/  {SNIPPETS}home/need/edit/<need>/
{SNIPPETS}home/need/delete/<need>/  {SNIPPETS}home/need/history/<need>/
{SNIPPETS}home/service/  {SNIPPETS}home/service/add/  {SNIPPETS}home/service/edit/<service>/
{SNIPPETS}home/service/delete/<service>/  {SNIPPETS}home/service/history/<service>/
{SNIPPETS}home/searchwords/  {SNIPPETS}home/searchwords/add/  {SNIPPETS}home/searchwords/edit/<row>/
{SNIPPETS}home/searchwords/delete/<row>/  {SNIPPETS}home/searchwords/history/<row>/  /admin/recherches/
/admin/traductions/  /admin/traductions/page-<guide>/  /admin/traductions/ar.po
{SNIPPETS}schedule/permanence/  {SNIPPETS}schedule/permanence/add/
{SNIPPETS}schedule/permanence/edit/<stay>/  {SNIPPETS}schedule/permanence/history/<stay>/
{SNIPPETS}schedule/permanence/history/<stay>/revisions/<stay_revision>/view/
{SNIPPETS}schedule/permanence/history/<stay>/revisions/<stay_revision>/unschedule/
{SNIPPETS}schedule/change/  {SNIPPETS}schedule/change/add/  {SNIPPETS}schedule/change/edit/<change>/
{SNIPPETS}schedule/change/delete/<change>/  {SNIPPETS}schedule/change/history/<change>/
""".split()
COORDINATION = f"""
/admin/users/  /admin/users/new/  /admin/users/edit/<user>/  /admin/users/delete/<user>/
/admin/users/history/<user>/  /admin/redirects/  /admin/redirects/add/  /admin/redirects/import/
/admin/permanences/historique/  /admin/reports/locked/  /admin/settings/home/sitesettings/
{SNIPPETS}schedule/caravan/  {SNIPPETS}schedule/caravan/add/  {SNIPPETS}schedule/caravan/edit/<caravan>/
{SNIPPETS}schedule/caravan/history/<caravan>/
""".split()
NOBODY = f"""
{SNIPPETS}  /admin/groups/  /admin/groups/new/  /admin/groups/edit/<group>/  /admin/groups/delete/<group>/
/admin/sites/  /admin/sites/new/  /admin/sites/edit/<site>/  /admin/sites/delete/<site>/
/admin/collections/  /admin/collections/add/  /admin/workflows/list/  /admin/workflows/add/
/admin/workflows/edit/1/  /admin/workflows/disable/1/  /admin/workflows/tasks/index/
/admin/workflows/tasks/edit/1/
""".split()
OPEN = {
    M: [*EVERYBODY, *WRITERS],
    C: [*EVERYBODY, *WRITERS, *COORDINATION],
    K: EVERYBODY,
}


@pytest.fixture
def people():
    return {name: factories.user(name, group) for name, group in GROUPS.items()}


@pytest.fixture
def world(people) -> dict[str, int]:
    """One of each thing: what its address needs, by name."""
    checked = factories.guide("Ouvrir son compte")
    place, guide = factories.place(), factories.guide()
    stay = factories.stay(FIRST, LAST, at=place)
    picture = get_image_model().objects.create(title="Image", file=get_test_image_file())
    document = get_document_model().objects.create(title="Notice", file=ContentFile(b"x", name="x.txt"))
    other = factories.user("autre", factories.MEDIATORS)
    return {
        "shelf": GuideIndexPage.objects.get().pk,
        "guide": guide.pk,
        "revision": guide.latest_revision_id,
        "check": factories.check(checked, clock.local_day(clock.now()), user=people[M]).pk,
        "word": factories.word("navigateur").pk,
        "place": place.pk,
        "commune": place.get_parent().pk,
        "stay": stay.pk,
        "stay_revision": stay.latest_revision_id,
        "caravan": stay.caravan_id,
        "change": change_date(stay, FIRST, kind="cancelled").pk,
        "need": factories.need().pk,
        "service": factories.service().pk,
        "partner": Partner.objects.create(name="Mairie", kind="relays").pk,
        "poster": poster(place).pk,
        "row": SearchWords.objects.create(words="ameli, sécu").pk,
        "missed": MissedSearch.objects.create(words="yoga", count=3, first_on=FIRST, last_on=FIRST).pk,
        "image": picture.pk,
        "document": document.pk,
        "user": other.pk,
        "group": Group.objects.get(name=factories.MEDIATORS).pk,
        "site": Site.objects.get().pk,
    }


def poster(place) -> Poster:
    now = clock.now()
    facts = {"title": place.title, "digest": "x", "snapshot": {}, "day": now.date(), "made_at": now}
    return Poster.objects.create(about=f"place:{place.pk}", last_end=now, **facts)


def address(template: str, world: dict[str, int]) -> str:
    for name, key in world.items():
        template = template.replace(f"<{name}>", str(key))
    return template


def is_open(client, url: str) -> bool:
    """Wagtail refuses by a message on its home page, or by 403."""
    response = client.get(url, follow=True)
    return response.status_code == 200 and not response.request["PATH_INFO"] == "/admin/" != url


@pytest.mark.parametrize("name", GROUPS)
def test_each_group_enters_by_its_own_doors_only(client, people, world, name):
    client.force_login(people[name])

    doors = [*EVERYBODY, *WRITERS, *COORDINATION, *NOBODY]
    found = [door for door in doors if is_open(client, address(door, world))]

    assert found == OPEN[name]


def test_strangers_enter_nowhere(client, world):
    doors = [*EVERYBODY, *WRITERS, *COORDINATION, *NOBODY]

    found = [client.get(address(door, world)).headers.get("location", "")[:13] for door in doors]

    assert found == ["/admin/login/"] * len(doors)


# Addresses of ours that are no doors: they are sent to, or answer about what is being asked.
NO_DOORS = {
    "admin/aide/visite/non-merci/",
    "admin/api/main/pages/<int:pk>/action/<str:name>/",
    "admin/aujourd-hui/c-est-voulu/",
    "admin/affiches/<int:pk>/remplacee/",
    "admin/affiches/<int:pk>/retablir/",
    "admin/autre-moment/maintenant/",
    "admin/login/",
    "admin/login/code/",
    "admin/permanences/nouveau-lieu/",
    "admin/recherches/<int:pk>/ecarter/",
    "admin/traductions/<slug:code>/reprendre/",
    "admin/snippets/schedule/permanence/preview/",
    "admin/snippets/schedule/permanence/preview/<int:pk>/",
    "admin/seances/<str:uid>/<str:verb>/",
    "admin/snippets/home/searchwords/results/",
    "admin/snippets/schedule/change/results/",
    "admin/snippets/schedule/permanence/results/",
}


def addresses(patterns, before: str = ""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        elif pattern.callback.__module__.startswith(("schedule.", "guides.", "home.")):
            yield route


def test_no_address_of_ours_is_forgotten():
    ours = {route for route in addresses(get_resolver().url_patterns) if route.startswith("admin/")}

    doors = [*EVERYBODY, *WRITERS, *COORDINATION, *NOBODY]
    tried = {resolve(re.sub(r"<\w+>", "1", door)).route for door in doors}
    assert ours - tried == NO_DOORS


# Forged forms

GUIDE = {"title": "Forgé", "slug": "forge", "summary": "x", "level": "debutant", "check_every": "6"}
EMPTY = {
    f"{name}-{part}": "0"
    for name in ("needs", "body", "trouble", "links")
    for part in ("count", "TOTAL_FORMS", "INITIAL_FORMS")
}
CHANGE = {"permanence": "<stay>", "date": "2027-03-03", "kind": "cancelled", "session": ""}
NEED = {"title": "Forgé", "slug": "forge", "drawing": "question", "position": "0"}
SERVICE = {
    "name": "Forgé",
    "summary": "x",
    "source_url": "https://x.example/",
    "checked_on": "2026-11-01",
} | {"position": "0"}
BULK = "/admin/bulk/"
OF_A_CONTRIBUTOR = {
    f"{PAGES}<guide>/unpublish/": {},
    f"{PAGES}<guide>/delete/": {},
    f"{PAGES}<guide>/move/<shelf>/confirm/": {},
    f"{PAGES}<guide>/set_position/": {"position": "0"},
    f"{PAGES}<guide>/privacy/": {"restriction_type": "login"},
    f"{PAGES}<guide>/lock/": {},
    f"{PAGES}<guide>/revisions/<revision>/unschedule/": {},
    f"{PAGES}<place>/edit/": {"title": "Forgé", "slug": "forge", "action-publish": "x"},
    f"{PAGES}<place>/delete/": {},
    f"{PAGES}<place>/unpublish/": {},
    f"{PAGES}add/schedule/placepage/<commune>/": {"title": "Forgé", "slug": "forge"},
    f"{BULK}wagtailcore/page/unpublish/?id=<guide>": {},
    f"{BULK}wagtailcore/page/delete/?id=<guide>": {},
    f"{BULK}wagtailcore/page/move/?id=<guide>": {"chooser": "<commune>"},
    f"{BULK}schedule/permanence/delete/?id=<stay>": {},
    f"{BULK}home/partner/delete/?id=<partner>": {},
    f"{BULK}wagtailimages/image/delete/?id=<image>": {},
    f"{BULK}wagtaildocs/document/delete/?id=<document>": {},
    f"{SNIPPETS}schedule/permanence/add/": {"place": "<place>", "action-publish": "x"},
    f"{SNIPPETS}schedule/permanence/edit/<stay>/": {"note": "Forgé", "action-publish": "x"},
    f"{SNIPPETS}schedule/permanence/delete/<stay>/": {},
    f"{SNIPPETS}schedule/permanence/unpublish/<stay>/": {},
    f"{SNIPPETS}schedule/permanence/lock/<stay>/": {},
    f"{SNIPPETS}schedule/permanence/history/<stay>/revisions/<stay_revision>/revert/": {},
    f"{SNIPPETS}schedule/change/add/": CHANGE,
    f"{SNIPPETS}schedule/change/edit/<change>/": CHANGE,
    f"{SNIPPETS}schedule/change/delete/<change>/": {},
    f"{SNIPPETS}choose/guides/word/create/": {"term": "Forgé", "meaning": "x", "example": "x"},
    f"{SNIPPETS}guides/word/edit/<word>/": {"term": "Forgé", "meaning": "x", "example": "x"},
    f"{SNIPPETS}guides/word/delete/<word>/": {},
    "/admin/fiches/<guide>/verifiee/": {},
    "/admin/fiches/verification/<check>/annuler/": {},
    f"{SNIPPETS}home/partner/edit/<partner>/": {"name": "Forgé", "kind": "relays", "position": "0"},
    f"{SNIPPETS}home/partner/delete/<partner>/": {},
    f"{SNIPPETS}home/need/add/": NEED,
    f"{SNIPPETS}home/need/edit/<need>/": NEED,
    f"{SNIPPETS}home/need/delete/<need>/": {},
    f"{SNIPPETS}home/service/add/": SERVICE,
    f"{SNIPPETS}home/service/edit/<service>/": SERVICE,
    f"{SNIPPETS}home/service/delete/<service>/": {},
    f"{BULK}home/service/delete/?id=<service>": {},
    f"{SNIPPETS}home/searchwords/add/": {"words": "forgé, faux"},
    f"{SNIPPETS}home/searchwords/edit/<row>/": {"words": "forgé, faux"},
    f"{SNIPPETS}home/searchwords/delete/<row>/": {},
    "/admin/recherches/<missed>/ecarter/": {},
    "/admin/traductions/page-<guide>/": {"ar-x": "Forgé"},
    "/admin/traductions/ar/reprendre/": {},
    "/admin/affiches/<poster>/remplacee/": {},
    "/admin/affiches/<poster>/retablir/": {},
    "/admin/aujourd-hui/c-est-voulu/": {"key": "x"},
    "/admin/permanences/<stay>/archiver/": {"fate": "retirer"},
    "/admin/permanences/<stay>/desarchiver/": {},
    "/admin/lieux/<place>/archiver/": {},
    "/admin/lieux/<place>/rouvrir/": {},
    "/admin/api/main/pages/<guide>/action/unpublish/": {},
    "/admin/api/main/pages/<guide>/action/delete/": {},
    "/admin/images/<image>/": {"title": "Forgé"},
    "/admin/images/<image>/delete/": {},
    "/admin/documents/edit/<document>/": {"title": "Forgé"},
    "/admin/documents/delete/<document>/": {},
}
OF_A_MEDIATOR = {
    f"{SNIPPETS}schedule/caravan/add/": {"name": "Forgé", "slug": "forge", "zone": "Europe/Paris"},
    f"{SNIPPETS}schedule/caravan/edit/<caravan>/": {"name": "Forgé", "slug": "x", "zone": "Europe/Paris"},
    f"{SNIPPETS}schedule/caravan/delete/<caravan>/": {},
    "/admin/users/new/": {"username": "forge", "email": "f@example.org", "password1": "x", "password2": "x"},
    "/admin/users/edit/<user>/": {"username": "forge", "email": "f@example.org"},
    "/admin/users/delete/<user>/": {},
    "/admin/securite/<user>/reinitialiser/": {},
    f"{BULK}auth/user/delete/?id=<user>": {},
    f"{BULK}auth/user/assign_role/?id=<user>": {"role": "<group>"},
    "/admin/settings/home/sitesettings/<site>/": {"association": "Forgé"},
    "/admin/redirects/add/": {"old_path": "/x/", "is_permanent": "on", "redirect_link": "/y/"},
}
OF_COORDINATION = {
    "/admin/groups/new/": {"name": "Forgé"},
    "/admin/groups/edit/<group>/": {"name": "Forgé"},
    "/admin/groups/delete/<group>/": {},
    "/admin/sites/edit/<site>/": {"hostname": "forge", "port": "80", "root_page": "<guide>"},
    "/admin/sites/delete/<site>/": {},
    "/admin/collections/add/": {"name": "Forgé"},
    "/admin/workflows/edit/1/": {"name": "Forgé"},
    "/admin/workflows/disable/1/": {},
    "/admin/workflows/tasks/edit/1/": {"name": "Forgé"},
}
KEPT = [
    "auth.group",
    "core.translation",
    "auth.user",
    "guides.check",
    "guides.word",
    "home.missedsearch",
    "home.need",
    "home.partner",
    "home.searchwords",
    "home.service",
    "home.sitesettings",
    "schedule.caravan",
    "schedule.change",
    "schedule.permanence",
    "schedule.poster",
    "wagtailcore.collection",
    "wagtailcore.page",
    "wagtailcore.pageviewrestriction",
    "wagtailcore.site",
    "wagtailcore.workflow",
    "wagtaildocs.document",
    "wagtailimages.image",
    "wagtailredirects.redirect",
]


def state() -> dict[str, list[tuple]]:
    """Everything that a forged form could have touched."""
    ignored = {"last_login"}
    return {
        label: list(model.objects.order_by("pk").values_list(*columns))
        for label in KEPT
        if (model := apps.get_model(label))
        and (columns := [f.name for f in model._meta.concrete_fields if f.name not in ignored])
    }


def post(client, template: str, fields: dict[str, str], world: dict[str, int]):
    data = {name: address(value, world) for name, value in fields.items()}
    return client.post(address(template, world), data)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (K, OF_A_CONTRIBUTOR | OF_A_MEDIATOR | OF_COORDINATION),
        (M, OF_A_MEDIATOR | OF_COORDINATION),
        (C, OF_COORDINATION),
    ],
)
def test_a_forged_form_changes_nothing(client, people, world, name, forms):
    client.force_login(people[name])
    before, effective = state(), []

    for door, fields in forms.items():
        post(client, door, fields, world)
        if state() != before:
            effective.append(door)
            before = state()

    assert effective == []


def test_the_same_forms_work_for_those_who_may(client, people, world):
    client.force_login(people[M])
    doors = [
        "/admin/fiches/<guide>/verifiee/",
        "/admin/fiches/verification/<check>/annuler/",
        f"{PAGES}<guide>/unpublish/",
        f"{SNIPPETS}home/partner/edit/<partner>/",
        f"{SNIPPETS}home/need/edit/<need>/",
        f"{SNIPPETS}home/service/edit/<service>/",
        f"{SNIPPETS}home/searchwords/edit/<row>/",
        "/admin/recherches/<missed>/ecarter/",
        "/admin/affiches/<poster>/remplacee/",
        f"{SNIPPETS}schedule/change/delete/<change>/",
    ]
    before, effective = state(), []

    for door in doors:
        post(client, door, OF_A_CONTRIBUTOR[door], world)
        if state() != before:
            effective.append(door)
            before = state()

    assert effective == doors


def test_a_contributor_who_forges_the_publish_button_only_writes_a_draft(client, people, world):
    client.force_login(people[K])
    forged = GUIDE | EMPTY | {"action-publish": "action-publish"}

    post(client, f"{PAGES}<guide>/edit/", forged, world)
    post(client, f"{PAGES}add/guides/guidepage/<shelf>/", forged | {"slug": "forge-2"}, world)
    post(
        client,
        f"{PAGES}<guide>/copy/",
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": "<shelf>", "publish_copies": "on"}
        | {"alias": "on"},
        world,
    )

    live = Page.objects.filter(pk__gte=world["guide"], live=True).values_list("title", flat=True)
    assert list(live) == ["Payer son loyer"]
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_contributor_who_goes_back_to_a_former_version_only_writes_a_draft(client, people, world):
    client.force_login(people[K])
    guide = Page.objects.get(pk=world["guide"]).specific
    guide.title = "Payer son loyer en ligne"
    guide.save_revision().publish()

    client.post(
        address(f"{PAGES}<guide>/edit/", world),
        GUIDE
        | EMPTY
        | {"word": str(world["word"]), "revision": str(world["revision"])}
        | {"action-publish": "x"},
    )

    assert Page.objects.get(pk=world["guide"]).title == "Payer son loyer en ligne"
