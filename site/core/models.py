"""What every page stands on."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core import caching, clock


class Stamp(models.Model):
    """One row for each kind of data that is kept in memory; see `core.stamps`."""

    name = models.CharField(max_length=40, primary_key=True)
    token = models.UUIDField()

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class BasePage(Page):
    """A public page: one moment per request, and headers that say how long the answer holds.

    `get_context` may put `changes_at` (aware, or None) in the context: the instant from which the
    page would say something else.
    """

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """One sentence for search engines and for results: written for them, or the page's own."""
        texts = (getattr(self, name, "") for name in ("search_description", "summary", "introduction"))
        return next((text for text in texts if text), "")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        at = clock.instant(request)
        response = super().serve(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        return caching.public(response, request, at, context.get("changes_at"))
