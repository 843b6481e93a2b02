"""What editors see of the search: their words, and what found nothing."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from core import dates, follow_up
from home.searching import finding, missed
from home.searching.models import MissedSearch, SearchWords


class SearchWordsCreateView(CreateView):
    def get_initial(self) -> dict:
        """`?mots=`: words that found nothing, to begin a row with."""
        begun = missed.countable(self.request.GET.get("mots", ""))
        return super().get_initial() | ({"words": f"{begun}, "} if begun else {})


class SearchWordsIndexView(IndexView):
    add_item_label = gettext_lazy("Add words that mean the same")


class SearchWordsViewSet(SnippetViewSet):
    model = SearchWords
    icon = "search"
    menu_label = gettext_lazy("Words of the search")
    list_display = ["words"]
    list_per_page = 50
    menu_hook = follow_up.HOOK
    menu_order = 30
    index_view_class = SearchWordsIndexView
    add_view_class = SearchWordsCreateView


class MissedSearchReport(ReportView):
    model = MissedSearch
    permission_policy = ModelPermissionPolicy(MissedSearch)
    permission_required = "view"
    page_title = gettext_lazy("Searches without result")
    header_icon = "search"
    index_url_name = "home_missed_searches"
    template_name = "home/backoffice/missed_searches.html"
    results_template_name = "home/backoffice/missed_searches_list.html"
    list_export = ["words", "count", "first_on", "last_on"]

    def get_filename(self) -> str:
        return "recherches-sans-resultat"

    def get_base_queryset(self):
        return missed.shown()

    def decorate_paginated_queryset(self, object_list):
        """With what each finds by now: words or guides may have been added since."""
        for missed_search in object_list:
            first = next(iter(finding.find(missed_search.words, self.request)), None)
            missed_search.found = first.title if first else ""
            missed_search.last_day = dates.plain_date(missed_search.last_on)
            missed_search.add_url = add_url(missed_search.words)
        return object_list


def add_url(words: str) -> str:
    return f"{reverse(SearchWords.snippet_viewset.get_url_name('add'))}?{urlencode({'mots': words})}"


@require_POST
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("home.change_missedsearch"):
        raise PermissionDenied
    words = get_object_or_404(missed.shown(), pk=pk).words
    missed.put_aside(pk)
    messages.success(request, _("“%(words)s” is put aside.") % {"words": words})
    return redirect("home_missed_searches")


class MissedSearchMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("home.view_missedsearch")


def missed_searches_menu_item() -> MenuItem:
    label, url = MissedSearchReport.page_title, reverse("home_missed_searches")
    return MissedSearchMenuItem(label, url, "missed-searches", icon_name="search", order=20)
