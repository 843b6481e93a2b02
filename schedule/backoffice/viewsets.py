"""The lists and forms of the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from schedule.backoffice.change_form import ChangeForm
from schedule.backoffice.permanence_form import PermanenceForm
from schedule.models import Caravan, Change, Permanence, Session
from schedule.models.permanence import USUAL_HOURS


class PermanenceCreateView(CreateView):
    def get_initial_form_instance(self) -> Permanence:
        permanence = super().get_initial_form_instance() or self.model()
        if self.request.method == "GET":
            permanence.sessions = [Session(start=start, end=end) for start, end in USUAL_HOURS]
            only = list(Caravan.objects.all()[:2])
            permanence.caravan = only[0] if len(only) == 1 else None
        return permanence


class PermanenceViewSet(SnippetViewSet):
    model = Permanence
    icon = "calendar-alt"
    menu_label = _("Permanences")
    menu_order = 110
    add_to_admin_menu = True
    add_view_class = PermanenceCreateView
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("starts_on", label=_("First day"), sort_key="starts_on"),
        Column("ends_on", label=_("Last day"), sort_key="ends_on"),
        Column("status_string", label=_("State")),
    ]
    list_filter = ["caravan", "live"]
    search_fields = ["place__title", "note"]
    edit_handler = ObjectList(
        [
            FieldPanel("place"),
            FieldPanel("caravan"),
            FieldPanel("dates"),
            InlinePanel("sessions", heading=_("Hours of each day"), label=_("session"), min_num=1, max_num=6),
            MultiFieldPanel([FieldPanel("open_on_holidays"), FieldPanel("note")], heading=_("For residents")),
        ],
        base_form_class=PermanenceForm,
    )

    def get_queryset(self, request):
        return self.model.objects.select_related("place", "caravan")


class ChangeCreateView(CreateView):
    """Takes `permanence`, `date` and `session` from the address, as the list of dates gives them."""

    def get_initial(self) -> dict:
        wanted = {name: self.request.GET.get(name) for name in ("permanence", "date", "session", "kind")}
        return super().get_initial() | {
            name: value
            for name, value in wanted.items()
            if value and (name in ("date", "kind") or value.isdigit())
        }


class ChangeViewSet(SnippetViewSet):
    model = Change
    icon = "warning"
    menu_label = _("Changes")
    menu_order = 120
    add_to_admin_menu = True
    add_view_class = ChangeCreateView
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("permanence", label=_("Permanence")),
        Column("message", label=_("Sentence")),
    ]
    list_filter = ["kind"]
    search_fields = ["message", "permanence__place__title"]
    edit_handler = ObjectList(
        [
            HelpPanel(content=_("What you save here is public at once.")),
            FieldPanel("permanence"),
            FieldRowPanel([FieldPanel("date"), FieldPanel("session")]),
            FieldPanel("kind"),
            FieldPanel("message"),
            FieldPanel("place"),
            FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
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
        ]
    )
