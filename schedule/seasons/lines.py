"""One planned stay as a line of a season's plan, and what reading a file comes to. No database."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import dates as words
from schedule.feeds.wording import clean
from schedule.models.fields import PROBLEM_SENTENCES
from schedule.models.permanence import check_hours
from schedule.recurrence import Problem, RecurrenceError, WeeklyDates

MAX_BYTES = 1_000_000
MAX_LINES = 200  # ten caravans for a year; planned in some seconds, while nobody else can write
MAX_HOURS = 6
MAX_NOTE = 300
Hours = tuple[time, time]


class Unclear(ValueError):
    """What stands in a file cannot be understood. The argument is the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is where it stands in the file: a row of a table, an event of a calendar.

    `commune` and `caravan` may be empty: there may be only one that fits.
    """

    place: str
    dates: WeeklyDates
    hours: tuple[Hours, ...]
    commune: str = ""
    caravan: str = ""
    open_on_holidays: bool = False
    note: str = ""
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be read. `what` names it in its own words."""

    number: int
    what: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`problem` is about the file as a whole; there are no lines then."""

    lines: tuple[Line, ...] = ()
    refused: tuple[Refused, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str = ""


def faults(line: Line) -> Iterator[str]:
    """Why this could not be planned, whatever else is planned; the same limits as the form has."""
    yield from _faults_of_dates(line.dates)
    yield from _faults_of_hours(line.hours)
    if len(line.note) > MAX_NOTE:
        yield _("The note has %(count)s characters; %(most)s at most.") % {
            "count": len(line.note),
            "most": MAX_NOTE,
        }


def _faults_of_dates(dates: WeeklyDates) -> Iterator[str]:
    try:
        dates.check()
    except RecurrenceError as error:
        own = {Problem.NO_WEEKDAYS: _("The weekdays are missing, for example « mar mer jeu ven ».")}
        yield own.get(error.problem) or str(PROBLEM_SENTENCES[error.problem])
        return
    if not dates:
        yield _("The dates are missing.")
    elif not any(True for _day in dates):
        yield _("With these choices there is no date at all.")


def _faults_of_hours(hours: tuple[Hours, ...]) -> Iterator[str]:
    if not hours:
        yield _("The hours are missing, for example « 9h30-12h30, 14h-17h ».")
    if len(hours) > MAX_HOURS:
        yield _("At most %(most)s sessions a day are possible.") % {"most": MAX_HOURS}
        return
    for start, end in hours:
        try:
            check_hours(start, end)
        except ValidationError as error:
            yield f"{words.hours(start, end).capitalize()}{words.NBSP}: {' '.join(error.messages)}"
    for (_first, end), (start, _last) in pairwise(sorted(hours)):
        if start < end:
            yield _("Two sessions overlap: one ends at %(end)s, the next starts at %(start)s.") % {
                "end": words.hour(end),
                "start": words.hour(start),
            }


def tidy(text: str) -> str:
    """Text as it is kept: on one line, with single spaces and without what no text should hold."""
    return " ".join(clean(unicodedata.normalize("NFC", text)).split())


def comparable(text: str) -> str:
    """The same for « Résidence de l’Étang » and « residence de l'etang »."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", bare))
