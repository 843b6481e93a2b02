"""Guides in the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.desk import HOOK
from guides import warnings
from guides.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes of guides")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["title", "summary", "position"]


register_snippet(ThemeViewSet)


@hooks.register(HOOK)
def desk_warnings(request):
    return warnings.of_request(request)
