"""What is asked before Wagtail's editor opens: the words, and the pictures in the order of the steps."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.images.permissions import permission_policy
from wagtail.images.utils import get_allowed_image_extensions

from guides import pasting
from guides.backoffice.starting.pictures import picture_form, problem
from guides.models import CollectionPage, GuidePage


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several files; each is looked at by the form with which Wagtail takes pictures in."""

    widget = SeveralFilesInput

    def clean(self, data: list[UploadedFile] | None, initial: Any = None) -> list[UploadedFile]:
        return data or []

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        extensions = ",".join(f".{name}" for name in get_allowed_image_extensions())
        return super().widget_attrs(widget) | {"accept": extensions, "data-pictures": ""}


class StartForm(forms.Form):
    """`cleaned_data` gains `steps` (of guides.pasting); `photos` becomes Wagtail's own forms, valid ones.

    A picture that is no good leaves None in its place, so that the others keep theirs, and a sentence
    in `left_out`: it stops nobody, since browsers do not keep files.
    """

    title = forms.CharField(
        label=gettext_lazy("Title of the guide"),
        max_length=GuidePage._meta.get_field("title").max_length,
        help_text=gettext_lazy("What the reader wants to do: “Pay the rent online”."),
        error_messages={"required": gettext_lazy("Please give the guide a title.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("What readers will be able to do"),
        max_length=GuidePage._meta.get_field("summary").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One or two short sentences: “You will be able to…”."),
        error_messages={"required": gettext_lazy("Please say what readers will be able to do.")},
    )
    collections = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Needs it answers"),
        queryset=CollectionPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Paste or write the steps"),
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        help_text=gettext_lazy(
            "One action per step: a numbered list, or one paragraph for each. Lines that begin with “What "
            "you should see:”, “If it does not work:” or “Tip:” find their own place. "
            "With nothing here, the guide begins with five steps to fill in."
        ),
    )
    photos = PicturesField(
        label=gettext_lazy("Pictures of the steps, in their order"),
        required=False,
        help_text=gettext_lazy(
            "Choose them all at once. The first goes with step 1, the second with step 2, and so on."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.left_out: list[str] = []
        self.fields["collections"].queryset = CollectionPage.objects.live()
        if not permission_policy.user_has_permission(user, "add"):
            del self.fields["photos"]

    def clean_photos(self) -> list[forms.ModelForm | None]:
        found = [picture_form(file, self.user) for file in self.cleaned_data["photos"]]
        problems = [problem(form) for form in found]
        self.left_out = [said for said in problems if said]
        return [None if said else form for form, said in zip(found, problems, strict=True)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["steps"] = pasting.steps(cleaned.get("text", ""), cleaned.get("title", ""))
        steps, photos = len(cleaned["steps"]), len(cleaned.get("photos", ()))
        if photos > steps > 0:
            said = ngettext(
                "You chose %(photos)d pictures, but there is %(steps)d step. Choose fewer pictures.",
                "You chose %(photos)d pictures, but there are %(steps)d steps. Choose fewer pictures.",
                steps,
            )
            self.add_error("photos", said % {"photos": photos, "steps": steps})
        if self.errors and self.files:
            again = _("Please choose your pictures again: browsers do not keep them.")
            self.add_error("photos", [*self.left_out, again])
        return cleaned
