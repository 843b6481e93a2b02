"""Guides that somebody should check again, for the mediators' desk."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, dates
from core.desk import Warning
from guides import freshness
from guides.library import Card, library

MOST = 10  # on the desk, which folds them; the report « À revérifier » has them all


def of_request(request: HttpRequest) -> Iterable[Warning]:
    """Published guides whose next check is due: those never checked first, then the oldest."""
    if not request.user.has_perm("schedule.change_permanence"):
        return
    today = clock.local_day(clock.instant(request))
    due = [
        card
        for card in library(request).cards.values()
        if freshness.is_due(card.checked.day if card.checked else None, card.check_every, today)
    ]
    due.sort(key=lambda card: card.checked.day if card.checked else date.min)
    yield from (_warning(card) for card in due[:MOST])
    more = len(due) - MOST
    if more > 0:
        said = ngettext(
            "%(number)s more guide is to be checked again.",
            "%(number)s more guides are to be checked again.",
            more,
        )
        yield Warning(said % {"number": more}, _("See them all"), reverse("guides_to_check"))


def _warning(card: Card) -> Warning:
    day = card.checked.day if card.checked else None
    said = _("The guide “%(guide)s” was never checked.")
    if day:
        said = _("The guide “%(guide)s” was last checked on %(day)s.")
    words = {"guide": card.title, "day": dates.plain_date(day) if day else ""}
    return Warning(said % words, _("Check it"), reverse("wagtailadmin_pages:edit", args=[card.id]))
