"""The home page, plain pages, and what the whole site needs to know. Django looks for tables here."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.blocks import TEXT_BLOCKS
from core.cards import Card
from core.fields import StreamField
from core.pages import FIXED_ADDRESS_PANELS, TITLE_PANELS, BasePage
from home import presenting
from home.accounts.models import DeviceTrust, SecuritySettings  # noqa: F401
from home.orientation.models import Need, OrientationPage, Service  # noqa: F401
from home.partners.models import Partner, PartnerIndexPage  # noqa: F401
from home.searching.models import MissedSearch, SearchWords  # noqa: F401


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    association = models.CharField(_("association"), max_length=100, blank=True)
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    phone_note = models.CharField(
        _("beside the phone number"),
        max_length=100,
        blank=True,
        help_text=_("For instance: “Monday to Friday, 9 h to 17 h”."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    notice = models.CharField(_("notice at the foot of every page"), max_length=250, blank=True)

    panels = [
        FieldPanel("association"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_note")]),
        FieldPanel("email"),
        FieldPanel("notice"),
    ]

    class Meta:
        verbose_name = _("contact details")

    def __str__(self) -> str:
        return str(_("contact details"))


# The first parts of the addresses that are not pages (config/urls.py), and the languages.
TAKEN_ADDRESSES = {
    *dict(settings.LANGUAGES),
    "admin",
    "affiches",
    "documents",
    "hors-ligne",
    "media",
    "p",
    "partage",
    "plan-du-site",
    "recherche",
    "static",
}


class HomePage(BasePage):
    introduction = models.TextField(_("what the caravan is"), max_length=400, blank=True)

    max_count = 1
    is_spoken_by_the_interface = True
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*TITLE_PANELS, FieldPanel("introduction")]
    promote_panels = FIXED_ADDRESS_PANELS
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds the page below in one look-up by its whole path, instead of one per level."""
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            found = Page.objects.filter(url_path=url_path, live=True).first()
            if found:
                return RouteResult(found.specific)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.home_page(request)

    def card(self, request: HttpRequest) -> Card:
        return presenting.home_card(request)


class StandardPage(BasePage):
    may_expire = True
    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    body = StreamField(TEXT_BLOCKS, verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
    ]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_ADDRESSES:
            raise ValidationError({"slug": _("This address is taken by the site itself.")})
