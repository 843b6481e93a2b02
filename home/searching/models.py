"""The words that mean the same, kept by editors; and what visitors looked for and did not find."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from home.searching import synonyms
from home.searching.words import stems


class SearchWords(models.Model):
    """One row: whoever types one of these words also finds what holds another of them."""

    words = models.CharField(
        gettext_lazy("words that mean the same"),
        max_length=500,
        help_text=gettext_lazy(
            "Separated by commas. For instance: “ameli, sécu, carte vitale, assurance maladie”. "
            "Accents, plurals and small errors do not matter."
        ),
    )

    panels = [FieldPanel("words")]

    class Meta:
        ordering = ["words"]
        verbose_name = gettext_lazy("row of words")
        verbose_name_plural = gettext_lazy("words of the search")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Written evenly; at least two expressions, none of which stands in another row."""
        written = synonyms.expressions(self.words)
        if empty := next((text for text in written if not synonyms.row(text)), ""):
            self._refuse(_("“%(word)s” says too little by itself."), word=empty)
        if len({tuple(stems(words)) for words in synonyms.row(self.words)}) < 2:
            self._refuse(_("Please write at least two different words, with a comma between them."))
        own = {synonyms.row(text)[0]: text for text in written}
        for other in SearchWords.objects.exclude(pk=self.pk):
            if shared := own.keys() & set(synonyms.row(other.words)):
                said = _("“%(word)s” stands in another row already: “%(row)s”. Add your words to that row.")
                self._refuse(said, word=own[shared.pop()], row=other.words)
        self.words = ", ".join(own.values())

    def _refuse(self, said: str, **words: str) -> None:
        raise ValidationError({"words": said % words})


class MissedSearch(models.Model):
    """Words that found nothing: how often, from which day to which. Nothing says who asked."""

    words = models.CharField(gettext_lazy("words"), max_length=60, unique=True)
    count = models.PositiveIntegerField(gettext_lazy("times"), default=0)
    first_on = models.DateField(gettext_lazy("first day"))
    last_on = models.DateField(gettext_lazy("last day"))
    is_put_aside = models.BooleanField(gettext_lazy("put aside"), default=False)

    class Meta:
        ordering = ["-count", "-last_on", "words"]
        verbose_name = gettext_lazy("search without result")
        verbose_name_plural = gettext_lazy("searches without result")

    def __str__(self) -> str:
        return self.words
