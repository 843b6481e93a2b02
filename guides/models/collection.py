"""The guides that answer one need."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages import BasePage
from guides import presenting


class CollectionPage(BasePage):
    """Which guides stand in it is said on each guide; their order is that of the pages in the tree."""

    class Drawing(models.TextChoices):
        RENT = "loyer", _("Building and card")
        FAMILY = "famille", _("Faces on a screen")
        SCAMS = "arnaques", _("Shield")
        PROCEDURES = "demarches", _("Form")
        DEVICE = "appareil", _("Phone")
        ACCOUNTS = "comptes", _("Key and padlock")

    may_expire = True
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    drawing = models.CharField(_("drawing"), max_length=20, choices=Drawing, default=Drawing.DEVICE)

    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("drawing")]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2)]
    template = "guides/collection_page.html"

    class Meta:
        verbose_name = _("collection of guides")
        verbose_name_plural = _("collections of guides")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.collection_page(request, self)
