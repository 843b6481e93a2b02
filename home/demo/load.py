"""Puts the demo content into the database."""

from datetime import date

from django.db import transaction
from wagtail.models import Page

from home.demo.accounts import load_accounts
from home.demo.calendar import PHONE, load_places, load_stays
from home.demo.guides import load_guides
from home.demo.orientation import load_needs, load_partners, load_services
from home.demo.pages import build_contact, build_site
from home.demo.posters import load_poster
from home.demo.synonyms import load_synonyms
from home.demo.translations import load_translations
from home.models import HomePage

CONTACT = {
    "association": "Le Coup de main numérique",
    "phone": PHONE,
    "phone_note": "numéro d’exemple",
    "notice": "Ce site est une démonstration : les résidences et le numéro de téléphone sont des exemples.",
}
MARK = CONTACT["notice"]


class OtherContentError(Exception):
    """The database holds content that is not the demo's."""


def holds_other_content() -> bool:
    """Somebody's own site: a home page without the demo's notice, or pages that Wagtail did not make."""
    home = HomePage.objects.first()
    if home is None:
        return Page.objects.filter(depth__gt=2).exists()
    site = home.sites_rooted_here.first()
    settings = getattr(site, "sitesettings", None) if site else None
    return settings is None or settings.notice != MARK


@transaction.atomic
def load_demo(today: date, *, even_if_other_content: bool = False) -> dict[str, str]:
    """Loads what is missing, and returns the demo accounts' passwords (none under production settings).

    Running it again changes nothing. Raises OtherContentError rather than mix with somebody's content.
    """
    if holds_other_content() and not even_if_other_content:
        raise OtherContentError
    home = build_site()
    build_contact(home, **CONTACT)
    load_places()
    load_stays(today)
    load_poster(today)
    load_guides()
    load_partners()
    load_needs()
    load_services()
    load_synonyms()
    load_translations()
    return load_accounts()
