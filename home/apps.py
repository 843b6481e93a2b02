from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user accounts, with our forms."""

    user_viewset = "home.users.TeamUserViewSet"


class HomeConfig(AppConfig):
    default = True
    name = "home"
    verbose_name = _("Home and plain pages")

    def ready(self) -> None:
        import_module("home.stamping").connect()
