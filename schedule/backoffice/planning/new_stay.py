"""The screen that plans a new permanence."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import CreateView

from schedule import agenda
from schedule.backoffice.choices import number
from schedule.backoffice.planning import again
from schedule.backoffice.planning.content import Content
from schedule.backoffice.planning.screens import PLAN, PlanningView, Titled
from schedule.models import Permanence


class PermanenceCreateView(PlanningView, Titled, CreateView):
    """Takes `again` and `weeks`, or `place`, `caravan` and `from`, from the address.

    The form carries the key of the stay that it will make. Sent twice, it makes one stay.
    """

    page_title = PLAN

    def look_again(self) -> None:
        """Drops what no browser of ours sends: Wagtail would look for it without looking at it."""
        if not number(self.request.POST.get("overwrite_revision_id")):
            self.request.POST = self.request.POST.copy()
            self.request.POST.pop("overwrite_revision_id", None)

    @cached_property
    def key(self) -> UUID | None:
        try:
            return UUID(self.request.POST.get("key", ""))
        except ValueError:
            return None

    @cached_property
    def made(self) -> Permanence | None:
        """What this person has already made with this form."""
        known = Permanence.objects.filter(key=self.key).first() if self.key else None
        by = known and known.revisions.order_by("pk").values_list("user", flat=True).first()
        return known if known and by == self.request.user.pk else None

    def get_initial_form_instance(self) -> Permanence:
        if self.request.method == "GET":
            return again.prepared(self.request.GET, agenda.published(self.request))
        if self.made and not self.made.first_published_at:
            self.made.sessions = []  # what is typed now takes the place of what was saved on the way
            return self.made
        is_taken = self.key is None or Permanence.objects.filter(key=self.key).exists()
        return Permanence() if is_taken else Permanence(key=self.key)

    def is_valid(self, form: Form) -> bool:
        form.made = self.made
        before = Content.saved(self.made.get_latest_revision_as_object()) if self.made else None
        if not super().is_valid(form):
            return False
        self.is_sent_twice = before is not None and before == Content.typed(form)
        if self.made and self.made.first_published_at and not self.is_sent_twice:
            self.produced_error_message = _(
                "You have already published a permanence with this form. To plan another one, send it again."
            )
            return False
        return True

    def form_valid(self, form: Form) -> HttpResponse:
        is_announced = self.is_sent_twice and (self.made.live or self.made.scheduled_revision)
        if self.is_sent_twice and (is_announced or self.action != "publish"):
            self.form, self.object = form, self.made
            return self.save_action()
        return super().form_valid(form)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = self.request.GET if self.request.method == "GET" else {}
        before = again.earlier(asked)
        return context | {
            "again": before,
            "again_weeks": again.weeks(asked) or again.USUAL_WEEKS,
            "length": again.length(before) if before else number(self.request.POST.get("dates-length")),
        }
