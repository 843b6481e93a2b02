"""« Cette affiche est-elle encore juste ? »: the answer in words, then what is announced now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from core import dates
from schedule import addresses, listing
from schedule.agenda import Agenda
from schedule.answers import Answer, where
from schedule.models import Poster
from schedule.posters import content
from schedule.presenting import answer_for
from schedule.timeline import Commune, Occurrence, Place, Scope, ScopeKind, Stay
from schedule.timeline.printed import About, AboutKind, Announced, Difference, Fate, Standing, Verdict

DAYS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What became of some hours of one day: `was` is no longer true, `now` says what is.

    `message` is the team's own sentence, or "".
    """

    was: str
    now: str
    message: str = ""

    @property
    def whole(self) -> str:
        return f"{self.now} {self.message}".strip()


@dataclass(frozen=True, slots=True)
class ToldDay:
    day: date
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """`headline` answers. `about` is the commune or place as it is now, None when it is public no more.

    `anew` is what a new poster would be about. `days` are the next dates, `added` those that the poster does
    not name.
    """

    code: str
    title: str
    printed_on: date
    standing: Standing
    headline: str
    details: tuple[str, ...]
    differences: tuple[ToldDay, ...]
    added: tuple[listing.Day, ...]
    about: Commune | Place | None
    is_place: bool
    anew: Commune | Place | Stay | None
    answer: Answer | None
    days: tuple[listing.Day, ...]
    changes_at: datetime


def verdict(poster: Poster, announced: Announced) -> Verdict:
    shown = content.read(poster.snapshot)
    return announced.verdict(shown.sessions, About.of_key(poster.about), goes_on=shown.goes_on)


class Settled:
    """Tells at once of most posters that they are not wrong, without building what they say.

    Each kept session is compared once, however many posters name it.
    """

    def __init__(self, announced: Announced) -> None:
        self.announced = announced
        self.known: dict[tuple[int, str, str], bool] = {}

    def holds(self, poster: Poster) -> bool:
        return all(self._holds(one) for one in poster.snapshot["sessions"])

    def _holds(self, kept: dict) -> bool:
        key = (kept["place"], kept["start"], kept["end"])
        if key not in self.known:
            self.known[key] = self.announced.is_settled(content.session(kept))
        return self.known[key]


def checked(agenda: Agenda, at: datetime, poster: Poster) -> Checked:
    found = verdict(poster, Announced(agenda.timeline, at))
    about = subject(agenda, poster)
    scope = _scope(about)
    days = listing.coming_days(agenda.timeline, at, scope, DAYS_SHOWN) if scope else []
    added = _days(found, at, scope) if scope else ()
    answer = answer_for(agenda, at, scope) if scope else None
    moments = [moment for moment in (found.changes_at, answer and answer.changes_at) if moment]
    return Checked(
        code=poster.code,
        title=poster.title,
        printed_on=poster.day,
        standing=found.standing,
        headline=headline(found.standing),
        details=tuple(_details(found)),
        differences=told(found.differences, content.read(poster.snapshot)),
        added=added,
        about=about,
        is_place=isinstance(about, Place),
        anew=anew(agenda, poster, at),
        answer=answer,
        days=tuple(days),
        changes_at=listing.changes_at(at, days, min(moments, default=None)),
    )


def headline(standing: Standing) -> str:
    return {
        Standing.RIGHT: _("Yes, this poster is right."),
        Standing.WRONG: _("No, this poster is no longer right."),
        Standing.OVER: _("All the dates of this poster have passed."),
    }[standing]


def told(differences: Iterable[Difference], shown: content.Snapshot) -> tuple[ToldDay, ...]:
    """Day by day; hours of which the same is said stand together."""
    by_day = groupby(sorted(differences, key=lambda d: d.printed.start), key=lambda d: d.printed.day)
    several = len(shown.places) > 1
    return tuple(ToldDay(day, tuple(_told(list(of_day), shown, several))) for day, of_day in by_day)


def sentence(fate: Fate, now: Occurrence | None = None) -> str:
    """What became of one printed session."""
    words = {"hours": dates.hours(now.start, now.end), "where": where(now.place)} if now else {}
    said = {
        Fate.GONE: _("This date is no longer planned."),
        Fate.CANCELLED: _("It is cancelled."),
        Fate.MOVED: _("The caravan is elsewhere: %(where)s, %(hours)s."),
        Fate.HOURS: _("The hours change: %(hours)s."),
    }[fate]
    return said % words


def _told(of_day: list[Difference], shown: content.Snapshot, several: bool) -> Iterable[Told]:
    by_sentence: dict[tuple[str, str, str], list[str]] = {}
    for one in of_day:
        place = shown.places[one.printed.place].name if several else ""
        hours = dates.hours(one.printed.start.timetz(), one.printed.end.timetz())
        message = one.now.message if one.now else ""
        by_sentence.setdefault((sentence(one.fate, one.now), message, place), []).append(hours)
    for (said, message, place), hours in by_sentence.items():
        was = _(" and ").join(hours)
        yield Told(f"{place}, {was}" if place else was, said, message)


def _details(found: Verdict) -> Iterable[str]:
    if found.standing is Standing.WRONG:
        yield _("Please do not trust it. Here is what has changed.")
    elif found.standing is Standing.OVER:
        yield _("Here are the next dates, as they are known today.")
    elif found.added:
        yield _("It does not name all the dates: some were added since.")
    else:
        yield _("Its dates and hours hold.")


def _days(found: Verdict, at: datetime, scope: Scope) -> tuple[listing.Day, ...]:
    by_day = groupby(found.added, key=lambda o: o.local_day)
    today = listing.local_day(at)
    return tuple(
        listing.Day(day, tuple(listing.rows(of_day, at, scope)), (), day == today) for day, of_day in by_day
    )


def subject(agenda: Agenda, poster: Poster) -> Commune | Place | None:
    """What it is about as it is now, archived places included; None when it is public no more."""
    about = About.of_key(poster.about)
    if about.kind is AboutKind.COMMUNE:
        return next((town for town in agenda.towns if town.id == about.id), None)
    wanted = about.id
    if about.kind is AboutKind.STAY:
        wanted = next((stay.place.id for stay in agenda.timeline.stays if stay.id == about.id), 0)
    return next((place for place in agenda.every_place if place.id == wanted), None)


def anew(agenda: Agenda, poster: Poster, at: datetime) -> Commune | Place | Stay | None:
    """What a new one is about: the same stay while it has dates, then its place; else None."""
    about, of_stay = subject(agenda, poster), About.of_key(poster.about)
    if about is None or (isinstance(about, Place) and about.is_archived):
        return None
    if isinstance(about, Place) and of_stay.kind is AboutKind.STAY:
        coming = agenda.timeline.scoped(Scope(ScopeKind.PLACE, about.id)).since_end(at)
        return next((o.stay for o in coming if of_stay.holds(o)), about)
    return about


def _scope(subject: Commune | Place | None) -> Scope | None:
    match subject:
        case Place():
            return Scope(ScopeKind.PLACE, subject.id)
        case Commune():
            return Scope(ScopeKind.COMMUNE, subject.id)
    return None


def page(shown: Checked) -> str:
    """The page with the present dates."""
    return shown.about.url if shown.about else addresses.AGENDA
