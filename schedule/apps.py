from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScheduleConfig(AppConfig):
    name = "schedule"
    verbose_name = _("Permanences")

    def import_models(self) -> None:
        """Page types are models too, and stand in a layer of their own, above what they read."""
        super().import_models()
        import_module("schedule.pages")

    def ready(self) -> None:
        import_module("schedule.stamping").connect()
