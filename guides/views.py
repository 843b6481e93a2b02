"""The addresses of guides that are not pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import caching, clock, paper
from guides.library import library
from guides.models import CollectionPage, GuidePage
from guides.paper import sheets


@require_safe
def on_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, or all those of a collection, as a PDF file that opens in the browser.

    503 when it cannot be made: for good without Pango, for some seconds while others are being made.
    """
    device = request.GET.get("appareil", "")
    guide = GuidePage.objects.live().public().filter(slug=slug).first()
    page = guide or get_object_or_404(CollectionPage.objects.live().public(), slug=slug)
    if guide:
        html = sheets.of_guide(request, guide, device)
    else:
        html = sheets.of_collection(request, page, _in_order(request, page), device)
    try:
        made = paper.pdf(html, sheets.STYLE)
    except paper.NoPaperError:
        return render(request, "guides/no_paper.html", {"page": page}, status=503)
    except paper.BusyError:
        return paper.in_a_moment(render(request, "guides/paper_soon.html", {"page": page}, status=503))
    response = paper.file(made, f"{page.slug}.pdf")
    return caching.public(response, request, clock.instant(request))


def _in_order(request: HttpRequest, collection: CollectionPage) -> list[GuidePage]:
    """The guides of a collection. Raises Http404 when it holds none."""
    shelf = next((shelf for shelf in library(request).shelves if shelf.id == collection.pk), None)
    found = GuidePage.objects.in_bulk([card.id for card in shelf.guides] if shelf else [])
    if not found:
        raise Http404
    return [found[card.id] for card in shelf.guides if card.id in found]
