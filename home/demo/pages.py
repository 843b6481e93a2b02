"""The frame of the site: one page at each address of the contract (docs/architecture.md)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Site

from guides.models import GuideIndexPage
from home.demo import texts
from home.models import HomePage, OrientationPage, PartnerIndexPage, SiteSettings, StandardPage
from schedule.pages import AgendaPage, SubscribePage

CONTRIBUTORS = "Contributrices et contributeurs"
INTRODUCTION = (
    "Une caravane vient au pied de votre immeuble. À l’intérieur, une personne vous aide avec votre "
    "téléphone, votre ordinateur et vos démarches sur internet. C’est gratuit, ouvert à tous et sans "
    "rendez-vous."
)


def build_site() -> HomePage:
    """The home page and the pages under it. What exists already is left as it is."""
    home = HomePage.objects.first() or _home()
    agenda = add_page(
        home,
        AgendaPage,
        "permanences",
        title="Permanences",
        show_in_menus=True,
        introduction="Voici toutes les dates de la caravane. Vous venez sans rendez-vous.",
    )
    add_page(
        agenda,
        SubscribePage,
        "s-abonner",
        title="S’abonner au calendrier",
        introduction="Les dates de la caravane peuvent s’afficher dans le calendrier de votre téléphone.",
        ways=[("way", _way(row)) for row in texts.table("ways")],
    )
    guides = add_page(
        home,
        GuideIndexPage,
        "guides",
        title="Fiches pratiques",
        show_in_menus=True,
        introduction="Chaque fiche explique une chose à faire, étape par étape.",
    )
    _open_to_contributors(guides)
    add_page(
        home,
        OrientationPage,
        "qui-peut-m-aider",
        title="Qui peut m’aider ?",
        show_in_menus=True,
        introduction="La caravane ne fait pas tout. Dites ce qu’il vous faut : voici qui appeler.",
    )
    add_page(
        home,
        PartnerIndexPage,
        "partenaires",
        title="Partenaires",
        show_in_menus=True,
        introduction="Ces organismes font vivre la caravane. Grâce à eux, elle est gratuite pour vous.",
    )
    for row in texts.table("pages"):
        add_page(
            home,
            StandardPage,
            row["slug"],
            title=row["title"],
            summary=row["summary"],
            body=[_block(block) for block in row["body"]],
        )
    return home


def follow_base_url() -> None:
    """The address in the settings is the one that counts; Wagtail keeps a copy of it."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True).exclude(hostname=address.hostname, port=port):
        site.hostname, site.port = address.hostname, port
        site.save()


def build_contact(home: HomePage, **contact: str) -> None:
    site = Site.objects.get(root_page=home)
    SiteSettings.objects.update_or_create(site=site, defaults=contact)


def _home() -> HomePage:
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home").first()
    home = root.add_child(
        instance=HomePage(title="Où est la caravane ?", slug="accueil", introduction=INTRODUCTION)
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "e-tinérance"},
    )
    follow_base_url()
    if welcome and not welcome.get_children().exists():
        # Wagtail's own first page; treebeard counts its parent's children anew.
        welcome.delete()
    home.refresh_from_db()
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def add_page(parent: Page, model: type[Page], slug: str, **fields: Any) -> Page:
    """The page under this address, published now unless it is there already."""
    found = model.objects.child_of(parent).filter(slug=slug).first()
    if found:
        return found
    page = model(slug=slug, **fields)
    page.full_clean(exclude=["path", "depth", "content_type", "url_path"])
    parent.add_child(instance=page)
    page.save_revision().publish()
    parent.refresh_from_db()
    return page


def _open_to_contributors(guides: Page) -> None:
    """They write guides, and nothing else; publishing is not theirs (home/migrations/0006)."""
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.get_or_create(
            group=Group.objects.get(name=CONTRIBUTORS),
            page=Page.objects.get(pk=guides.pk),
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
        )


def _block(row: dict[str, Any]) -> tuple[str, Any]:
    match row["kind"]:
        case "heading":
            return "heading", row["text"]
        case "list":
            return "paragraph", texts.bullets(row["items"])
        case "link":
            return "link", {"label": row["label"], "url": row["url"]}
    return "paragraph", texts.paragraphs(row["text"])


def _way(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "device": row.get("device", ""),
        "introduction": row["intro"],
        "button": row["button"],
        "steps": row["steps"],
        "note": row["note"],
        "trouble": row.get("trouble", "").strip(),
    }
