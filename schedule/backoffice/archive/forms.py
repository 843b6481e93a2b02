"""What is asked before something is archived."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from schedule.backoffice.choices import by_commune, place_pages
from schedule.timeline import Place

LONGEST_SENTENCE = 300
CANCEL, WITHDRAW = "annuler", "retirer"


class Sentence(forms.CharField):
    """One line for residents: lists and calendars show it."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            max_length=LONGEST_SENTENCE, required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
        )

    def clean(self, value: str) -> str:
        return super().clean(" ".join((value or "").split()))


class ArchivePermanenceForm(forms.Form):
    fate = forms.ChoiceField(
        label=_("What becomes of these dates?"),
        choices=[
            (CANCEL, _("Announce them as cancelled: the pages go on showing them, with “Cancelled”.")),
            (
                WITHDRAW,
                _("Take them off the pages. In the calendars of subscribers they stay, as cancelled."),
            ),
        ],
        initial=CANCEL,
        widget=forms.RadioSelect,
    )
    message = Sentence(
        label=_("Sentence for residents"),
        help_text=_("It is shown with each cancelled date. It is public: name nobody."),
        initial=_("The caravan will not come on this date. Please excuse us."),
    )


class ArchivePlaceForm(forms.Form):
    note = Sentence(
        label=_("Sentence for residents"),
        help_text=_(
            "The page already says: “The caravan no longer comes here.” You may add why. It is public."
        ),
    )
    successor = forms.ChoiceField(
        label=_("The place that takes over"),
        required=False,
        help_text=_("The page leads there first. Leave empty when there is none."),
    )

    def __init__(self, page: Page, places: Iterable[Place], *args, **kwargs) -> None:
        """`places` are those that the caravan comes to, in the order in which they are offered."""
        super().__init__(*args, **kwargs)
        others = by_commune(place for place in places if place.id != page.pk)
        self.fields["successor"].choices = [("", _("No place takes over")), *others]

    def clean_successor(self) -> Page | None:
        return place_pages().filter(pk=self.cleaned_data["successor"] or None).first()
