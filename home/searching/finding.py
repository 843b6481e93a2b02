"""Published pages as documents of the index, kept in memory until something is published."""

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.stamps import CONTENT, Kept
from home.searching import synonyms
from home.searching.index import Document, Found, Index

TITLE, TEXT = 10.0, 2.0


def find(query: str, request: HttpRequest | None = None) -> list[Found]:
    """Published pages for what somebody typed. One query while nothing has been published."""
    return kept_index.get(request).search(query)


def _load() -> Index:
    pages = Page.objects.live().public().filter(depth__gt=1).specific()
    rows = apps.get_model("home", "SearchWords").objects.values_list("words", flat=True)
    return Index((_document(page) for page in pages if page.url), [synonyms.row(text) for text in rows])


def _document(page: Page) -> Document:
    texts = [(page.title, TITLE)]
    for field in page.get_searchable_search_fields():
        if field.field_name in ("title", "slug"):
            continue
        value = field.get_value(page)
        text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        texts.append((text, TEXT * (field.boost or 1)))
    found = Found(page.title, page.url, str(type(page)._meta.verbose_name).capitalize(), _summary(page))
    return Document(found, tuple(texts), rank=0 if page._meta.app_label == "guides" else 1)


def _summary(page: Page) -> str:
    if getattr(page, "is_archived", False):  # schedule.pages.PlacePage
        return _("The caravan no longer comes here.")
    names = ("search_description", "summary", "introduction", "address")
    return next((text for name in names if (text := getattr(page, name, ""))), "")


kept_index = Kept(CONTENT, _load)
