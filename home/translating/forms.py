"""One subject: each French text, with a field for each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import Language
from core.translations import digest
from home.translating import keeping
from home.translating.former import Former, formers
from home.translating.subjects import Subject, other_languages


@dataclass(frozen=True, slots=True)
class Cell:
    """`there`: what somebody else has saved meanwhile, "" if they took it away; None: nobody has.

    `former`: where nothing is written, what was said of the French text before it was changed.
    """

    field: forms.BoundField
    there: str | None
    former: Former | None


@dataclass(frozen=True, slots=True)
class Row:
    """`key` names it on the page; `following` is that of the next one where something is missing, or ""."""

    source: str
    cells: tuple[Cell, ...]
    key: str
    is_missing: bool
    following: str


@dataclass(frozen=True, slots=True)
class Homeless:
    """What was typed for a French text that is not there any more: shown, for nothing typed is lost."""

    language: str
    text: str


class SubjectForm(forms.Form):
    def __init__(
        self,
        subject: Subject,
        said: Mapping[tuple[str, str], str],
        data=None,
    ) -> None:
        super().__init__(data)
        self.subject, self.languages = subject, other_languages()
        self.aside: dict[str, str] = {}  # name of a field → what somebody else has saved in it meanwhile
        for text in subject.texts:
            for language in self.languages:
                field = _field(language, text)
                field.initial = said.get((language.code, digest(text)), "")
                self.fields[_name(language, text)] = field

    def rows(self) -> list[Row]:
        """In the order of the page."""
        former = formers(
            {
                language.code: [one for one in self.subject.texts if not self[_name(language, one)].value()]
                for language in self.languages
            }
        )
        found: list[Row] = []
        following = ""
        for text in reversed(self.subject.texts):
            names = [(language.code, self[_name(language, text)]) for language in self.languages]
            cells = tuple(
                Cell(field, self.aside.get(field.name), former.get((code, text))) for code, field in names
            )
            is_missing = not all(cell.field.value() for cell in cells)
            found.append(Row(text, cells, f"texte-{digest(text)[:24]}", is_missing, following))
            following = found[-1].key if is_missing else following
        return found[::-1]

    def clean(self) -> dict:
        cleaned = super().clean()
        for text in self.subject.texts:
            for language in self.languages:
                name = _name(language, text)
                if said := keeping.problem(text, cleaned.get(name, "").strip()):
                    self.add_error(name, said)
        return cleaned

    def save(self) -> int:
        """What is right is kept, even beside what is not; what somebody else has changed meanwhile stays."""
        changed, data = 0, self.data.copy()
        for language in self.languages:
            said = dict(self._right(language))
            kept = keeping.keep_unless_changed(language.code, said, self._seen(language))
            changed += kept.changed
            self.aside |= {_name(language, source): there for source, there in kept.aside.items()}
            # Shown again, each field begins with what is there now: saving once more replaces it knowingly.
            data.update(
                {
                    self.add_initial_prefix(_name(language, source)): kept.aside.get(source, text)
                    for source, text in said.items()
                }
            )
        self.data = data
        return changed

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

    def _seen(self, language: Language) -> dict[str, str]:
        """What stood in each field when this page was made."""
        names = {text: self.add_initial_prefix(_name(language, text)) for text in self.subject.texts}
        return {text: keeping.print_of(self.data.get(name, "")) for text, name in names.items()}


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
