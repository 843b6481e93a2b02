"""Guides that somebody should check again, for the mediators' desk."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, dates
from core.desk import Warning
from guides import freshness
from guides.library import library


def of_request(request: HttpRequest) -> Iterable[Warning]:
    """For each published guide whose next check is due; those never checked first, then the oldest."""
    if not request.user.has_perm("schedule.change_permanence"):
        return
    today = clock.local_day(clock.instant(request))
    cards = sorted(
        library(request).cards.values(), key=lambda card: card.checked.day if card.checked else date.min
    )
    for card in cards:
        day = card.checked.day if card.checked else None
        if not freshness.is_due(day, card.check_every, today):
            continue
        said = _("The guide “%(guide)s” was never checked.")
        if day:
            said = _("The guide “%(guide)s” was last checked on %(day)s.")
        words = {"guide": card.title, "day": dates.plain_date(day) if day else ""}
        yield Warning(said % words, _("Check it"), reverse("wagtailadmin_pages:edit", args=[card.id]))
