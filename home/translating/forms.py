"""One subject: each French text, with a field for each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import Language
from core.translations import digest
from home.translating import keeping
from home.translating.subjects import Subject, other_languages


@dataclass(frozen=True, slots=True)
class Row:
    source: str
    fields: tuple[forms.BoundField, ...]


@dataclass(frozen=True, slots=True)
class Homeless:
    """What was typed for a French text that is not there any more: shown, for nothing typed is lost."""

    language: str
    text: str


class SubjectForm(forms.Form):
    def __init__(self, subject: Subject, said: Mapping[tuple[str, str], str], data=None) -> None:
        super().__init__(data)
        self.subject, self.languages = subject, other_languages()
        for text in subject.texts:
            for language in self.languages:
                field = _field(language, text)
                field.initial = said.get((language.code, digest(text)), "")
                self.fields[_name(language, text)] = field

    @property
    def rows(self) -> list[Row]:
        return [
            Row(text, tuple(self[_name(language, text)] for language in self.languages))
            for text in self.subject.texts
        ]

    def clean(self) -> dict:
        cleaned = super().clean()
        for text in self.subject.texts:
            for language in self.languages:
                name = _name(language, text)
                if said := keeping.problem(text, cleaned.get(name, "").strip()):
                    self.add_error(name, said)
        return cleaned

    def save(self) -> int:
        """What is right is kept, even beside what is not."""
        return sum(
            keeping.keep_translations(language.code, dict(self._right(language)))
            for language in self.languages
        )

    @property
    def homeless(self) -> list[Homeless]:
        names = {language.code: language.name for language in self.languages}
        return [
            Homeless(names[code], str(text))
            for name, text in self.data.items()
            if name not in self.fields
            and name.partition("-")[0] != "initial"
            and (code := name.rpartition("-")[0]) in names
            and str(text).strip()
        ]

    def _right(self, language: Language) -> Iterator[tuple[str, str]]:
        for text in self.subject.texts:
            name = _name(language, text)
            # Only what this person has changed: somebody else may have saved the rest meanwhile.
            if name in self.cleaned_data and name in self.changed_data:
                yield text, self.cleaned_data[name]


class CatalogueForm(forms.Form):
    """A .po file that comes back from a translator."""

    file = forms.FileField(label=_("The file of the translator (.po)"))


def _name(language: Language, text: str) -> str:
    return f"{language.code}-{digest(text)[:24]}"


def _field(language: Language, text: str) -> forms.CharField:
    rows = max(2, len(text) // 40 + 1)
    shown = {"lang": language.code, "dir": language.direction, "rows": rows}
    writing = forms.Textarea(attrs=shown)
    return forms.CharField(label=language.name, required=False, widget=writing, show_hidden_initial=True)
