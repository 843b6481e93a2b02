"""A permanence as residents will see it: the place's page, and the agenda, with the dates that are typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView, PreviewRevisionView

from schedule import agenda
from schedule.agenda import Agenda
from schedule.models import Permanence


def agenda_with(permanence: Permanence) -> Agenda:
    """What would be published. Nothing is written."""
    stay = agenda.drafted_stay(permanence)
    return agenda.published().with_stay(stay) if stay else agenda.published()


class WithItsDates:
    """A preview whose pages read the agenda as it would be."""

    def get_extra_request_attrs(self) -> dict[str, Any]:
        return super().get_extra_request_attrs() | {"agenda": agenda_with(self.object)}


class PermanencePreviewOnCreateView(WithItsDates, PreviewOnCreateView):
    pass


class PermanencePreviewOnEditView(WithItsDates, PreviewOnEditView):
    pass


class PermanencePreviewRevisionView(PreviewRevisionView):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        modes = dict(self.revision_object.preview_modes)
        mode = request.GET.get("mode")
        mode = mode if mode in modes else self.revision_object.default_preview_mode
        extra = {"agenda": agenda_with(self.revision_object)}
        return self.revision_object.make_preview_request(request, mode, extra)
