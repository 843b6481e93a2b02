"""« À revérifier »: all published guides, those first that somebody should look at now."""

import django_filters
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core import clock
from guides.backoffice.standing import Standing, standings
from guides.models import GuidePage

HEAVY = ("body", "trouble", "links", "needs")


class ToCheckFilterSet(WagtailFilterSet):
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        method="filter_due",
        choices=[("maintenant", _("To be checked now"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = GuidePage
        fields: list[str] = []

    def filter_due(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(is_due=1) if value else queryset


class CellColumn(BaseColumn):
    """A column whose cells have a template of their own."""

    def __init__(self, name: str, label, template: str) -> None:
        super().__init__(name, label=label, classname=f"report__{name}")
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
    table_classname = "listing report"
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

    class Media:
        css = {"all": ["backoffice/guides.css"]}

    @staticmethod
    def is_for(user: AbstractBaseUser) -> bool:
        return page_permission_policy.user_has_any_permission(user, ["publish"])

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """By guide, the most urgent first."""
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "publish")
        guides = GuidePage.objects.live().filter(pk__in=mine.values("pk"))
        today = clock.local_day(clock.instant(self.request))
        return standings(dict(guides.values_list("pk", "check_every")), today)

    def get_base_queryset(self) -> QuerySet:
        """In the order of `standings`, which no database could tell: months are not equally long."""
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(self.standings)]
        due = [pk for pk, one in self.standings.items() if one.is_due]
        return (
            GuidePage.objects.filter(pk__in=self.standings)
            .defer(*HEAVY)
            .annotate(
                place=Case(*places, default=0, output_field=IntegerField()),
                is_due=Case(When(pk__in=due, then=1), default=0, output_field=IntegerField()),
            )
            .order_by("place")
        )

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            page.standing = self.standings[page.pk]
        return object_list
