"""The page of one guide, and the page under which all guides stand."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.blocks import NamedCharBlock
from core.cards import Card
from core.fields import StreamField
from core.pages import FIXED_ADDRESS_PANELS, TITLE_PANELS, BasePage
from guides import devices, presenting
from guides.backoffice.readers_panel import ReadersPanel
from guides.blocks import GUIDE_BLOCKS, OfficialLinkBlock, TroubleBlock
from guides.devices import Device, DevicesField
from guides.filled import FilledStreamBlock
from guides.levels import Level
from guides.plain_language import advising


class Rhythm(models.IntegerChoices):
    """How often a guide is checked, in months."""

    QUARTER = 3, _("every 3 months (sites that often change)")
    HALF_YEAR = 6, _("every 6 months")
    YEAR = 12, _("every year")


class GuideIndexPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["guides.GuidePage", "guides.CollectionPage", "guides.GlossaryPage"]
    content_panels = [*TITLE_PANELS, FieldPanel("introduction")]
    promote_panels = FIXED_ADDRESS_PANELS
    template = "guides/guide_index_page.html"

    class Meta:
        verbose_name = _("list of guides")
        verbose_name_plural = _("lists of guides")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.index_page(request)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        moved = presenting.collection_asked_for(request)
        return redirect(moved) if moved else super().serve(request, *args, **kwargs)


class GuidePage(BasePage):
    may_expire = True

    summary = models.CharField(
        _("what you will be able to do"),
        max_length=250,
        help_text=_("One or two short sentences, for the reader."),
    )
    collections = ParentalManyToManyField(
        "guides.CollectionPage", verbose_name=_("needs it answers"), related_name="guides", blank=True
    )
    devices = DevicesField(_("devices"), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("duration, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.BEGINNER)
    needs = StreamField(
        FilledStreamBlock([("need", NamedCharBlock(label=_("To have at hand")))]),
        verbose_name=_("to have at hand"),
        blank=True,
    )
    body = StreamField(FilledStreamBlock(GUIDE_BLOCKS), verbose_name=_("steps"))
    trouble = StreamField(
        FilledStreamBlock([("trouble", TroubleBlock())]), verbose_name=_("if it does not work"), blank=True
    )
    links = StreamField(
        FilledStreamBlock([("link", OfficialLinkBlock())]), verbose_name=_("official sites"), blank=True
    )
    keywords = models.CharField(
        _("other words people use"),
        max_length=250,
        blank=True,
        help_text=_("They are not shown, but the search finds them."),
    )
    check_every = models.PositiveSmallIntegerField(
        _("to be checked again"), choices=Rhythm, default=Rhythm.HALF_YEAR
    )

    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types = []
    content_panels = [
        ReadersPanel(heading=_("What readers say")),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("collections", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("devices"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("level")]),
                FieldPanel("needs"),
            ],
            heading=_("Before starting"),
        ),
        FieldPanel("body"),
        FieldPanel("trouble"),
        FieldPanel("links"),
        FieldPanel("check_every"),
    ]
    promote_panels = [
        FieldPanel("keywords"),
        FieldPanel("slug"),
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
    ]
    # Wagtail's own words for the tabs are those of the trade.
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("The guide")),
            ObjectList(promote_panels, heading=_("To be found")),
            ObjectList(Page.settings_panels, heading=_("Dates")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("keywords", boost=2),
        index.SearchField("body"),
    ]
    template = "guides/guide_page.html"

    Device = Device
    Level = Level

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def device_names(self) -> list[str]:
        return devices.names(self.devices)

    def card(self, request: HttpRequest) -> Card:
        return Card(self.title, (gettext("A guide to follow step by step"),))

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.guide_page(request, self) | advising.for_preview(request, self)
