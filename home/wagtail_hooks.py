"""Partners in the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import Partner


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "url"]


register_snippet(PartnerViewSet)


@hooks.register("construct_main_menu")
def hide_what_is_not_for_editors(request, items):
    """Reports and help speak of the software; mediators have their own words. Coordinators keep all."""
    if not request.user.has_perm("auth.change_user"):
        items[:] = [item for item in items if item.name not in ("reports", "help", "snippets")]


@hooks.register("construct_help_menu")
def hide_what_is_in_english_elsewhere(request, items):
    """Two of its items open English pages on Wagtail's own site."""
    items[:] = [
        item
        for item in items
        if item.name != "editor-guide" and not item.name.startswith("whats-new-in-wagtail")
    ]
