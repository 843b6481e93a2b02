"""Guides in the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.desk import HOOK
from guides import guards, homepage, warnings
from guides.models import Word


class WordViewSet(SnippetViewSet):
    model = Word
    icon = "openquote"
    menu_label = _("Explained words")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["term", "meaning"]


register_snippet(WordViewSet)


@hooks.register(HOOK)
def desk_warnings(request):
    return warnings.of_request(request)


@hooks.register("construct_homepage_panels")
def homepage_panels(request, panels):
    panels.extend(homepage.panels(request))


@hooks.register("before_delete_page")
def before_delete_page(request, page):
    return guards.keep_guides(request, [page])


@hooks.register("before_bulk_action")
def before_bulk_action(request, action_type, objects, action):
    pages = [thing for thing in objects if isinstance(thing, Page)]
    return guards.keep_guides(request, pages) if action_type == "delete" else None
