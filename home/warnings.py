"""Drafts that wait for a review, for the mediators' desk."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from core.desk import Warning


def of_request(request: HttpRequest) -> Iterable[Warning]:
    """One for each page that a group of this person has been asked to review; the oldest first."""
    waiting = (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__groupapprovaltask__groups__user=request.user,
            revision__base_content_type__app_label="wagtailcore",
            revision__base_content_type__model="page",
        )
        .order_by("started_at")
        .distinct()
        .values_list("revision__object_id", "revision__object_str", "revision__user__first_name")
    )
    for pk, title, author in waiting:
        said = (
            _("“%(page)s” waits for a review (%(author)s).")
            if author
            else _("“%(page)s” waits for a review.")
        )
        url = reverse("wagtailadmin_pages:edit", args=[pk])
        yield Warning(said % {"page": title, "author": author}, _("Review it"), url)
