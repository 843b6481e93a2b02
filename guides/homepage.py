"""What those who only write guides see first: the way to a new one, and to those that are there."""

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from guides.models import GuideIndexPage
from guides.sent_back import SentBack, sent_back_to


class WriteGuidePanel(Component):
    order = 5
    template_name = "guides/backoffice/write_panel.html"
    media = forms.Media(css={"all": ["backoffice/desk.css"]})

    def __init__(self, shelf: GuideIndexPage, sent_back: list[SentBack]) -> None:
        self.shelf = shelf
        self.sent_back = sent_back

    def get_context_data(self, parent_context) -> dict:
        return {
            "write_url": reverse("guides_start"),
            "sent_back": self.sent_back,
            "all_url": reverse("wagtailadmin_explore", args=[self.shelf.pk]),
        }


def panels(request: HttpRequest) -> list[WriteGuidePanel]:
    shelf = GuideIndexPage.objects.first()
    may_write = shelf and shelf.permissions_for_user(request.user).can_add_subpage()
    return [WriteGuidePanel(shelf, sent_back_to(request.user))] if may_write else []
