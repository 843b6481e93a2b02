"""The public addresses (docs/architecture.md), then Wagtail's pages."""

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from home import views
from home.offline import views as offline
from home.sharing import views as sharing
from home.style_guide.views import style_guide
from schedule.backoffice.desk.today import today

urlpatterns = [
    # Where mediators land. Its name stays Wagtail's own: « wagtailadmin_home ».
    path("admin/", never_cache(require_admin_access(today))),
    # Wagtail's second way to delete, move or unpublish a page asks no hook, so it would pass by our guards.
    path("admin/api/main/pages/<int:pk>/action/<str:name>/", views.no_door),
    path("admin/charte/", require_admin_access(style_guide), name="style_guide"),
    path("admin/", include("home.accounts.urls")),
    path("admin/pages/<int:page_id>/privacy/", require_admin_access(views.set_privacy)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("healthz", views.healthz, name="healthz"),
    path("sw.js", offline.worker, name="worker"),
    path("manifeste/", offline.manifest, name="manifest"),
    path("hors-ligne/", offline.without_network, name="without_network"),
    path("partage/<slug:language>/<int:page_id>-<slug:digest>.png", sharing.picture, name="share_picture"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap_views.sitemap, {"sitemaps": {"pages": views.PageSitemap}}, name="sitemap"),
    path("recherche/", views.search, name="search"),
    path("plan-du-site/", views.site_map, name="site_map"),
    path("accessibilite/criteres/", views.criteria, name="criteria"),
    path("permanences/", include("schedule.urls")),
    path("", include("schedule.posters.urls")),
    path("guides/", include("guides.urls")),
    # Pictures uploaded by editors. Documents have their own address, which knows what is private.
    re_path(r"^media/(?!documents/)(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    # Wagtail's own sign-in for private pages asks for a password alone.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
    path("", include(wagtail_urls)),
]
