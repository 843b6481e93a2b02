"""The address of the picture: it holds the language and a digest of the text."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core import caching, clock
from core.pages import BasePage
from home.sharing.pictures import png


@require_safe
def picture(request: HttpRequest, language: str, page_id: int, digest: str) -> HttpResponse:
    """Only what the page says at this moment is drawn; an older address leads to it."""
    page = get_object_or_404(Page.objects.live().public(), pk=page_id).specific
    if language not in dict(settings.LANGUAGES) or not isinstance(page, BasePage):
        raise Http404
    with translation.override(language):
        card = page.card(request)
    if card is None:
        raise Http404
    if card.digest != digest:
        moved = redirect("share_picture", language=language, page_id=page_id, digest=card.digest)
        moved["Cache-Control"] = "no-cache"
        return moved
    drawn = HttpResponse(png(card), content_type="image/png")
    return caching.public(drawn, request, clock.instant(request), card.changes_at)
