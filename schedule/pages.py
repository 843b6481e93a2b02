"""The pages of the schedule: agenda, communes, places, and how to subscribe."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

from core import clock
from core.fields import StreamField
from core.pages import FIXED_ADDRESS_PANELS, BasePage
from schedule import presenting, subscribing
from schedule.agenda import published
from schedule.blocks import WayBlock
from schedule.timeline import Scope, ScopeKind


class AgendaPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["schedule.CommunePage", "schedule.SubscribePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = FIXED_ADDRESS_PANELS
    template = "schedule/agenda_page.html"

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.agenda_page(published(request), clock.instant(request), request.GET)


class CommunePage(BasePage):
    insee_code = models.CharField(
        _("INSEE code"),
        max_length=5,
        validators=[RegexValidator(r"^[0-9][0-9AB][0-9]{3}$", _("Five characters, such as 44047."))],
        blank=True,
    )
    postcode = models.CharField(
        _("postcode"),
        max_length=5,
        validators=[RegexValidator(r"^[0-9]{5}$", _("Five digits, such as 44220."))],
        blank=True,
    )
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types = ["schedule.AgendaPage"]
    subpage_types = ["schedule.PlacePage"]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("insee_code")]),
        FieldPanel("introduction"),
    ]
    promote_panels = FIXED_ADDRESS_PANELS
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("postcode")]
    template = "schedule/commune_page.html"

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")

    def clean(self) -> None:
        super().clean()
        if self.slug == "caravane":  # the feeds of the caravans are there (schedule/urls.py)
            raise ValidationError({"slug": _("This address is taken by the site itself.")})

    @property
    def scope(self) -> Scope:
        return Scope(ScopeKind.COMMUNE, self.pk)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.commune_page(published(request), clock.instant(request), self.scope)


class PlacePage(BasePage):
    address = models.CharField(_("street address"), max_length=200, blank=True)
    access = models.TextField(
        _("access"),
        max_length=600,
        blank=True,
        help_text=_("Where exactly the caravan stands, step-free or not, the nearest stop."),
    )
    bring = models.TextField(_("what to bring"), max_length=400, blank=True)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, such as 47.2137."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, such as -1.7234."),
    )
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its description in the library is read to people who cannot see it."),
    )

    parent_page_types = ["schedule.CommunePage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("address"),
        FieldPanel("access"),
        FieldPanel("bring"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("photo"),
    ]
    promote_panels = FIXED_ADDRESS_PANELS
    search_fields = [*Page.search_fields, index.SearchField("address"), index.SearchField("access")]
    template = "schedule/place_page.html"

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    @property
    def scope(self) -> Scope:
        return Scope(ScopeKind.PLACE, self.pk)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.place_page(published(request), clock.instant(request), self.scope)


class SubscribePage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    ways = StreamField([("way", WayBlock())], verbose_name=_("ways to subscribe"), blank=True)

    max_count = 1
    parent_page_types = ["schedule.AgendaPage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("ways")]
    promote_panels = FIXED_ADDRESS_PANELS
    template = "schedule/subscribe_page.html"

    class Meta:
        verbose_name = _("page “Subscribe”")
        verbose_name_plural = _("pages “Subscribe”")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        at = clock.instant(request)
        return context | subscribing.subscribe_page(published(request), at, request.GET)
