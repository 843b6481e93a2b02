"""Guides in the back office."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core import follow_up, links
from core.desk import HOOK
from guides import guards, homepage, warnings
from guides.backoffice import checking
from guides.backoffice.report import ToCheckReport
from guides.backoffice.starting import views as starting
from guides.links import checking as link_checking
from guides.links import warnings as link_warnings
from guides.models import Word


class WordViewSet(SnippetViewSet):
    model = Word
    icon = "openquote"
    menu_label = _("Explained words")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["term", "meaning"]


register_snippet(WordViewSet)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("fiches/nouvelle/", starting.new_guide, name="guides_start"),
        path("fiches/a-reverifier/", ToCheckReport.as_view(), name="guides_to_check"),
        path(
            "fiches/a-reverifier/resultats/",
            ToCheckReport.as_view(results_only=True),
            name="guides_to_check_results",
        ),
        path("fiches/<int:pk>/verifiee/", checking.mark, name="guides_mark_checked"),
        path("fiches/verification/<int:pk>/annuler/", checking.undo, name="guides_undo_check"),
    ]


class ToCheckMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return ToCheckReport.is_for(request.user)


@hooks.register(follow_up.HOOK)
def to_check_menu_item():
    return ToCheckMenuItem(
        _("To check again"), reverse("guides_to_check"), name="to-check", icon_name="check", order=10
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    checked, undone = _("Check the guide"), _("Undo the check")
    actions.register_action("guides.check", checked, checked)
    actions.register_action("guides.undo_check", undone, undone)


@hooks.register("register_admin_menu_item")
def new_guide_menu_item():
    return starting.NewGuideMenuItem(
        _("New guide"), reverse("guides_start"), name="new-guide", icon_name="doc-full", order=108
    )


@hooks.register("before_create_page")
def before_create_page(request, parent, page_class):
    return starting.start_here(request, page_class)


@hooks.register("insert_editor_js")
def editor_scripts():
    return format_html('<script src="{}" defer></script>', static("backoffice/plain_language.js"))


@hooks.register("insert_global_admin_css")
def editor_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("backoffice/plain_language.css"))


@hooks.register(HOOK)
def desk_warnings(request):
    return warnings.of_request(request)


@hooks.register(HOOK)
def link_desk_warnings(request):
    return link_warnings.of_request(request)


@hooks.register(links.HOOK)
def links_to_check():
    return link_checking.of_guides()


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
