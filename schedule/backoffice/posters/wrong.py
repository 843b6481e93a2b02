"""The posters that are no longer right. Those whose dates have all passed leave by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, dates
from core.desk import Warning
from schedule import addresses
from schedule.agenda import Agenda, published
from schedule.models import Poster
from schedule.posters import checking, content
from schedule.timeline.printed import Announced, Standing

# Compared at each look at the desk; far more than hang at one time, and what is wrong is soon replaced.
MOST_COMPARED = 500
MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class WrongPoster:
    """`wrong` says what has changed, `more` counts what has no room. `again_url`: "" when it has no page."""

    pk: int
    code: str
    title: str
    printed_on: date
    wrong: tuple[str, ...]
    more: int
    check_url: str
    again_url: str


def wrong_posters(agenda: Agenda, at: datetime) -> list[WrongPoster]:
    """Oldest first, in one query."""
    announced = Announced(agenda.timeline, at)
    hanging = Poster.objects.filter(replaced_at=None, last_end__gt=at)[:MOST_COMPARED]
    return list(_wrong(agenda, announced, hanging))


def warnings(request: HttpRequest) -> list[Warning]:
    """One line on the desk, for those who can replace posters."""
    if not request.user.has_perm("schedule.add_change"):
        return []
    found = wrong_posters(published(request), clock.instant(request))
    if not found:
        return []
    said = ngettext(
        "%(number)s poster in the halls is no longer right: %(first)s.",
        "%(number)s posters in the halls are no longer right: %(first)s.",
        len(found),
    )
    words = {"number": len(found), "first": found[0].title}
    return [Warning(said % words, _("See which"), reverse("schedule_posters"))]


def _wrong(agenda: Agenda, announced: Announced, hanging: Iterable[Poster]) -> Iterable[WrongPoster]:
    for poster in hanging:
        found = checking.verdict(poster, announced)
        if found.standing is not Standing.WRONG:
            continue
        told = [
            _("%(day)s, %(was)s: %(now)s")
            % {"day": dates.long_date(day.day), "was": one.was, "now": one.whole}
            for day in checking.told(found.differences, content.read(poster.snapshot))
            for one in day.told
        ]
        about = checking.subject(agenda, poster)
        yield WrongPoster(
            pk=poster.pk,
            code=poster.code,
            title=poster.title,
            printed_on=poster.day,
            wrong=tuple(told[:MOST_TOLD]),
            more=max(0, len(told) - MOST_TOLD),
            check_url=reverse("poster_check", args=[poster.code]),
            again_url=addresses.poster(about) if about and not getattr(about, "is_archived", False) else "",
        )
