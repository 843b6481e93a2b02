"""What the two screens of a permanence have in common, and share with those of a change."""

from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.permission_policies.pages import PagePermissionPolicy

from core import clock
from schedule import agenda
from schedule.actions.one_at_a_time import one_at_a_time
from schedule.backoffice.planning import again
from schedule.backoffice.planning.places import NewPlaceForm

PLAN = gettext_lazy("Plan a permanence")
NOT_SAVED = gettext_lazy("Not saved yet. Please correct what is marked in red.")


class OneAtATime:
    """Of two people who announce at once, the second is told (`schedule.actions.one_at_a_time`)."""

    def post(self, request, *args, **kwargs):
        with one_at_a_time():
            self.look_again()
            return super().post(request, *args, **kwargs)

    def look_again(self) -> None:
        """Reads anew what was read before its turn came."""


class Titled:
    """A page whose title says what one does there: “New: Permanence” tells little."""

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict]:
        *above, _last = super().get_breadcrumbs_items()
        return [*above, {"url": "", "label": self.get_page_subtitle() or self.page_title}]


class PlanningView(OneAtATime):
    """What both screens have in common."""

    error_message = NOT_SAVED

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if (
            self.request.method == "GET"
        ):  # what is sent is checked against what is published after its turn came
            kwargs["now"] = agenda.published(self.request)
        return kwargs

    def get_form(self, *args, **kwargs) -> Form:
        form = super().get_form(*args, **kwargs)
        announced = form.instance.go_live_at
        if announced and announced <= clock.instant(self.request):
            form.initial["go_live_at"] = None  # it was announced then: there is nothing to plan any more
        return form

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        may_add_pages = PagePermissionPolicy().user_has_permission(self.request.user, "add")
        return context | {
            "new_place": NewPlaceForm(towns=context["form"].agenda.towns) if may_add_pages else None,
            "most_weeks": again.MOST_WEEKS,
            "may_add": self.request.user.has_perm("schedule.add_permanence"),
        }

    def get_side_panels(self):
        panels = super().get_side_panels()
        for panel in panels:
            if isinstance(panel, StatusSidePanel):
                panel.show_schedule_publishing_toggle = False  # the form asks for it itself
        return panels
