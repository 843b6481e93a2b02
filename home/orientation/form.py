"""What somebody may ask of « Qui peut m’aider ? »: a need, a town, both or neither."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OrientationForm(forms.Form):
    """Two lists to choose from. What an old link asks beyond them is answered by a sentence."""

    besoin = forms.ChoiceField(
        label=_("What do you need?"),
        required=False,
        error_messages={"invalid_choice": _("We do not know this need. You may choose another one here.")},
    )
    commune = forms.ChoiceField(
        label=_("Where do you live?"),
        required=False,
        error_messages={"invalid_choice": _("We do not know this town. You may choose another one here.")},
    )

    def __init__(
        self, asked: Mapping[str, Any], needs: Iterable[tuple[str, str]], communes: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(asked)
        self.fields["besoin"].choices = [("", _("Any need")), *needs]
        self.fields["commune"].choices = [("", _("Any town")), *communes]

    def chosen(self, name: str) -> str:
        """An empty text when nothing, or nothing that is known, was chosen."""
        return self.cleaned_data.get(name, "")

    @property
    def problems(self) -> list[str]:
        return [str(problem) for found in self.errors.values() for problem in found]
