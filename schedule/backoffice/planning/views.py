"""The two screens of a permanence: planning a new one, and changing one."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView

from core import clock
from schedule import agenda
from schedule.actions.cancel_days import cancel_days
from schedule.backoffice.archive.buttons import archive_buttons
from schedule.backoffice.choices import number
from schedule.backoffice.planning import again
from schedule.backoffice.planning.confirming import Warned, keep_cancelled
from schedule.backoffice.planning.content import Content, Difference, differences
from schedule.backoffice.planning.places import NewPlaceForm
from schedule.models import Caravan, Permanence
from schedule.timeline.impact import impact

PLAN = gettext_lazy("Plan a permanence")
NOT_SAVED = gettext_lazy("Not saved yet. Please correct what is marked in red.")


class OneAtATime:
    """Checking and saving are one step: of two people who announce at once, the second is told.

    On SQLite the write lock is taken before the check (IMMEDIATE); on PostgreSQL, the caravan's rows.
    """

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            list(Caravan.objects.select_for_update().values_list("pk"))
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


class PermanenceCreateView(PlanningView, Titled, CreateView):
    """Takes `again` and `weeks`, or `place`, `caravan` and `from`, from the address.

    The form carries the key of the stay that it will make. Sent twice, it makes one stay.
    """

    page_title = PLAN

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
        if self.expects_json_response:
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
        found = impact(agenda.published_stay(self.object.pk), form.planned(), at)
        if not found:
            return True
        later = (form.cleaned_data.get("go_live_at") or at) > at
        may_cancel = bool(found.vanishing) and not later and self.request.user.has_perm("schedule.add_change")
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
