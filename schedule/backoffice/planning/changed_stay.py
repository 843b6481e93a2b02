"""The screen that changes a permanence: it asks before it takes something away from somebody."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.snippets.views.snippets import EditView

from core import clock
from schedule import agenda
from schedule.actions.cancel_days import cancel_days
from schedule.backoffice.archive.buttons import archive_buttons
from schedule.backoffice.planning import again
from schedule.backoffice.planning.confirming import Warned, keep_cancelled
from schedule.backoffice.planning.content import Content, Difference, differences
from schedule.backoffice.planning.screens import PlanningView
from schedule.models import Permanence
from schedule.timeline.impact import impact


class PermanenceEditView(PlanningView, EditView):
    """Refuses to overwrite unseen what somebody else has saved, and to take announced dates away unasked."""

    warned: Warned | None = None
    differing: list[Difference] = []

    def look_again(self) -> None:
        self.object = self.get_object()
        self.theirs = Content.saved(self.object)  # before the form writes into it
        if self.overwrites:
            self.request.POST = self.request.POST.copy()
            self.request.POST.pop("overwrite_revision_id", None)

    @cached_property
    def overwrites(self) -> bool:
        """She has read what somebody else saved, and wants hers all the same."""
        agreed = {self.request.POST.get(name) for name in ("action-publish", "action-edit", "overwrite")}
        return self.latest_revision is not None and f"overwrite-{self.latest_revision.pk}" in agreed

    @cached_property
    def can_delete(self) -> bool:
        return super().can_delete and not self.object.was_public

    @cached_property
    def header_more_buttons(self) -> list:
        return [*super().header_more_buttons, *archive_buttons(self.object, self.request.user)]

    def is_valid(self, form: Form) -> bool:
        if not super().is_valid(form):
            return False
        if self.expects_json_response and self.action != "publish":
            return True
        return self._is_up_to_date(form) and (self.action != "publish" or self._is_agreed(form))

    def _is_up_to_date(self, form: Form) -> bool:
        if self.overwrites or not self.is_out_of_date:
            return True
        self.differing = differences(Content.typed(form), self.theirs)
        if self.differing:
            self.produced_error_message = _(
                "Not saved yet: somebody else has saved this permanence meanwhile."
            )
        return not self.differing

    def _is_agreed(self, form: Form) -> bool:
        at = clock.instant(self.request)
        announced, planned = agenda.published_stay(self.object.pk), form.planned()
        found = impact(announced, planned, at)
        if not found:
            return True
        later = (form.cleaned_data.get("go_live_at") or at) > at
        # Elsewhere nobody was told of these dates: there they cannot be announced as cancelled.
        same_place = bool(announced and planned and announced.place.id == planned.place.id)
        may_cancel = bool(found.vanishing) and same_place and not later
        may_cancel = may_cancel and self.request.user.has_perm("schedule.add_change")
        self.warned = Warned.of(found, self.request.POST, may_cancel=may_cancel)
        if self.warned.is_agreed(self.request.POST):
            if keep_cancelled(form, self.warned.cancelled):
                return True
            self.produced_error_message = self.get_error_message()
        else:
            self.produced_error_message = _("Not published yet: residents have read these dates.")
        return False

    def _who(self) -> str:
        user = self.latest_revision.user if self.differing else None
        if user == self.request.user:
            return _("You (in another window)")
        return user_display_name(user) if user else _("Somebody")

    def form_valid(self, form: Form) -> HttpResponse:
        is_sent_twice = self.is_out_of_date and not self.overwrites and not self.expects_json_response
        if is_sent_twice and (self.action != "publish" or not self.object.has_unpublished_changes):
            self.form = form  # the same is saved already
            return self.save_action()
        return super().form_valid(form)

    def get_success_json(self) -> dict[str, Any]:
        """What saves itself is her own: the form learns of it, lest it takes it for somebody else's."""
        data = super().get_success_json()
        known = {
            "loaded_revision_id": str(self.new_revision.pk),
            "loaded_revision_created_at": self.new_revision.created_at.isoformat(),
        }
        return data | {"field_updates": data.get("field_updates", {}) | known}

    def publish_action(self) -> HttpResponse | None:
        response = super().publish_action()
        if self.warned and self.warned.cancelled:
            published = Permanence.objects.select_related("place", "caravan").get(pk=self.object.pk)
            cancel_days(published, self.warned.cancelled, message=self.warned.message, by=self.request.user)
        return response

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        posted = self.request.POST
        if self.request.method == "POST" and self.is_out_of_date:
            # She is still to see what was saved meanwhile: the next attempt must be told too.
            context["revision_enabled"] = False
            context["loaded"] = {
                name: posted.get(name, "") for name in ("loaded_revision_id", "loaded_revision_created_at")
            }
        return context | {
            "warned": self.warned,
            "differing": self.differing,
            "overwrite": f"overwrite-{self.latest_revision.pk}" if self.latest_revision else "",
            "overwrites": self.overwrites,
            "is_publishing": self.action == "publish",
            "saved_at": localtime(self.latest_revision.created_at) if self.latest_revision else None,
            "saved_by": self._who(),
            "again_url": again.url(self.object.pk),
            "again_weeks": again.USUAL_WEEKS,
        }
