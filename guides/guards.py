"""A guide that was public is on posters and in messages: it is unpublished, not deleted."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from guides.models import GuidePage


def keep_guides(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Only those who manage accounts (Coordination) may delete one that was public."""
    if request.user.has_perm("auth.change_user"):
        return None
    for page in pages:
        below = GuidePage.objects.descendant_of(page, inclusive=True)
        if below.filter(first_published_at__isnull=False).exists():
            said = _("“%(page)s” was public: unpublish it. Only the coordination deletes what was public.")
            messages.error(request, said % {"page": page.title})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
