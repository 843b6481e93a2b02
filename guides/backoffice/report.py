"""« À revérifier »: all published guides, those first that somebody should look at now."""

import django_filters
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core import clock
from guides.backoffice.standing import with_standing
from guides.models import GuidePage

FORMULA = tuple("=+-@\t\r")
HEAVY = ("body", "trouble", "links", "needs")


class ToCheckFilterSet(WagtailFilterSet):
    """Asks the question; the report answers it."""

    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[("maintenant", _("To be checked now"))],
        empty_label=_("All guides"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = GuidePage
        fields: list[str] = []


class CellColumn(BaseColumn):
    """A column whose cells have a template of their own."""

    class Media:
        css = {"all": ["backoffice/guides.css"]}

    def __init__(self, name: str, label, template: str) -> None:
        super().__init__(name, label=label, classname=f"to_check__{name}")
        self.cell_template_name = template

    def get_cell_context_data(self, instance, parent_context) -> dict:
        request = parent_context["request"]
        shown = {"show": request.GET["show"]} if request.GET.get("show") else {}
        words = {"csrf_token": get_token(request), "next": reverse("guides_to_check", query=shown)}
        return super().get_cell_context_data(instance, parent_context) | words


class ToCheckReport(ReportView):
    page_title = _("To check again")
    header_icon = "check"
    index_url_name = "guides_to_check"
    index_results_url_name = "guides_to_check_results"
    filterset_class = ToCheckFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["publish"]
    is_searchable = False
    verbose_name_plural = _("guides")
    columns = [
        TitleColumn(
            "title",
            label=_("Guide"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        CellColumn("checked", _("Last check"), "guides/backoffice/report/checked.html"),
        CellColumn("due", _("Next check"), "guides/backoffice/report/due.html"),
        CellColumn("readers", _("Readers, over 90 days"), "guides/backoffice/report/readers.html"),
        CellColumn("button", _("Check"), "guides/backoffice/report/button.html"),
    ]
    table_classname = "listing to_check"
    export_filename = "fiches-a-reverifier"
    list_export = [
        "title",
        "standing.checked",
        "standing.by",
        "standing.due",
        "standing.tally.yes",
        "standing.tally.no",
        "standing.tally.stuck",
    ]
    export_headings = {
        "title": _("Guide"),
        "standing.checked": _("Last check"),
        "standing.by": _("checked by"),
        "standing.due": _("Next check"),
        "standing.tally.yes": _("It helped"),
        "standing.tally.no": _("It did not help"),
        "standing.tally.stuck": _("Stuck at a step"),
    }

    @staticmethod
    def is_for(user: AbstractBaseUser) -> bool:
        return page_permission_policy.user_has_any_permission(user, ["publish"])

    def to_row_dict(self, item) -> dict:
        """A cell that begins like a formula stays text in a spreadsheet (OWASP: CSV injection)."""
        row = super().to_row_dict(item)
        return {name: f"'{value}" if str(value)[:1] in FORMULA else value for name, value in row.items()}

    def get_filtered_queryset(self) -> list[GuidePage]:
        """A list, each guide with its `standing`: no database could tell the order, months being unequal."""
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "publish")
        guides = GuidePage.objects.live().filter(pk__in=mine.values("pk")).defer(*HEAVY)
        found = with_standing(guides, clock.local_day(clock.instant(self.request)))
        return [guide for guide in found if guide.standing.is_due] if self.is_filtering else found
