"""What the form asks about a place while one plans: the hours used there, and a place that is new."""

from collections.abc import Iterable

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from core import clock
from schedule.actions.open_place import open_place
from schedule.agenda import published
from schedule.backoffice.choices import accept_any_key
from schedule.backoffice.planning import again
from schedule.backoffice.planning.summary import may_plan
from schedule.listing import local_day
from schedule.timeline import Commune


@require_safe
def place_used(request: HttpRequest, pk: int) -> JsonResponse:
    """The hours last used at a place, and the way to plan the same again there; both empty at a new one."""
    may_plan(request)
    before = again.last_at(pk, local_day(clock.instant(request)))
    if before is None:
        return JsonResponse({"hours": [], "again": "", "name": ""})
    rows = [row for row in before.sessions.all() if row.start and row.end]
    return JsonResponse(
        {
            "hours": [[f"{row.start:%H:%M}", f"{row.end:%H:%M}"] for row in rows],
            "again": again.url(before.pk),
            "name": _("Same again as last time: %(stay)s") % {"stay": before},
        }
    )


class NewPlaceForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Name of the place"), max_length=255)
    commune = forms.ModelChoiceField(label=gettext_lazy("Town"), queryset=Page.objects.none())
    address = forms.CharField(label=gettext_lazy("Street address"), max_length=200, required=False)

    def __init__(self, data=None, *, towns: Iterable[Commune]) -> None:
        super().__init__(data, prefix="new-place")
        for name, field in self.fields.items():
            field.widget.attrs["aria-describedby"] = f"new_place_{name}_problem"
        field = self.fields["commune"]
        field.queryset = apps.get_model("schedule", "CommunePage").objects.live()
        field.choices = [("", _("Choose a town")), *((town.id, town.name) for town in towns)]
        accept_any_key(field)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_address(self) -> str:
        return " ".join(self.cleaned_data["address"].split())


@require_POST
def new_place(request: HttpRequest) -> JsonResponse:
    """Makes and publishes a place; the form that stands behind the dialogue keeps all that is typed in it."""
    may_plan(request)
    form = NewPlaceForm(request.POST, towns=published(request).towns)
    if form.is_valid():
        chosen = form.cleaned_data
        may = chosen["commune"].permissions_for_user(request.user)
        if not (may.can_add_subpage() and may.can_publish_subpage()):
            raise PermissionDenied
        try:
            page = open_place(chosen["commune"], chosen["title"], chosen["address"], by=request.user)
        except ValidationError as error:
            for name, said in error.message_dict.items():
                form.add_error(name if name in form.fields else None, said)
        else:
            return JsonResponse({"pk": page.pk, "title": page.title, "commune": chosen["commune"].title})
    return JsonResponse({"errors": form.errors}, status=400)
