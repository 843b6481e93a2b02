"""Themes of guides in the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from guides.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes of guides")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["title", "summary", "position"]


register_snippet(ThemeViewSet)
