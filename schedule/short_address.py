"""The short address of a place, to be copied into a message or onto a leaflet: shown, never changed."""

from django.forms.widgets import Script
from wagtail.admin.panels import Panel

from schedule import addresses


class ShortAddressPanel(Panel):
    """A place that was never saved has none yet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schedule/backoffice/short_address.html"

        def is_shown(self) -> bool:
            return bool(self.instance.code)

        class Media:
            css = {"all": ["backoffice/short_address.css"]}
            js = [Script("js/copy.js", defer=True)]

        def get_context_data(self, parent_context=None) -> dict:
            typed = addresses.typed(addresses.short(self.instance))
            return super().get_context_data(parent_context) | {"typed": typed}
