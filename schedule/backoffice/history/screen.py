"""« Historique »: what a coordinator reads when somebody asks who changed what, when and why."""

import csv

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from schedule.backoffice.choices import DAY, place_pages
from schedule.backoffice.history.entries import THE_SITE, Entry, entries, found

PERMISSION = "auth.change_user"
LINES = 50
CSV = "csv"


class HistoryForm(forms.Form):
    person = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    since = forms.DateField(label=gettext_lazy("From"), widget=DAY, required=False)
    until = forms.DateField(label=gettext_lazy("To"), widget=DAY, required=False)
    place = forms.ModelChoiceField(
        label=gettext_lazy("Place"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("All places"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = place_pages().order_by("title")
        users = get_user_model().objects.order_by("first_name", "last_name", "username")
        people = [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]
        self.fields["person"].choices = [("", _("Everybody")), (THE_SITE, _("The site itself")), *people]

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
    page = Paginator(rows, LINES).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    for name in ("page", "format"):
        kept.pop(name, None)
    words = {"form": form, "page": page, "entries": entries(page), "kept": kept.urlencode()}
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
