"""The partners and the page that presents them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.editing import DAY, PhoneForm
from core.pages import FIXED_ADDRESS_PANELS, TITLE_PANELS, BasePage
from core.phones import PHONE
from home.partners import presenting
from home.partners.kinds import Kind


class PartnerIndexPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*TITLE_PANELS, FieldPanel("introduction")]
    promote_panels = FIXED_ADDRESS_PANELS
    template = "home/partner_index_page.html"

    class Meta:
        verbose_name = _("page of the partners")
        verbose_name_plural = _("pages of the partners")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.partner_page(request)


class Partner(index.Indexed, models.Model):
    Kind = Kind

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("role"), max_length=20, choices=Kind, default=Kind.FUNDS)
    role = models.CharField(
        _("what it does for residents"), max_length=250, help_text=_("One sentence."), blank=True
    )
    phone = models.CharField(_("phone number"), max_length=30, blank=True, validators=[PHONE])
    url = models.URLField(_("web site"), blank=True)
    territory = models.CharField(
        _("where it works"), max_length=120, blank=True, help_text=_("For instance: “Nantes and Couëron”.")
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_alt = models.CharField(
        _("what the logo shows"),
        max_length=150,
        blank=True,
        help_text=_("Read to people who do not see it. Most often: “Logo of”, and the name."),
    )
    since = models.DateField(_("partner from the day"), null=True, blank=True)
    until = models.DateField(
        _("partner to the day"),
        null=True,
        blank=True,
        help_text=_("This day included. Afterwards the site no longer shows this partner."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("role"),
        FieldPanel("phone"),
        FieldPanel("url"),
        FieldPanel("territory"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_alt")], heading=_("Logo")),
        FieldRowPanel([FieldPanel("since", widget=DAY), FieldPanel("until", widget=DAY)]),
        FieldPanel("position"),
    ]
    base_form_class = PhoneForm
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.logo_id and not self.logo_alt.strip():
            problems["logo_alt"] = _("A logo needs its words: some people hear this page, and do not see it.")
        if self.since and self.until and self.until < self.since:
            problems["until"] = _("The last day comes before the first day.")
        if problems:
            raise ValidationError(problems)
