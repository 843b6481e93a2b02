"""« Nouvelle fiche »: one short screen, then Wagtail's editor on a draft that is nearly ready."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from guides.backoffice.starting.drafting import start_guide
from guides.backoffice.starting.forms import StartForm
from guides.models import GuideIndexPage, GuidePage


class NewGuideMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_permission(request.user, "add")


def new_guide(request: HttpRequest) -> HttpResponse:
    shelf = get_object_or_404(GuideIndexPage)
    if not shelf.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    form = StartForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "summary", "collections", "steps")}
        guide = start_guide(shelf, request.user, **words, photos=form.cleaned_data.get("photos", []))
        messages.success(request, _ready(guide))
        for problem in form.left_out:
            messages.warning(request, _("%(problem)s The draft is made without it.") % {"problem": problem})
        return redirect("wagtailadmin_pages:edit", guide.pk)
    return TemplateResponse(request, "guides/backoffice/start.html", {"form": form})


def start_here(request: HttpRequest, page_class: type[Page]) -> HttpResponse | None:
    """Leads from Wagtail's empty form of a new guide to ours: there is one way to begin."""
    if page_class is GuidePage and request.method == "GET":
        return redirect("guides_start")
    return None


def _ready(guide: GuidePage) -> str:
    steps = sum(block.block_type == "step" for block in guide.body)
    said = ngettext(
        "The draft is there, with %(steps)d step. Describe its picture and complete the guide.",
        "The draft is there, with %(steps)d steps. Describe each picture and complete the guide.",
        steps,
    )
    return said % {"steps": steps}
