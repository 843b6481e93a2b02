"""What people need, who helps with it, and the page where they look for it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core import clock
from core.editing import DAY, PhoneForm
from core.pages import FIXED_ADDRESS_PANELS, TITLE_PANELS, BasePage
from core.phones import PHONE
from home.orientation import presenting
from home.searching.words import fold


class Need(index.Indexed, models.Model):
    """In the words of those who look for help: « Payer mon loyer »."""

    class Drawing(models.TextChoices):
        RENT = "loyer", _("Building and coin")
        HOME = "logement", _("House")
        AID = "aides", _("Hand and coin")
        HEALTH = "sante", _("Cross")
        WORK = "emploi", _("Briefcase")
        PENSION = "retraite", _("Armchair")
        TAXES = "impots", _("Sheet and sum")
        SCAM = "arnaques", _("Shield and warning")
        PAPERS = "papiers", _("Sheet and pen")
        QUESTION = "question", _("Question mark")

    title = models.CharField(
        _("title"), max_length=80, help_text=_("As people say it: “Pay my rent”, “My health insurance”.")
    )
    slug = models.SlugField(
        _("name in the web address"),
        max_length=50,
        unique=True,
        blank=True,
        help_text=_("Leave it empty: it is made from the title. Posters may carry it, so it stays the same."),
    )
    drawing = models.CharField(_("drawing"), max_length=20, choices=Drawing, default=Drawing.QUESTION)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("drawing"), FieldPanel("position")]
    base_form_class = PhoneForm
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        others = list(Need.objects.exclude(pk=self.pk).values_list("title", "slug"))
        if any(fold(title) == fold(self.title) for title, _slug in others):
            raise ValidationError({"title": _("There is a need of this title already.")})
        self.slug = self.slug or self._free_slug({slug for _title, slug in others})

    def _free_slug(self, taken: set[str]) -> str:
        stem = "-".join(fold(self.title))[:45].strip("-") or "besoin"
        return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if slug not in taken)


class Service(index.Indexed, models.Model):
    """Somebody to turn to: a public body, an association, the landlord's team."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    summary = models.CharField(
        _("what it does"),
        max_length=250,
        help_text=_("One short sentence: “Call to …”, “They help you to …”."),
    )
    needs = models.ManyToManyField(
        Need,
        verbose_name=_("needs"),
        blank=True,
        related_name="services",
        help_text=_("Nothing ticked: it helps whatever the need."),
    )
    communes = models.ManyToManyField(
        "schedule.CommunePage",
        verbose_name=_("only for these towns"),
        blank=True,
        related_name="+",
        help_text=_("Nothing ticked: it helps wherever people live."),
    )
    phone = models.CharField(
        _("phone number"),
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text=_("The number for the public, as it stands on the official site."),
    )
    is_free_call = models.BooleanField(_("the call is free"), default=False)
    phone_note = models.CharField(
        _("hours and price of the call"),
        max_length=150,
        blank=True,
        help_text=_("For instance: “Monday to Friday, 9 h to 17 h. Price of an ordinary call.”"),
    )
    address = models.CharField(_("street address"), max_length=200, blank=True)
    url = models.URLField(_("web site"), blank=True)
    source_url = models.URLField(
        _("where this was checked"), help_text=_("The address of the official page that says so.")
    )
    checked_on = models.DateField(
        _("checked on"), help_text=_("The day on which you looked at that page, or called.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("is_free_call"), FieldPanel("phone_note")],
            heading=_("On the phone"),
        ),
        FieldPanel("needs", widget=forms.CheckboxSelectMultiple),
        FieldPanel("communes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("address"),
        FieldPanel("url"),
        MultiFieldPanel(
            [FieldPanel("source_url"), FieldPanel("checked_on", widget=DAY)], heading=_("Is it still true?")
        ),
        FieldPanel("position"),
    ]
    base_form_class = PhoneForm
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("service that helps")
        verbose_name_plural = _("services that help")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.checked_on and self.checked_on > clock.local_day(clock.now()):
            raise ValidationError({"checked_on": _("This day is still to come.")})


class OrientationPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    show_in_menus_default = True
    content_panels = [*TITLE_PANELS, FieldPanel("introduction")]
    promote_panels = FIXED_ADDRESS_PANELS
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("words_of_needs", boost=3),
        index.SearchField("words_of_services"),
    ]
    template = "home/orientation_page.html"

    class Meta:
        verbose_name = _("page “Who can help me?”")
        verbose_name_plural = _("pages “Who can help me?”")

    @property
    def words_of_needs(self) -> str:
        """For the search: « impôts », « loyer »."""
        return " ".join(need.title for need in presenting.directory().needs)

    @property
    def words_of_services(self) -> str:
        """For the search: « Caf », « France services »."""
        return " ".join(f"{one.name} {one.summary}" for one in presenting.directory().services)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.orientation_page(request)
