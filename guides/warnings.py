"""Guides that somebody should check again, for the mediators' desk."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, dates
from core.desk import Warning
from core.stamps import CONTENT, Kept
from guides.models import GuidePage

CHECKED_EVERY = timedelta(days=183)


def of_request(request: HttpRequest) -> Iterable[Warning]:
    """For each published guide that was not verified for six months, or never; the oldest first."""
    if not request.user.has_perm("schedule.change_permanence"):
        return
    limit = clock.instant(request).date() - CHECKED_EVERY
    for pk, title, verified_on in _guides.get(request):
        if verified_on and verified_on >= limit:
            continue
        said = _("The guide “%(guide)s” was never checked.")
        if verified_on:
            said = _("The guide “%(guide)s” was last checked on %(day)s.")
        words = {"guide": title, "day": dates.plain_date(verified_on) if verified_on else ""}
        yield Warning(said % words, _("Check it"), reverse("wagtailadmin_pages:edit", args=[pk]))


def _load() -> list[tuple[int, str, date | None]]:
    rows = GuidePage.objects.live().values_list("pk", "title", "verified_on")
    return sorted(rows, key=lambda row: row[2] or date.min)


_guides = Kept(CONTENT, _load)
