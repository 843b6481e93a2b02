"""« Historique »: what a coordinator reads when somebody asks who changed what, when and why."""

import csv

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.editing import DAY
from schedule.backoffice.choices import number, place_pages
from schedule.backoffice.history.entries import THE_SITE, Entry, entries, found

PERMISSION = "auth.change_user"
LINES, FURTHEST = 50, 10_000
CSV = "csv"


class HistoryForm(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    since = forms.DateField(label=gettext_lazy("From the day"), widget=DAY, required=False)
    until = forms.DateField(label=gettext_lazy("To the day"), widget=DAY, required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in place_pages().order_by("title").only("title")}
        names = [(key, place.title) for key, place in self.places.items()]
        self.fields["place"].choices = [("", _("All places")), *names]
        users = get_user_model().objects.order_by("first_name", "last_name", "username")
        people = [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]
        self.fields["person"].choices = [("", _("Everybody")), (THE_SITE, _("The site itself")), *people]

    def clean_place(self) -> Page | None:
        return self.places.get(self.cleaned_data["place"])

    def clean(self) -> dict:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first day."))
        return cleaned


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = HistoryForm(request.GET)
    form.is_valid()
    rows = found(form.cleaned_data)
    if request.GET.get("format") == CSV:
        return _csv(entries(rows))
    # One line more than is shown says whether there are older ones; counting them all would be slow.
    page = min(max(number(request.GET.get("page")) or 1, 1), FURTHEST)
    shown = entries(rows[(page - 1) * LINES : page * LINES + 1])
    kept = request.GET.copy()
    for name in ("page", "format"):
        kept.pop(name, None)
    words = {
        "form": form,
        "entries": shown[:LINES],
        "newer": page - 1,
        "older": page + 1 if len(shown) > LINES else 0,
        "kept": kept.urlencode(),
    }
    return render(request, "schedule/backoffice/history/history.html", words)


def _csv(lines: list[Entry]) -> HttpResponse:
    """For a spreadsheet in French: semicolons, and a mark that says UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="historique.csv"'
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow([_("When"), _("Who"), _("What"), _("Permanence"), _("Why?"), _("Sentence for residents")])
    for one in lines:
        cells = (one.when, one.who, one.what, one.about, one.why, one.said)
        sheet.writerow([_harmless(cell) for cell in cells])
    return response


def _harmless(cell: str) -> str:
    """A spreadsheet takes a text that begins so for a formula, and runs it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
