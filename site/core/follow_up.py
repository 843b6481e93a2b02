"""The menu « Suivi »: what asks to be looked at from time to time. Each app brings its own entries.

An app registers a function under Wagtail's hook `HOOK`, which returns a menu item. The menu is shown
to those who see at least one of its entries.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

HOOK = "register_follow_up_menu_item"
menu = Menu(register_hook_name=HOOK)


def menu_item() -> SubmenuMenuItem:
    return SubmenuMenuItem(_("Follow-up"), menu, name="follow-up", icon_name="glasses", order=230)
