"""The cards of the desk: what is announced on the coming days, and what can be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.timezone import get_default_timezone

from schedule import listing
from schedule.agenda import Agenda
from schedule.backoffice.desk import sentences
from schedule.backoffice.desk.answering import url
from schedule.backoffice.desk.asking import Subject, Verb, subject, verbs
from schedule.timeline import Closure, Occurrence


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    url: str
    is_serious: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One session. `since` says from when on residents read what differs, "" when it is as planned."""

    row: listing.Row
    buttons: tuple[Button, ...]
    since: str


@dataclass(frozen=True, slots=True)
class StayOfDay:
    """The sessions of one stay on one day, and what can be done about all of them at once."""

    place: str
    commune: str
    caravan: str
    cards: tuple[Card, ...]
    whole_day: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    is_today: bool
    stays: tuple[StayOfDay, ...]
    closures: tuple[Closure, ...]


def days(agenda: Agenda, at: datetime, count: int) -> list[Day]:
    """Today, always, and those of the following `count` days that have something to say."""
    today = listing.local_day(at)
    end = today + timedelta(days=count + 1)
    zone = get_default_timezone()
    span = (datetime.combine(day, time(), zone) for day in (today - listing.ONE_DAY, end + listing.ONE_DAY))
    occurrences = [o for o in agenda.timeline.between(*span) if today <= o.local_day < end]
    by_day = {day: list(found) for day, found in groupby(occurrences, key=lambda o: o.local_day)}
    closures: dict[date, list[Closure]] = {}
    for closure in agenda.timeline.closures:
        closures.setdefault(closure.day, []).append(closure)
    shown = sorted({today, *by_day, *(day for day in closures if today <= day < end)})
    return [
        Day(day, day == today, tuple(_stays(by_day.get(day, []), at)), tuple(closures.get(day, ())))
        for day in shown
    ]


def _stays(of_day: Iterable[Occurrence], at: datetime) -> Iterable[StayOfDay]:
    by_stay: dict[tuple[int, date], list[Occurrence]] = {}
    for occurrence in of_day:
        by_stay.setdefault((occurrence.stay.id, occurrence.day), []).append(occurrence)
    for found in by_stay.values():
        planned = found[0].planned_place
        yield StayOfDay(
            place=planned.name,
            commune=planned.commune.name,
            caravan=found[0].caravan.name,
            cards=tuple(_card(occurrence, at) for occurrence in found),
            whole_day=_whole_day(found, at) if len(found) > 1 else (),
        )


def _card(occurrence: Occurrence, at: datetime) -> Card:
    about = subject(occurrence.stay, occurrence.day, occurrence.session.key)
    moments = [said.since for said in (occurrence.change, occurrence.notice) if said and said.since]
    return Card(
        row=listing.row(occurrence, at),
        buttons=_buttons(about, at) if about else (),
        since=sentences.since(max(moments), at) if moments else "",
    )


def _buttons(about: Subject, at: datetime) -> tuple[Button, ...]:
    return tuple(
        Button(sentences.button(verb), url(verb, about), is_serious=verb is Verb.CANCEL)
        for verb in verbs(about.occurrences, at)
    )


def _whole_day(found: list[Occurrence], at: datetime) -> tuple[Button, ...]:
    about = subject(found[0].stay, found[0].day, "")
    if about is None:
        return ()
    return tuple(
        Button(sentences.button(verb, whole_day=True), url(verb, about), is_serious=verb is Verb.CANCEL)
        for verb in verbs(about.occurrences, at)
    )
