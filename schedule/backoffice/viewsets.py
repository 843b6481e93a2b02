"""The lists and forms of the back office."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, F, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.models import RevisionsUnscheduleView
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from core import clock, stamps
from core.editing import DAY
from schedule import listing
from schedule.backoffice.caravan_form import CaravanForm
from schedule.backoffice.change_form import ChangeForm, concerned
from schedule.backoffice.choices import MOMENT, TIME, SessionSelect, number
from schedule.backoffice.history.telling import tell_change
from schedule.backoffice.permanence_form import PermanenceForm
from schedule.backoffice.planning import again
from schedule.backoffice.planning.changed_stay import PermanenceEditView
from schedule.backoffice.planning.new_stay import PermanenceCreateView
from schedule.backoffice.planning.place_field import PlaceSelect
from schedule.backoffice.planning.previewing import (
    PermanencePreviewOnCreateView,
    PermanencePreviewOnEditView,
    PermanencePreviewRevisionView,
)
from schedule.backoffice.planning.screens import NOT_SAVED, PLAN, OneAtATime, Titled
from schedule.models import Caravan, Change, Permanence

ANNOUNCE = _("Announce a change")


class PermanenceFilterSet(WagtailFilterSet):
    is_archived = BooleanFilter(
        field_name="archived_at", lookup_expr="isnull", exclude=True, label=_("Archived")
    )

    class Meta:
        model = Permanence
        fields = ["caravan", "live", "is_archived"]


class PermanenceIndexView(IndexView):
    add_item_label = PLAN

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """A whole season at once (schedule.seasons): to plan for those who may, as a file for all."""
        plan = Button(_("Import a plan"), reverse("schedule_season_import"), icon_name="upload", priority=10)
        file = Button(
            _("Export the plan"), reverse("schedule_season_export"), icon_name="download", priority=20
        )
        may_plan = self.request.user.has_perm("schedule.add_permanence")
        return [*super().header_more_buttons, *([plan] if may_plan else []), file]

    def get_list_more_buttons(self, instance: Permanence) -> list:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("add"):
            repeat = _("Repeat in %(count)s weeks") % {"count": again.USUAL_WEEKS}
            buttons += [
                Button(_("Same again"), url=again.url(instance.pk), icon_name="copy", priority=20),
                Button(repeat, url=again.url(instance.pk, again.USUAL_WEEKS), icon_name="date", priority=21),
            ]
        return buttons


def _state(permanence: Permanence) -> str:
    """As Wagtail's `status_string` says it, which asks the database twice for each line."""
    if permanence.archived_at:
        return _("archived")
    if permanence.is_scheduled:
        return _("to be published later")
    if not permanence.live:
        return _("draft")
    return _("published, with a draft") if permanence.has_unpublished_changes else _("published")


class PermanenceUnscheduleView(RevisionsUnscheduleView):
    """Wagtail's own asks for no right at all."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("schedule.publish_permanence"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        stamps.move(stamps.SCHEDULE)  # no stay is saved: `Agenda.scheduled` would not know
        return response


class PermanenceViewSet(SnippetViewSet):
    model = Permanence
    revisions_unschedule_view_class = PermanenceUnscheduleView
    icon = "calendar-alt"
    menu_label = _("Permanences")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = PermanenceIndexView
    add_view_class = PermanenceCreateView
    edit_view_class = PermanenceEditView
    preview_on_add_view_class = PermanencePreviewOnCreateView
    preview_on_edit_view_class = PermanencePreviewOnEditView
    revisions_view_class = PermanencePreviewRevisionView
    create_template_name = "schedule/backoffice/planning/create.html"
    edit_template_name = "schedule/backoffice/planning/edit.html"
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("starts_on", label=_("First day"), sort_key="starts_on", classname="wide_only"),
        Column("ends_on", label=_("Last day"), sort_key="ends_on", classname="wide_only"),
        Column("state", label=_("State"), accessor=_state),
    ]
    filterset_class = PermanenceFilterSet
    search_fields = ["place__title", "note"]
    edit_handler = ObjectList(
        [
            FieldPanel("place", widget=PlaceSelect),
            FieldPanel("caravan", widget=forms.Select),
            FieldPanel("dates"),
            InlinePanel(
                "sessions",
                [FieldRowPanel([FieldPanel("start", widget=TIME), FieldPanel("end", widget=TIME)])],
                heading=_("Hours of each day"),
                label=_("session"),
                min_num=1,
                max_num=6,
            ),
            MultiFieldPanel([FieldPanel("note"), FieldPanel("open_on_holidays")], heading=_("For residents")),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "go_live_at",
                        widget=MOMENT,
                        permission="schedule.publish_permanence",
                        heading=_("First moment of announcement"),
                        help_text=_("Leave empty to announce it as soon as you publish."),
                    )
                ],
                heading=_("Announce it later"),
                classname="collapsed",
            ),
        ],
        base_form_class=PermanenceForm,
    )

    def get_queryset(self, request):
        scheduled = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        found = self.model.objects.select_related("place", "caravan", "latest_revision")
        return found.annotate(is_scheduled=Exists(scheduled)).order_by(
            F("archived_at").desc(nulls_first=True), "-starts_on", "-pk"
        )


class ChangeIndexView(IndexView):
    add_item_label = ANNOUNCE


class ChangeFormView(OneAtATime, Titled):
    """Says in its title which session it is about, and leads back to the list of the coming dates."""

    error_message = NOT_SAVED

    def get_success_url(self) -> str:
        return reverse("schedule_upcoming")

    def get_form(self, *args, **kwargs) -> ChangeForm:
        form = super().get_form(*args, **kwargs)
        form.offer_from(listing.local_day(clock.instant(self.request)))
        return form

    def save_instance(self) -> Change:
        """Wagtail's own would log a change, whose line in the history says little once it is deleted."""
        change = self.form.save()
        if self.form.has_changed():
            tell_change(change, self.request.user)
        return change


