"""Guides that a reviewer sent back: what whoever wrote them is to do."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import TaskState, WorkflowState

from guides.models import GuidePage


@dataclass(frozen=True, slots=True)
class SentBack:
    """`comment` and `by` may be empty: a reviewer may write nothing, and an account may be gone."""

    guide: int
    title: str
    comment: str
    by: str


def sent_back_to(user: Any) -> list[SentBack]:
    """Those that this person began and that wait for corrections; the latest first."""
    mine = GuidePage.objects.filter(owner=user).values_list("pk", "draft_title")
    pages = {str(pk): title for pk, title in mine}
    states = (
        TaskState.objects.filter(
            status=TaskState.STATUS_REJECTED,
            workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
            workflow_state__base_content_type__app_label="wagtailcore",
            workflow_state__base_content_type__model="page",
            workflow_state__object_id__in=pages,
        )
        .order_by("-finished_at", "-pk")
        .values_list("workflow_state__object_id", "comment", "finished_by__first_name")
    )
    last: dict[str, SentBack] = {}
    for pk, comment, by in states:
        last.setdefault(pk, SentBack(int(pk), pages[pk], comment.strip(), by or ""))
    return list(last.values())
