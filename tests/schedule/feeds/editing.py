"""A process that edits the site the way the back office does, on request: one JSON line in, one out."""

import json
import sys
import traceback
from datetime import date, time
from io import StringIO
from typing import Any
from unittest.mock import patch

import django
from django.core.management import call_command

from tests.schedule.feeds import file_clock


def start() -> None:
    """The fixed pages, with the address of this installation."""
    from home.demo.pages import build_site, follow_base_url

    build_site()
    follow_base_url()


def commune(title: str, slug: str, **fields: Any) -> int:
    return _factories().commune(title, slug=slug, **fields).pk


def place(title: str, slug: str, parent: int, **fields: Any) -> int:
    return _factories().place(title, _page(parent), slug=slug, **fields).pk


def caravan(name: str, slug: str, **fields: Any) -> int:
    return _factories().caravan(name=name, slug=slug, **fields).pk


def stay(at: int, by: int, first: str, last: str, weekdays: str = "0123", hours: str = "", **fields) -> int:
    """`hours`: "09:30-12:30 14:00-17:00", which is also what comes without."""
    return (
        _factories()
        .stay(
            date.fromisoformat(first),
            date.fromisoformat(last),
            at=_page(at),
            by=_models().Caravan.objects.get(pk=by),
            dates=_dates(first, last, weekdays),
            hours=_hours(hours or "09:30-12:30 14:00-17:00"),
            **fields,
        )
        .pk
    )


def edit_page(pk: int, **fields: Any) -> None:
    page = _page(pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def publish_page(pk: int) -> None:
    edit_page(pk)


def unpublish_page(pk: int) -> None:
    _page(pk).unpublish()


def move_page(pk: int, parent: int) -> None:
    _page(pk).move(_page(parent), pos="last-child")


def delete_page(pk: int) -> None:
    _page(pk).delete()


def restrict(pk: int) -> None:
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=_page(pk), restriction_type=PageViewRestriction.LOGIN)


def open_again(pk: int) -> None:
    for restriction in _page(pk).view_restrictions.all():
        restriction.delete()


def edit_stay(pk: int, first: str = "", last: str = "", weekdays: str = "0123", **fields: Any) -> None:
    permanence = _draft(pk)
    if first:
        fields["dates"] = _dates(first, last, weekdays)
    for name, value in fields.items():
        setattr(permanence, name, value)
    permanence.save_revision().publish()


def edit_hours(pk: int, hours: str) -> None:
    """Sessions keep their identity in order; those too many go, those too few are new."""
    permanence, new = _draft(pk), _hours(hours)
    sessions = list(permanence.sessions.all())[: len(new)]
    sessions += [_models().Session() for _ in new[len(sessions) :]]
    for session, (start, end) in zip(sessions, new, strict=True):
        session.start, session.end = start, end
    permanence.sessions = sessions
    permanence.save_revision().publish()


def unpublish_stay(pk: int) -> None:
    _models().Permanence.objects.get(pk=pk).unpublish()


def publish_stay(pk: int) -> None:
    _draft(pk).save_revision().publish()


def delete_stay(pk: int) -> None:
    _models().Permanence.objects.get(pk=pk).delete()


def edit_caravan(pk: int, **fields: Any) -> None:
    found = _models().Caravan.objects.get(pk=pk)
    for name, value in fields.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()


def change(pk: int, day: str, kind: str, session: int | None = None, place: int = 0, hours: str = "", **told):
    """`session` is the number of the session on its day, from 0. Returns what `undo` takes."""
    from schedule.actions.change_date import change_date

    permanence = _models().Permanence.objects.get(pk=pk)
    if session is not None:
        told["session"] = permanence.sessions.all()[session]
    if place:
        told["place"] = _page(place)
    if hours:
        told["start"], told["end"] = _hours(hours)[0]
    return change_date(permanence, date.fromisoformat(day), kind=kind, **told).pk


def undo(change: int) -> None:
    _models().Change.objects.get(pk=change).delete()


def announce(**named: Any) -> None:
    from schedule.feeds import announcing

    announcing.announce(**named)


def silently(what: str, /, *words: Any, **named: Any) -> Any:
    """An edit that nobody was told of: as if the process had died right after its commit."""
    with patch("schedule.stamping.announce"):
        return globals()[what](*words, **named)


def rows_of_the_feeds() -> dict[str, list]:
    models = _models()
    announcements = models.Announcement.objects.order_by("uid").values_list("uid", "sequence", "digest")
    return {"announcements": [list(row) for row in announcements], "news": models.News.objects.count()}


def exported(path: str) -> list[list]:
    """What `manage.py export_occurrences` writes."""
    written = StringIO()
    call_command("export_occurrences", path, stdout=written)
    return json.loads(written.getvalue())


def timeline() -> list[dict[str, Any]]:
    from schedule.agenda import published
    from schedule.timeline import EVERYTHING

    return [
        {
            "uid": o.uid,
            "meaning": [o.stay.key, o.session.key, o.day.isoformat()],
            "start": o.start.timestamp(),
            "end": o.end.timestamp(),
            "caravan": o.caravan.id,
            "caravan_name": o.caravan.name,
            "places": sorted({o.place.id, o.planned_place.id}),
            "communes": sorted({o.place.commune.id, o.planned_place.commune.id}),
            "place_name": o.place.name,
            "location": ", ".join(
                part
                for part in (
                    o.place.name,
                    o.place.address,
                    f"{o.place.commune.postcode} {o.place.commune.name}",
                )
                if part
            ),
            "is_cancelled": o.is_cancelled,
            "is_moved": o.is_moved and not o.is_cancelled,
            "has_other_hours": o.change is not None and o.change.kind == "hours",
        }
        for o in published().timeline.scoped(EVERYTHING).occurrences
    ]


def _dates(first: str, last: str, weekdays: str):
    from schedule.recurrence import WeeklyDates

    return WeeklyDates(date.fromisoformat(first), date.fromisoformat(last), frozenset(map(int, weekdays)))


def _hours(text: str) -> list[tuple[time, time]]:
    spans = [part.split("-") for part in text.split()]
    return [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans]


def _page(pk: int):
    from wagtail.models import Page

    return Page.objects.get(pk=pk).specific


def _draft(pk: int):
    return _models().Permanence.objects.get(pk=pk).get_latest_revision_as_object()


def _models():
    from schedule import models

    return models


def _factories():
    from tests import factories

    return factories


def _answer(line: str) -> dict[str, Any]:
    name, words, named = json.loads(line)
    try:
        return {"result": globals()[name](*words, **named)}
    except Exception:
        return {"error": traceback.format_exc()}


if __name__ == "__main__":
    django.setup()
    file_clock.follow()
    # Whatever else is printed must not stand between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(_answer(line)), file=answers, flush=True)
