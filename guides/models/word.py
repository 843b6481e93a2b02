"""The words that guides explain, and the page that holds them all, from A to Z."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages import BasePage
from guides import presenting, words


class GlossaryPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    max_count = 1
    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "guides/glossary_page.html"

    class Meta:
        verbose_name = _("page of the words")
        verbose_name_plural = _("pages of the words")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | presenting.glossary_page(request)


class Word(index.Indexed, models.Model):
    """One word, explained once for all guides: it is recognised wherever a guide uses it."""

    term = models.CharField(_("word"), max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    forms = models.CharField(
        _("other forms"),
        max_length=250,
        blank=True,
        help_text=_("With commas between them: plural, other spellings. Guides then explain these too."),
    )
    meaning = models.CharField(_("what it means"), max_length=250, help_text=_("One or two short sentences."))
    example = models.CharField(_("an example"), max_length=250, help_text=_("One sentence from daily life."))

    panels = [
        FieldPanel("term"),
        FieldPanel("forms"),
        FieldPanel("meaning"),
        FieldPanel("example"),
    ]
    search_fields = [index.SearchField("term"), index.AutocompleteField("term")]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("explained word")
        verbose_name_plural = _("explained words")

    def __str__(self) -> str:
        return self.term

    @property
    def all_forms(self) -> list[str]:
        """The word and its other forms, as editors wrote them."""
        others = (form.strip() for form in self.forms.split(","))
        return [self.term, *(form for form in others if form)]

    def clean(self) -> None:
        super().clean()
        self.slug = words.slug(self.term)
        if not self.slug:
            raise ValidationError({"term": _("Please write a word.")})
        others = Word.objects.exclude(pk=self.pk)
        if others.filter(slug=self.slug).exists():
            raise ValidationError({"term": _("This word is explained already.")})
        taken = {words.key(form): word for word in others for form in word.all_forms}
        for form in self.all_forms:
            if other := taken.get(words.key(form)):
                said = _("“%(form)s” is explained already, by the word “%(word)s”.")
                field = "term" if form == self.term else "forms"
                raise ValidationError({field: said % {"form": form, "word": other.term}})
