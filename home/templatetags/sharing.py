"""`{% social %}`: what a link shows of a page when somebody shares it."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from core import languages
from core.cards import Card
from core.pages import BasePage
from home.sharing.pictures import is_drawable

register = template.Library()


@register.inclusion_tag("home/social.html", takes_context=True)
def social(context) -> dict:
    request, page = context["request"], context.get("page")
    said = {"url": f"{settings.BASE_URL}{languages.here(request.path)}", "title": "e-tinérance"}
    said["picture"] = f"{settings.BASE_URL}{static('img/share.png')}"
    if not isinstance(page, BasePage):
        return said
    card = page.card(request) if page.pk else None
    said["title"] = page.seo_title or (card.title if card else page.title)
    dated = card.sentence if card and card.changes_at else ""
    said["sentence"] = dated or page.description or (card.sentence if card else "")
    if card:
        said["picture"] = f"{settings.BASE_URL}{_address(page, card, request)}"
    return said


@register.simple_tag(takes_context=True)
def share_address(context) -> str:
    """What the button « Partager » sends: the short address where there is one, in French alone."""
    code = getattr(context.get("page"), "code", "")
    short = code and languages.is_french()
    return f"{settings.BASE_URL}{f'/p/{code}' if short else languages.here(context['request'].path)}"


def _address(page: BasePage, card: Card, request: HttpRequest) -> str:
    """In the language of the page where our face has its letters, in French elsewhere."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if not is_drawable(card):
        language = settings.LANGUAGE_CODE
        with translation.override(language):
            card = page.card(request) or card
    return reverse("share_picture", args=[language, page.pk, card.digest])
