"""What the back office says first."""

from django import forms
from wagtail.admin.ui.components import Component

from core import clock
from schedule.agenda import published
from schedule.answers import answer


class WhereaboutsPanel(Component):
    """What residents read at this moment, per caravan."""

    order = 10
    template_name = "schedule/backoffice/whereabouts_panel.html"
    media = forms.Media(css={"all": ["backoffice/upcoming.css"]})

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        at = clock.instant(request)
        return {
            "answers": [(caravan, answer(found)) for caravan, found in published().by_caravan(at)],
            "may_change": request.user.has_perm("schedule.add_change"),
        }
