"""Published pages as documents of the index, kept in memory until something is published."""

from django.apps import apps
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core.stamps import CONTENT, Kept
from core.translations import Written
from home.searching import synonyms
from home.searching.index import Document, Found, Index

TITLE, TEXT = 10.0, 2.0
# « Déclaration d’accessibilité » is not what somebody means who declares taxes.
TITLE_OF_SITE, TEXT_OF_SITE = 7.0, 0.8
# Between equals: guides, then places and people, then pages about the site itself.
GUIDE, OTHER, SITE = 0, 1, 2
# What a reader calls each type of page.
KINDS = {
    "AgendaPage": gettext_lazy("Dates of the caravan"),
    "CollectionPage": gettext_lazy("Several guides"),
    "CommunePage": gettext_lazy("town"),
    "GlossaryPage": gettext_lazy("Words explained"),
    "GuideIndexPage": gettext_lazy("Several guides"),
    "GuidePage": gettext_lazy("guide"),
    "HomePage": gettext_lazy("Dates of the caravan"),
    "OrientationPage": gettext_lazy("Useful numbers and addresses"),
    "PartnerIndexPage": gettext_lazy("plain page"),
    "PlacePage": gettext_lazy("place"),
    "StandardPage": gettext_lazy("plain page"),
    "SubscribePage": gettext_lazy("Dates of the caravan"),
}


def find(query: str, request: HttpRequest | None = None) -> list[Found]:
    """Published pages for what somebody typed. One query while nothing has been published."""
    return kept_index.get(request).search(query)


def _load() -> Index:
    pages = Page.objects.live().public().filter(depth__gt=1).specific()
    rows = apps.get_model("home", "SearchWords").objects.values_list("words", flat=True)
    return Index((_document(page) for page in pages if page.url), [synonyms.row(text) for text in rows])


def _document(page: Page) -> Document:
    rank = _rank(page)
    of_title, of_text = (TITLE_OF_SITE, TEXT_OF_SITE) if rank == SITE else (TITLE, TEXT)
    texts = [(page.title, of_title)]
    for field in page.get_searchable_search_fields():
        if field.field_name in ("title", "slug"):
            continue
        value = field.get_value(page)
        text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        texts.append((text, of_text * (field.boost or 1)))
    return Document(Found(page.title, page.url, _kind(page), _summary(page)), tuple(texts), rank)


def _rank(page: Page) -> int:
    if page._meta.object_name == "GuidePage":
        return GUIDE
    is_of_site = page._meta.app_label == "home" and page._meta.object_name != "OrientationPage"
    return SITE if is_of_site else OTHER


def _kind(page: Page) -> str:
    named = KINDS.get(page._meta.object_name, page._meta.verbose_name)
    return _capitalized(named)


def _summary(page: Page) -> str:
    if getattr(page, "is_archived", False):  # schedule.pages.PlacePage
        return gettext_lazy("The caravan no longer comes here.")
    names = ("search_description", "summary", "introduction", "address")
    return Written(next((text for name in names if (text := getattr(page, name, ""))), ""))


# Kept for all requests, said in the language of each.
_capitalized = lazy(lambda words: str(words).capitalize(), str)

kept_index = Kept(CONTENT, _load)
