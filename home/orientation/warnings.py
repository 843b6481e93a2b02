"""Services whose facts somebody should check again, for the mediators' desk."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, dates
from core.desk import Warning
from home.orientation import presenting
from schedule import listing


def of_request(request: HttpRequest) -> Iterable[Warning]:
    """For each one that was not checked for a year; the oldest first."""
    if not request.user.has_perm("home.change_service"):
        return
    today = listing.local_day(clock.instant(request))
    for one in sorted(presenting.directory(request).services, key=lambda one: one.checked_on):
        if presenting.is_old(one.checked_on, today):
            said = _("“%(service)s”, on the page “Who can help me?”, was last checked on %(day)s.")
            words = {"service": one.name, "day": dates.plain_date(one.checked_on)}
            url = reverse("wagtailsnippets_home_service:edit", args=[one.id])
            yield Warning(said % words, _("Check it"), url)
