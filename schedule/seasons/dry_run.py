"""What would become of each line of a plan, before anything is written. No database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates as words
from core.typography import french
from schedule.holidays import holiday_name
from schedule.recurrence import RecurrenceError
from schedule.seasons.clashes import Book, clash_words
from schedule.seasons.lines import Line, Reading, Refused, Unclear, faults
from schedule.seasons.naming import Known
from schedule.timeline import Session, Stay
from schedule.timeline.timeline import expand

MAX_DATED = 20_000  # sessions in one file: several years of several caravans


class Outcome(StrEnum):
    CREATED = "created"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class State:
    """What there is already. Drafts stand in nobody's way: they are not announced."""

    known: Known
    published: tuple[Stay, ...] = ()
    drafts: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """`said` says in words why, or what else there is to know."""

    number: int
    outcome: Outcome
    what: str
    said: tuple[str, ...] = ()
    line: Line | None = None
    stay: Stay | None = None

    @property
    def days(self) -> str:
        """« 12 jours, du mardi 24 novembre 2026 au vendredi 11 décembre 2026 »."""
        if not self.line:
            return ""
        try:
            self.line.dates.check()
        except RecurrenceError:
            return ""
        return _span(list(self.line.dates))

    @property
    def hours(self) -> str:
        return ", ".join(words.hours(*hours) for hours in self.line.hours) if self.line else ""


@dataclass(frozen=True, slots=True)
class Report:
    fates: tuple[Fate, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str = ""

    def count(self, outcome: str) -> int:
        return len([fate for fate in self.fates if fate.outcome == outcome])

    @property
    def created(self) -> int:
        return self.count(Outcome.CREATED)

    @property
    def there(self) -> int:
        return self.count(Outcome.THERE)

    @property
    def refused(self) -> int:
        return self.count(Outcome.REFUSED)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Empty when the plan cannot be imported: it is imported whole or not at all."""
        is_possible = self.created and not self.refused and not self.problem
        return tuple(fate.line for fate in self.fates if fate.line) if is_possible else ()


def dry_run(reading: Reading, state: State, today: date) -> Report:
    if reading.problem:
        return Report(problem=reading.problem)
    found = [_refused(refused) for refused in reading.refused]
    resolved = [_resolved(line, state.known) for line in reading.lines]
    found += [fate for fate in resolved if not fate.stay]
    stays = [fate for fate in resolved if fate.stay]
    if sum(len(list(f.stay.dates)) * len(f.stay.sessions) for f in stays) > MAX_DATED:
        return Report(problem=_("This plan has too many sessions. Please split it in several files."))
    found += _against(stays, state, today)
    return Report(tuple(sorted(found, key=lambda fate: fate.number)), reading.remarks)


def _refused(refused: Refused) -> Fate:
    return Fate(refused.number, Outcome.REFUSED, refused.what, refused.reasons)


def _resolved(line: Line, known: Known) -> Fate:
    """With the stay that the line comes to, or refused."""
    reasons, found = list(faults(line)), []
    for find in (lambda: known.place(line.place, line.commune), lambda: known.caravan(line.caravan)):
        try:
            found.append(find())
        except Unclear as unclear:
            reasons.append(str(unclear))
    if reasons:
        return Fate(line.number, Outcome.REFUSED, line.place, tuple(reasons), line)
    place, caravan = found
    sessions = tuple(Session(f"{start:%H%M}", start, end) for start, end in line.hours)
    stay = Stay(
        id=0,
        key=str(line.number),
        place=place,
        caravan=caravan,
        dates=line.dates,
        sessions=sessions,
        open_on_holidays=line.open_on_holidays,
        note=line.note,
    )
    if not any(True for _occurrence in expand(stay)):
        reason = _("All these days are public holidays, on which the caravan is closed.")
        return Fate(line.number, Outcome.REFUSED, line.place, (reason,), line)
    return Fate(line.number, Outcome.CREATED, f"{place.name}, {place.commune.name}", (), line, stay)


def _against(fates: list[Fate], state: State, today: date) -> Iterator[Fate]:
    """Each against what there is, and against the lines above it."""
    concerned = {fate.stay.caravan.id for fate in fates}
    book = Book(stay for stay in state.published if stay.caravan.id in concerned)
    there = {_identity(stay): (stay, is_draft) for is_draft, stay in _existing(state, fates)}
    above: dict[tuple, int] = {}
    for fate in fates:
        stay, identity = fate.stay, _identity(fate.stay)
        if identity in above:
            reason = _("It says the same as line %(number)s.") % {"number": above[identity]}
            yield replace(fate, outcome=Outcome.REFUSED, said=(reason,))
        elif identity in there:
            yield replace(fate, outcome=Outcome.THERE, said=_already(stay, *there[identity]))
        elif clash := book.clash(stay):
            yield replace(fate, outcome=Outcome.REFUSED, said=(clash_words(*clash),))
        else:
            yield replace(fate, said=tuple(_remarks(stay, today)))
            book.add(stay, fate.number)
        above.setdefault(identity, fate.number)


def _existing(state: State, fates: list[Fate]) -> Iterator[tuple[bool, Stay]]:
    """Published ones last: they win over a draft that says the same."""
    wanted = {(fate.stay.place.id, fate.stay.caravan.id) for fate in fates}
    for is_draft, stays in ((True, state.drafts), (False, state.published)):
        yield from ((is_draft, s) for s in stays if (s.place.id, s.caravan.id) in wanted)


def _identity(stay: Stay) -> tuple:
    """Two that have it in common are the same to residents, however their dates are written."""
    planned = replace(stay, changes=(), notices=())
    days = frozenset(occurrence.day for occurrence in expand(planned))
    hours = frozenset((session.start, session.end) for session in stay.sessions)
    return stay.place.id, stay.caravan.id, days, hours


def _already(stay: Stay, other: Stay, is_draft: bool) -> tuple[str, ...]:
    said = [_("It is there as a draft.") if is_draft else _("It is published.")]
    if stay.note != other.note:
        said.append(_("Its note is another one, and stays as it is."))
    return tuple(said)


def _remarks(stay: Stay, today: date) -> Iterator[str]:
    days = list(stay.dates)
    if days[-1] < today:
        yield _("All its days are over.")
    elif days[0] < today:
        yield _("Its first days are over.")
    for day in days:
        name = holiday_name(day, stay.caravan.holiday_region)
        if not name or day in stay.dates.extra:
            continue
        said = {"day": words.long_date(day), "name": french(name)}
        if stay.open_on_holidays:
            yield _("Open on %(day)s: public holiday (%(name)s).") % said
        else:
            yield _("Closed on %(day)s: public holiday (%(name)s).") % said


def _span(days: list[date]) -> str:
    if not days:
        return ""
    said = ngettext("%(count)s day", "%(count)s days", len(days)) % {"count": len(days)}
    if len(days) == 1:
        return f"{said}{words.NBSP}: {words.long_date(days[0])}"
    return _("%(days)s, from %(first)s to %(last)s") % {
        "days": said,
        "first": words.long_date(days[0]),
        "last": words.long_date(days[-1]),
    }
