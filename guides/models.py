"""Guides: how to do one thing, step by step."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.fields import StreamField
from core.pages import FIXED_ADDRESS_PANELS, BasePage
from guides import library
from guides.blocks import GUIDE_BLOCKS, OfficialLinkBlock, TroubleBlock


class DevicesField(models.JSONField):
    """A list of device names, chosen by ticking boxes."""

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=GuidePage.Device.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=kwargs.get("label", self.verbose_name),
        )


class Theme(models.Model):
    class Drawing(models.TextChoices):
        DEVICES = "appareils", _("Computer and phone")
        EVERYDAY = "quotidien", _("Video call")
        PROCEDURES = "demarches", _("Form")
        HOUSING = "bailleur", _("Building and key")
        DATA = "donnees", _("Shield")

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(_("name in the web address"), max_length=50, unique=True)
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    drawing = models.CharField(_("drawing"), max_length=20, choices=Drawing, default=Drawing.DEVICES)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("drawing"),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.title


class GuideIndexPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["guides.GuidePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = FIXED_ADDRESS_PANELS
    template = "guides/guide_index_page.html"

    class Meta:
        verbose_name = _("list of guides")
        verbose_name_plural = _("lists of guides")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | library.index_page(request)


class GuidePage(BasePage):
    may_expire = True

    class Device(models.TextChoices):
        COMPUTER = "ordinateur", _("Computer")
        ANDROID = "android", _("Android phone")
        IPHONE = "iphone", _("iPhone")
        TABLET = "tablette", _("Tablet")

    class Level(models.TextChoices):
        BEGINNER = "debutant", _("For beginners")
        INTERMEDIATE = "intermediaire", _("A little practice needed")

    summary = models.CharField(
        _("what you will be able to do"),
        max_length=250,
        help_text=_("One or two short sentences, for the reader."),
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, null=True, related_name="guides"
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
        [("need", blocks.CharBlock(label=_("To have at hand")))],
        verbose_name=_("to have at hand"),
        blank=True,
    )
    body = StreamField(GUIDE_BLOCKS, verbose_name=_("steps"))
    trouble = StreamField([("trouble", TroubleBlock())], verbose_name=_("if it does not work"), blank=True)
    links = StreamField([("link", OfficialLinkBlock())], verbose_name=_("official sites"), blank=True)
    keywords = models.CharField(
        _("other words people use"),
        max_length=250,
        blank=True,
        help_text=_("They are not shown, but the search finds them."),
    )
    verified_on = models.DateField(_("last checked on"), null=True, blank=True)

    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("theme"),
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
        FieldPanel("verified_on"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("keywords"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("To be found"),
        )
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("keywords", boost=2),
        index.SearchField("body"),
    ]
    template = "guides/guide_page.html"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def device_names(self) -> list[str]:
        return [label for value, label in self.Device.choices if value in (self.devices or [])]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | library.guide_page(request, self.pk, self.body)
