"""Reads: what would be held if the drafts were published. Four queries, however many drafts there are."""

from collections.abc import Iterable
from datetime import time

from django.apps import apps
from django.db.models import F, Q
from django.utils.dateparse import parse_time
from wagtail.models import Page

from schedule.agenda import Agenda
from schedule.models import Permanence
from schedule.recurrence import RecurrenceError, WeeklyDates, parse
from schedule.timeline import Commune, Place, Session, Stay, Timeline


def drafted(agenda: Agenda) -> Timeline:
    """Of the permanences that are not public yet, and of the changes to public ones not published yet."""
    rows = list(_rows())
    places = _places(agenda, {row.latest_revision.content.get("place") for row in rows})
    return Timeline(stay for row in rows if (stay := _stay(row, agenda, places)))


def _rows() -> Iterable[Permanence]:
    """What was withdrawn is no draft, until somebody writes on it again."""
    newer = Q(last_published_at=None) | Q(latest_revision__created_at__gt=F("last_published_at"))
    found = Permanence.objects.filter(newer, has_unpublished_changes=True, archived_at=None)
    return found.exclude(latest_revision=None).select_related("latest_revision")


def _stay(row: Permanence, agenda: Agenda, places: dict[int, Place]) -> Stay | None:
    """None while the draft lacks what makes a stay."""
    content = row.latest_revision.content
    place = places.get(content.get("place"))
    caravan = next((c for c in agenda.caravans if c.id == content.get("caravan")), None)
    dates, sessions = _dates(content.get("dates")), tuple(_sessions(content.get("sessions")))
    if not (place and caravan and dates and sessions):
        return None
    return Stay(
        id=row.pk,
        key=row.key.hex,
        place=place,
        caravan=caravan,
        dates=dates,
        sessions=sessions,
        changes=next((stay.changes for stay in agenda.timeline.stays if stay.id == row.pk), ()),
        open_on_holidays=bool(content.get("open_on_holidays")),
    )


def _dates(text: object) -> WeeklyDates | None:
    try:
        return parse(str(text or ""))
    except RecurrenceError:
        return None


def _sessions(rows: object) -> Iterable[Session]:
    for row in rows if isinstance(rows, list) else []:
        start, end = _time(row.get("start")), _time(row.get("end"))
        if start and end and start < end:
            yield Session(str(row.get("key", "")).replace("-", ""), start, end)


def _time(text: object) -> time | None:
    try:
        return parse_time(str(text or ""))
    except ValueError:
        return None


def _places(agenda: Agenda, wanted: set) -> dict[int, Place]:
    """The public ones, and those that wait to be published with the draft."""
    found = {place.id: place for place in agenda.places}
    missing = [pk for pk in wanted if isinstance(pk, int) and pk not in found]
    pages = list(apps.get_model("schedule", "PlacePage").objects.filter(pk__in=missing)) if missing else []
    towns = _towns({page.path[: -Page.steplen] for page in pages})
    for page in pages:
        if town := towns.get(page.path[: -Page.steplen]):
            found[page.pk] = Place(page.pk, page.draft_title or page.title, town, page.url or "")
    return found


def _towns(paths: set[str]) -> dict[str, Commune]:
    pages = Page.objects.filter(path__in=paths) if paths else ()
    return {page.path: Commune(page.pk, page.title, page.slug, "") for page in pages}
