"""The addresses of guides that are not pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import caching, clock
from guides import devices, paper
from guides.library import library
from guides.models import CollectionPage, GuidePage


@require_safe
def on_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, or all those of a collection, as a PDF file that opens in the browser."""
    guide = GuidePage.objects.live().public().filter(slug=slug).first()
    page = guide or get_object_or_404(CollectionPage.objects.live().public(), slug=slug)
    guides = [guide] if guide else _in_order(request, page)
    if not guides:
        raise Http404
    asked = request.GET.get("appareil", "")
    try:
        made = paper.pdf(request, guides, page.title, asked if asked in devices.Device.values else "")
    except paper.NoPaperError:
        return render(request, "guides/no_paper.html", {"page": page}, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return caching.public(response, request, clock.instant(request))


def _in_order(request: HttpRequest, collection: CollectionPage) -> list[GuidePage]:
    shelf = next((shelf for shelf in library(request).shelves if shelf.id == collection.pk), None)
    wanted = [card.id for card in shelf.guides] if shelf else []
    found = GuidePage.objects.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]