class ChangeCreateView(ChangeFormView, CreateView):
    """Takes `permanence`, `date`, `session` and `kind` from the address, as the list of dates gives them."""

    page_title = ANNOUNCE

    def get_page_subtitle(self) -> str:
        return concerned(self.request.POST or self.request.GET)

    def get_initial(self) -> dict:
        wanted = {name: self.request.GET.get(name, "") for name in ("permanence", "date", "session", "kind")}
        keys = {name: number(wanted[name]) for name in ("permanence", "session")}
        return super().get_initial() | {name: value for name, value in (wanted | keys).items() if value}


class ChangeEditView(ChangeFormView, EditView):
    def get_page_subtitle(self) -> str:
        change = self.object
        return concerned(
            {"permanence": change.permanence_id, "date": str(change.date), "session": change.session_id}
        )


class ChangeDeleteView(OneAtATime, DeleteView):
    """Undoes a change."""

    page_title = _("Restore as planned")
    confirmation_message = _(
        "The change disappears, and residents read the usual place and hours again. Do you confirm?"
    )

    def get_usage_url(self) -> None:
        return None  # nothing ever points at a change

    def delete_action(self) -> None:
        self.object.delete()  # the hook `after_delete_snippet` tells it, as it does for many at once

    def get_success_url(self) -> str:
        return reverse("schedule_upcoming")


class ChangeViewSet(SnippetViewSet):
    model = Change
    icon = "warning"
    menu_label = _("Changes")
    menu_order = 120
    add_to_admin_menu = True
    index_view_class = ChangeIndexView
    add_view_class = ChangeCreateView
    edit_view_class = ChangeEditView
    delete_view_class = ChangeDeleteView
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("session", label=_("session"), accessor=lambda change: change.session or _("the whole day")),
        Column("permanence", label=_("Permanence")),
        Column("message", label=_("Sentence")),
    ]
    list_filter = ["kind"]
    search_fields = ["message", "permanence__place__title"]
    edit_handler = ObjectList(
        [
            HelpPanel(content=_("What you save here is public at once.")),
            FieldPanel("permanence", widget=forms.Select),
            FieldRowPanel([FieldPanel("date", widget=DAY), FieldPanel("session", widget=SessionSelect)]),
            FieldPanel("kind"),
            FieldPanel("place", widget=forms.Select, attrs={"data-change-kinds": "moved"}),
            FieldRowPanel(
                [FieldPanel("start", widget=TIME), FieldPanel("end", widget=TIME)],
                heading=_("New hours"),
                attrs={"data-change-kinds": "moved hours"},
            ),
            FieldPanel("message"),
            FieldPanel("seen"),
        ],
        base_form_class=ChangeForm,
    )

    def get_queryset(self, request):
        return self.model.objects.select_related("permanence__place", "session")


class CaravanViewSet(SnippetViewSet):
    model = Caravan
    icon = "site"
    menu_label = _("Caravans")
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "phone"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("phone"),
            FieldRowPanel([FieldPanel("zone"), FieldPanel("holiday_region")]),
        ],
        base_form_class=CaravanForm,
    )
