"""Partners and orientation in the back office, what is out of reach there, and the look at another moment."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core import follow_up
from core.desk import HOOK
from home import other_moment_views, warnings
from home.guards import keep_public_pages, keep_structure
from home.models import Need, Partner, Service
from home.orientation import warnings as orientation_warnings
from home.searching import backoffice as searching
from home.translating import views as translating


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "until"]


class ServiceViewSet(SnippetViewSet):
    model = Service
    icon = "help"
    menu_label = _("Who helps")
    menu_order = 100
    list_display = ["name", "phone", "checked_on"]


class NeedViewSet(SnippetViewSet):
    model = Need
    icon = "tag"
    menu_label = _("Needs")
    menu_order = 200
    list_display = ["title", "position"]


class OrientationGroup(SnippetViewSetGroup):
    items = (ServiceViewSet, NeedViewSet)
    menu_icon = "help"
    menu_label = _("Who can help")
    menu_name = "orientation"
    menu_order = 215
    add_to_admin_menu = True


register_snippet(PartnerViewSet)
register_snippet(OrientationGroup)
register_snippet(searching.SearchWordsViewSet)


@hooks.register("construct_wagtail_userbar")
def the_answer_is_no_heading(request, items, page):
    """The answer is a sentence in large letters: Wagtail's checker takes it for a heading that is not one."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            item.axe_exclude = [*item.axe_exclude, ".answer__sentence"]


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("backoffice/admin.css"))


@hooks.register("register_admin_urls")
def urls():
    return [
        path("autre-moment/", other_moment_views.choose, name="other_moment"),
        path("autre-moment/maintenant/", other_moment_views.go_back, name="other_moment_back"),
        path("recherches/", searching.MissedSearchReport.as_view(), name="home_missed_searches"),
        path("recherches/<int:pk>/ecarter/", searching.put_aside, name="home_missed_search_put_aside"),
        path("traductions/", translating.list_of_subjects, name="translations"),
        path("traductions/<slug:code>.po", translating.catalogue, name="translations_file"),
        path("traductions/<slug:code>/reprendre/", translating.bring_back, name="translations_back"),
        path("traductions/<slug:key>/", translating.one_subject, name="translation"),
    ]


@hooks.register("register_admin_menu_item")
def other_moment_menu_item():
    """For all who enter the back office."""
    return MenuItem(
        _("Another moment"), reverse("other_moment"), name="other-moment", icon_name="time", order=135
    )


@hooks.register("register_admin_menu_item")
def follow_up_menu_item():
    return follow_up.menu_item()


@hooks.register(follow_up.HOOK)
def missed_searches_menu_item():
    return searching.missed_searches_menu_item()


@hooks.register(follow_up.HOOK)
def translations_menu_item():
    return translating.menu_item()


@hooks.register("construct_main_menu")
def hide_what_is_not_for_editors(request, items):
    """Reports speak of the software; mediators have their own words. Coordinators keep all."""
    if not request.user.has_perm("auth.change_user"):
        items[:] = [item for item in items if item.name not in ("reports", "snippets")]


@hooks.register("register_help_menu_item")
def style_guide_menu_item():
    return MenuItem(_("Style guide"), reverse("style_guide"), icon_name="image", order=900)


@hooks.register("construct_help_menu")
def hide_what_is_in_english_elsewhere(request, items):
    """Two of its items open English pages on Wagtail's own site."""
    items[:] = [
        item
        for item in items
        if item.name != "editor-guide" and not item.name.startswith("whats-new-in-wagtail")
    ]


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def superusers_are_out_of_reach(request, user):
    """Who may change an account could take it over, and its rights with it."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def superusers_are_out_of_bulk_reach(request, action_type, objects, action):
    is_reached = any(isinstance(thing, AbstractBaseUser) and thing.is_superuser for thing in objects)
    if is_reached and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_unpublish_page")
def structure_stays_public(request, page):
    return keep_structure(request, [page])


@hooks.register("before_bulk_action")
def structure_stays_public_in_bulk(request, action_type, objects, action):
    pages = [thing for thing in objects if isinstance(thing, Page)]
    keep = {"unpublish": keep_structure, "delete": keep_public_pages}.get(action_type)
    return keep(request, pages) if keep else None


@hooks.register("before_delete_page", order=10)
def what_was_public_stays(request, page):
    """After the guards of the apps, which know better what to do instead."""
    return keep_public_pages(request, [page])


@hooks.register("construct_page_action_menu")
def what_is_meant_comes_first(menu_items, request, context):
    """Drafts save themselves: the button approves what waits, publishes for those who may, or submits."""
    wanted = {"approve": 0, "action-publish": 1, "action-submit": 2}
    menu_items.sort(key=lambda item: wanted.get(item.name, 3))


@hooks.register(HOOK, order=-10)  # a person waits
def desk_warnings(request):
    return warnings.of_request(request)


@hooks.register(HOOK)
def desk_warnings_of_services(request):
    return orientation_warnings.of_request(request)


@hooks.register("register_account_menu_item")
def security_of_ones_own_sign_in(request):
    return {
        "url": reverse("security"),
        "label": _("Security of your sign-in"),
        "help_text": _("A code as well as the password, recovery codes, remembered devices."),
    }


@hooks.register("register_log_actions")
def changes_of_second_factors(actions):
    set_up, removed = _("Set up the sign-in code"), _("Remove the sign-in code")
    actions.register_action("home.set_up_second_factor", set_up, set_up)
    actions.register_action("home.remove_second_factor", removed, removed)
    renewed, reset = _("Make new recovery codes"), _("Take the code away (phone lost)")
    actions.register_action("home.renew_recovery_codes", renewed, renewed)
    actions.register_action("home.reset_second_factor", reset, reset)


@hooks.register("register_log_actions")
def translations_that_came_back(actions):
    name = _("Put the file back")
    actions.register_action("home.translations_back", name, name)
