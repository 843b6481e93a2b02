from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundations")

    def ready(self) -> None:
        from core.permission_names import french_permission_names

        # Sent for each app in turn; this one is the last, when all permissions have been made.
        post_migrate.connect(
            french_permission_names, sender=self, dispatch_uid="core-french-permission-names"
        )
