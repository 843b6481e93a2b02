"""Partners in the back office."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.desk import HOOK
from home import warnings
from home.guards import keep_structure
from home.models import Partner


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "url"]


register_snippet(PartnerViewSet)


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("backoffice/admin.css"))


@hooks.register("construct_main_menu")
def hide_what_is_not_for_editors(request, items):
    """Reports speak of the software; mediators have their own words. Coordinators keep all."""
    if not request.user.has_perm("auth.change_user"):
        items[:] = [item for item in items if item.name not in ("reports", "snippets")]


@hooks.register("construct_help_menu")
def hide_what_is_in_english_elsewhere(request, items):
    """Two of its items open English pages on Wagtail's own site."""
    items[:] = [
        item
        for item in items
        if item.name != "editor-guide" and not item.name.startswith("whats-new-in-wagtail")
    ]


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def superusers_are_out_of_reach(request, user):
    """Who may change an account could take it over, and its rights with it."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def superusers_are_out_of_bulk_reach(request, action_type, objects, action):
    is_reached = any(isinstance(thing, AbstractBaseUser) and thing.is_superuser for thing in objects)
    if is_reached and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_unpublish_page")
def structure_stays_public(request, page):
    return keep_structure(request, [page])


@hooks.register("before_bulk_action")
def structure_stays_public_in_bulk(request, action_type, objects, action):
    pages = [thing for thing in objects if isinstance(thing, Page)]
    return keep_structure(request, pages) if action_type == "unpublish" else None


@hooks.register(HOOK)
def desk_warnings(request):
    return warnings.of_request(request)
