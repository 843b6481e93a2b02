"""Doors from Wagtail to `schedule.backoffice`."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from core import follow_up, meeting
from core import ready_made as ready_made_sentences
from core.desk import HOOK
from schedule import nearby, ready_made
from schedule.backoffice import guards
from schedule.backoffice.archive import buttons as archive
from schedule.backoffice.archive import places as archived_places
from schedule.backoffice.archive import stays
from schedule.backoffice.choices import is_place
from schedule.backoffice.desk import guide, today, warnings
from schedule.backoffice.desk.answering import QuestionView
from schedule.backoffice.history import actions as history_actions
from schedule.backoffice.history import screen as history
from schedule.backoffice.history.telling import tell_restored
from schedule.backoffice.homepage import WhereaboutsPanel
from schedule.backoffice.planner.views import planning
from schedule.backoffice.planning import places, summary
from schedule.backoffice.posters import screens as posters
from schedule.backoffice.posters import wrong
from schedule.backoffice.viewsets import CaravanViewSet, ChangeViewSet, PermanenceViewSet
from schedule.models import Permanence
from schedule.seasons import views as seasons

register_snippet(PermanenceViewSet)
register_snippet(ChangeViewSet)
register_snippet(CaravanViewSet)


hooks.register(ready_made_sentences.HOOK, ready_made.sentences)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("permanences/dates-en-mots/", summary.dates_summary, name="schedule_dates_summary"),
        path("permanences/lieu/<int:pk>/", places.place_used, name="schedule_place_used"),
        path("permanences/nouveau-lieu/", places.new_place, name="schedule_new_place"),
        path("permanences/prochaines/", today.upcoming, name="schedule_upcoming"),
        path("permanences/historique/", history.history, name="schedule_history"),
        path("permanences/<int:pk>/archiver/", stays.archive, name="schedule_archive_permanence"),
        path("permanences/<int:pk>/desarchiver/", stays.unarchive, name="schedule_unarchive_permanence"),
        path("lieux/<int:pk>/archiver/", archived_places.archive, name="schedule_archive_place"),
        path("lieux/<int:pk>/rouvrir/", archived_places.reopen, name="schedule_reopen_place"),
        path("aide/le-bureau/", guide.printable, name="schedule_guide"),
        path("aide/visite/<int:number>/", guide.tour, name="schedule_tour"),
        path("aide/visite/non-merci/", guide.no_tour, name="schedule_no_tour"),
        path("permanences/planning/", planning, name="schedule_planning"),
        path("permanences/importer/", seasons.ImportView.as_view(), name="schedule_season_import"),
        path("permanences/importer/modele.csv", seasons.model, name="schedule_season_model"),
        path("permanences/exporter/", seasons.export, name="schedule_season_export"),
        path("permanences/exporter.csv", seasons.export_file, {"kind": "csv"}, name="schedule_season_csv"),
        path("permanences/exporter.ics", seasons.export_file, {"kind": "ics"}, name="schedule_season_ics"),
        path("affiches/", posters.posters, name="schedule_posters"),
        path("affiches/<int:pk>/remplacee/", posters.replaced, name="schedule_poster_replaced"),
        path("affiches/<int:pk>/retablir/", posters.put_back, name="schedule_poster_put_back"),
        path("aujourd-hui/c-est-voulu/", today.put_aside, name="schedule_put_aside"),
        path("seances/<str:uid>/<str:verb>/", QuestionView.as_view(), name="schedule_question"),
    ]


@hooks.register(meeting.HOOK)
def meetings(request, commune):
    return nearby.of_request(request, commune)


@hooks.register(HOOK)
def desk_warnings(request):
    return [*wrong.warnings(request), *warnings.of_request(request)]


@hooks.register(follow_up.HOOK)
def posters_menu_item():
    return UpcomingMenuItem(
        _("Posters"), reverse("schedule_posters"), name="posters", icon_name="clipboard-list", order=15
    )


class HistoryMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(history.PERMISSION)


class UpcomingMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("schedule.add_change")


@hooks.register("register_admin_menu_item")
def today_menu_item():
    return UpcomingMenuItem(
        _("Today"), reverse("wagtailadmin_home"), name="today", icon_name="home", order=90
    )


@hooks.register("register_admin_menu_item")
def upcoming_menu_item():
    return UpcomingMenuItem(
        _("Coming dates"), reverse("schedule_upcoming"), name="upcoming", icon_name="date", order=100
    )


@hooks.register("register_help_menu_item")
def guide_menu_item():
    return UpcomingMenuItem(
        _("The mediator’s desk"), reverse("schedule_guide"), name="desk-guide", icon_name="help", order=1
    )


class PlanningMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("schedule.change_permanence")


@hooks.register("register_admin_menu_item")
def planning_menu_item():
    return PlanningMenuItem(
        _("Planning"), reverse("schedule_planning"), name="planning", icon_name="table", order=105
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    history_actions.register(actions)


@hooks.register("register_admin_menu_item")
def history_menu_item():
    return HistoryMenuItem(
        _("History"), reverse("schedule_history"), name="history", icon_name="history", order=140
    )


@hooks.register("construct_homepage_panels")
def homepage_panels(request, panels):
    panels.insert(0, WhereaboutsPanel())


@hooks.register("before_delete_page")
def before_delete_page(request, page):
    return guards.keep_places(request, page)


@hooks.register("before_unpublish_page")
def before_unpublish_page(request, page):
    return guards.keep_places_public(request, page)


@hooks.register("before_move_page")
def before_move_page(request, page, parent):
    return guards.keep_promised_addresses(request, page, parent)


@hooks.register("before_copy_page")
def before_copy_page(request, page):
    return guards.keep_promised_addresses_of_copies(request, page)


@hooks.register("before_bulk_action")
def before_bulk_action(request, action_type, objects, action):
    if action_type == "move":
        parent = action.cleaned_form.cleaned_data["chooser"]
        refused = (guards.keep_promised_addresses(request, page, parent) for page in objects)
        return next((response for response in refused if response), None)
    if action_type in ("delete", "unpublish"):
        pages = [page for page in objects if isinstance(page, Page)]
        keep = guards.keep_places if action_type == "delete" else guards.keep_places_public
        refused = (keep(request, page) for page in pages)
        return next((response for response in refused if response), None)
    return None


@hooks.register("before_delete_snippet")
def before_delete_snippet(request, instances):
    kept = (guards.keep_caravans_in_use, guards.keep_permanences, guards.keep_caravan_in_one_place)
    return next((refused for keep in kept if (refused := keep(request, instances))), None)


@hooks.register("after_delete_snippet")
def after_delete_snippet(request, instances):
    tell_restored(instances, request.user)


@hooks.register("before_unpublish")
def before_unpublish(request, instance):
    return guards.keep_permanences(request, [instance])


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    return archive.place_buttons(page, user)


@hooks.register("construct_snippet_listing_buttons")
def permanence_buttons(buttons, snippet, user):
    if isinstance(snippet, Permanence):
        buttons[:] = archive.permanence_buttons(buttons, snippet, user)


@hooks.register("construct_page_action_menu")
def places_are_archived(menu_items, request, context):
    page = context.get("page")
    if page and is_place(page):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


@hooks.register("construct_snippet_action_menu")
def publish_comes_first(menu_items, request, context):
    """Drafts save themselves, so the button of a permanence is the one that makes it public."""
    if context["model"] is Permanence:
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]  # it is archived
        menu_items.sort(key=lambda item: item.name != "action-publish")
