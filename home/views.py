"""The addresses that are not pages: search, site map, and what machines ask for."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.admin.views import page_privacy
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from core import caching, clock
from home.accessibility import presenting as accessibility
from home.guards import may_be_private
from home.searching import presenting


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    context = presenting.search_page(request)
    presenting.count_if_missed(request, context)
    response = render(request, "home/search.html", context)
    return caching.public(response, request, clock.instant(request), context["changes_at"])


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    pages = site.root_page.get_descendants(inclusive=True).live().public() if site else Page.objects.none()
    rows = [(page.title, page.url, page.depth - site.root_page.depth) for page in pages if page.url]
    response = render(request, "home/site_map.html", {"rows": rows})
    return caching.public(response, request, clock.instant(request))


@require_safe
def criteria(request: HttpRequest) -> HttpResponse:
    """The accessibility statement's own page about each criterion of the RGAA."""
    response = render(request, "home/criteria.html", accessibility.criteria_page())
    return caching.public(response, request, clock.instant(request))


class PageSitemap(Sitemap):
    """Wagtail's, without asking once per page type: an address and a date stand in the page itself."""

    def items(self) -> models.QuerySet:
        root = self.get_wagtail_site().root_page
        return root.get_descendants(inclusive=True).live().public().order_by("path")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def no_door(request: HttpRequest, **_address) -> HttpResponse:
    """An address of Wagtail's that this site does not offer (config/urls.py)."""
    raise Http404


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the site can read its database, 503 when it cannot."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def set_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's own, for those pages that may be private."""
    page = get_object_or_404(Page, pk=page_id)
    if not (may_be_private(page) or request.user.has_perm("auth.change_user")):
        raise PermissionDenied
    return page_privacy.set_privacy(request, page_id)
