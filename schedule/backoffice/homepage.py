"""What the back office says first to those who do not announce anything: the others have the desk."""

from django import forms
from wagtail.admin.ui.components import Component

from core import clock
from schedule.agenda import published
from schedule.answers import answer


class WhereaboutsPanel(Component):
    """What residents read at this moment, per caravan."""

    order = 10
    template_name = "schedule/backoffice/whereabouts_panel.html"
    media = forms.Media(css={"all": ["backoffice/desk.css"]})

    def get_context_data(self, parent_context):
        at = clock.instant(parent_context["request"])
        return {"answers": [(caravan, answer(found)) for caravan, found in published().by_caravan(at)]}
