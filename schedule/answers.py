"""The answer in words. One sentence first, then what helps: this is what people read and hear."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from core import dates
from core.languages import isolated
from core.translations import Written
from schedule.holiday_words import in_words
from schedule.timeline import (
    EVERYTHING,
    ChangeKind,
    Occurrence,
    Place,
    Scope,
    ScopeKind,
    State,
    Whereabouts,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`sentence` answers the question; `details` are the further sentences, in reading order.

    `place` is where to go, `occurrence` the session spoken of; `picture` is a static file.
    """

    state: State
    sentence: str
    details: tuple[str, ...]
    place: Place | None
    occurrence: Occurrence | None
    next: Occurrence | None
    picture: str
    changes_at: datetime | None

    @property
    def is_today(self) -> bool:
        """Whether `place` is where to go today, and not next time."""
        return self.state in (State.OPEN, State.PAUSE, State.OPENS_LATER, State.MOVED_TODAY)


DRAWINGS = {
    State.OPEN: "open",
    State.PAUSE: "closed",
    State.OPENS_LATER: "closed",
    State.MOVED_TODAY: "road",
    State.CANCELLED_TODAY: "cancelled",
    State.FINISHED_TODAY: "closed",
    State.NOT_TODAY: "road",
    State.NOTHING_PLANNED: "none",
}


def answer(found: Whereabouts, scope: Scope = EVERYTHING) -> Answer:
    about = found.occurrence
    details: list[str] = []
    if about and about.is_moved and found.state in (State.OPEN, State.OPENS_LATER, State.PAUSE):
        details.append(_("Exceptionally, instead of: %(planned)s.") % {"planned": where(about.planned_place)})
    if about and found.state in (State.OPEN, State.OPENS_LATER, State.PAUSE):
        details += _notice_sentences(about, found.state)
    if about and (said := _said_about(about, found.state)):
        details.append(said)
    if about and about.stay.note and not about.is_cancelled:
        details.append(Written(about.stay.note))
    others = [
        o for o in found.changed if o is not about and not (found.is_all_day and _is_same_day(o, about))
    ]
    details += [sentence for o in others for sentence in change_sentences(o)]
    if found.state not in (State.OPEN, State.OPENS_LATER, State.PAUSE):
        details += _next_sentences(found, scope.kind)
    place = found.next.place if found.next else None
    if about and found.state is not State.CANCELLED_TODAY:
        place = about.place
    return Answer(
        state=found.state,
        sentence=_sentence(found, scope.kind),
        details=tuple(dict.fromkeys(details)),
        place=place,
        occurrence=about,
        next=found.next,
        picture=f"img/caravan-{'closed' if found.stays_there else DRAWINGS[found.state]}.svg",
        changes_at=found.changes_at,
    )


def where(place: Place) -> str:
    """« Couëron, Résidence des Tilleuls »."""
    return _("%(place)s, in %(commune)s") % {
        "place": isolated(place.name),
        "commune": isolated(place.commune.name),
    }


def session_name(occurrence: Occurrence) -> str:
    """« ce matin » or « cet après-midi », of a session of today."""
    return _("this morning") if occurrence.session.start.hour < 12 else _("this afternoon")


def status_word(occurrence: Occurrence, scope: Scope = EVERYTHING) -> str:
    """What a list says beside a date: "" when it is held as planned."""
    if occurrence.is_cancelled:
        return _("Cancelled")
    if occurrence.is_moved and scope.covers(occurrence.place, occurrence.caravan):
        return _("Exceptionally here") if scope.kind is ScopeKind.PLACE else _("Other place")
    if occurrence.is_moved:
        return _("Moved to: %(where)s") % {"where": where(occurrence.place)}
    if occurrence.is_late:
        return _("Late")
    if occurrence.has_arrived:
        return _("The team is there")
    return _("Other hours") if occurrence.has_other_hours else ""


def dated_sentences(occurrence: Occurrence) -> list[str]:
    """What a change means, for a calendar entry: read on any day, so it names its own."""
    words = {
        "day": dates.long_date(occurrence.local_day),
        "hours": dates.hours(occurrence.start, occurrence.end),
        "start": dates.hour(occurrence.start),
        "planned": where(occurrence.planned_place),
        "where": where(occurrence.place),
    }
    if occurrence.is_cancelled:
        said = _("The permanence of %(day)s, %(hours)s, is cancelled.") % words
    elif occurrence.is_moved:
        said = _("On %(day)s, %(hours)s, the caravan is at %(where)s instead of %(planned)s.") % words
    elif occurrence.is_late:
        said = _("On %(day)s the caravan is late: it opens at %(start)s.") % words
    elif occurrence.has_arrived:
        said = _("On %(day)s the team is there.") % words
    elif occurrence.change and occurrence.change.kind is ChangeKind.HOURS:
        said = _("On %(day)s the hours change: %(hours)s.") % words
    else:
        return []
    return [said, Written(occurrence.message)] if occurrence.message else [said]


def change_sentences(occurrence: Occurrence) -> list[str]:
    """What a change of today means, then the mediator's own sentence."""
    words = {
        "session": session_name(occurrence),
        "planned": where(occurrence.planned_place),
        "where": where(occurrence.place),
        "hours": dates.hours(occurrence.start, occurrence.end),
        "start": dates.hour(occurrence.start),
    }
    if occurrence.is_cancelled:
        said = _("The session of %(session)s (%(hours)s) is cancelled.") % words
    elif occurrence.is_moved:
        said = _("Today, %(hours)s, the caravan is at %(where)s instead of %(planned)s.") % words
    elif occurrence.is_late:
        said = _("The caravan is late for %(session)s: it opens at %(start)s.") % words
    elif occurrence.has_arrived:
        said = _("The team is there for %(session)s.") % words
    elif occurrence.change and occurrence.change.kind is ChangeKind.HOURS:
        said = _("Today the hours change: %(hours)s.") % words
    else:
        return []
    return [said, Written(occurrence.message)] if occurrence.message else [said]


def _said_about(occurrence: Occurrence, state: State) -> str:
    """The team's own sentences. Once it is open, the one about the delay is no longer true."""
    if state is State.OPEN and occurrence.is_late:
        return Written(occurrence.change.message if occurrence.change else "")
    return Written(occurrence.message)


def _notice_sentences(occurrence: Occurrence, state: State) -> list[str]:
    """What a notice adds to an answer that already gives the hour."""
    if occurrence.is_late and state is not State.OPEN:
        planned = dates.hour(occurrence.announced_start)
        return [_("It should have opened at %(planned)s.") % {"planned": planned}]
    return [_("The team has arrived.")] if occurrence.has_arrived else []


def _sentence(found: Whereabouts, kind: ScopeKind) -> str:
    about = found.occurrence
    here, in_town = kind is ScopeKind.PLACE, kind is ScopeKind.COMMUNE
    words = {}
    if about:
        words = {
            "where": where(about.place),
            "session": session_name(about),
            "end": dates.hour(found.until or about.end),
            "hours": dates.hours(about.start, about.end),
        }
    match found.state:
        case State.OPEN if here:
            said = _("The caravan is here now, until %(end)s.")
        case State.OPEN:
            said = _("The caravan is open now, at %(where)s, until %(end)s.")
        case State.OPENS_LATER | State.PAUSE if about and about.is_late and here:
            said = _("The caravan is late. It opens here %(hours)s.")
        case State.OPENS_LATER | State.PAUSE if about and about.is_late:
            said = _("The caravan is late. It opens %(hours)s, at %(where)s.")
        case State.OPENS_LATER if here:
            said = _("The caravan opens here today %(hours)s.")
        case State.OPENS_LATER:
            said = _("The caravan opens today %(hours)s, at %(where)s.")
        case State.PAUSE if here:
            said = _("The caravan is here today. It is closed for a break and opens again %(hours)s.")
        case State.PAUSE:
            said = _("The caravan is closed for a break. It opens again %(hours)s, at %(where)s.")
        case State.MOVED_TODAY:
            said = _("Today the caravan is elsewhere: %(where)s, %(hours)s.")
        case State.CANCELLED_TODAY if found.is_all_day:
            said = _("Today the permanence is cancelled.")
        case State.CANCELLED_TODAY:
            said = _("The permanence of %(session)s is cancelled.")
        case State.FINISHED_TODAY if here:
            said = _("It is over for today here.")
        case State.FINISHED_TODAY if in_town:
            said = _("It is over for today in this town.")
        case State.FINISHED_TODAY:
            said = _("The caravan is closed: it is over for today.")
        case State.NOT_TODAY | State.NOTHING_PLANNED if found.holiday:
            said = _("No permanence today: it is a public holiday (%(holiday)s).")
            words["holiday"] = in_words(found.holiday)
        case State.NOT_TODAY if here:
            said = _("The caravan is not here today.")
        case State.NOT_TODAY if in_town:
            said = _("The caravan is not in this town today.")
        case State.NOT_TODAY:
            said = _("The caravan is not open today.")
        case _ if here:
            said = _("No date is planned here yet.")
        case _:
            said = _("No date is planned yet.")
    return said % words


def _is_same_day(occurrence: Occurrence, about: Occurrence | None) -> bool:
    return bool(about and occurrence.stay is about.stay and occurrence.day == about.day)


def _next_sentences(found: Whereabouts, kind: ScopeKind) -> list[str]:
    """Of a place or a town the caravan « comes back »: elsewhere it may be open meanwhile."""
    if not found.next:
        already_said = found.state is State.NOTHING_PLANNED and not found.holiday
        return [] if already_said else [_("No other date is planned yet.")]
    words = {
        "day": dates.long_date(found.next.local_day),
        "hours": dates.hours(found.next.start, found.next.end),
        "where": where(found.next.place),
    }
    if found.next_is_tomorrow:
        said = {
            ScopeKind.PLACE: _("The caravan comes back tomorrow, %(day)s, %(hours)s."),
            ScopeKind.COMMUNE: _("The caravan comes back tomorrow, %(day)s, %(hours)s, at %(where)s."),
        }.get(kind, _("The caravan opens again tomorrow, %(day)s, %(hours)s, at %(where)s."))
    else:
        said = {
            ScopeKind.PLACE: _("The caravan comes back on %(day)s, %(hours)s."),
            ScopeKind.COMMUNE: _("The caravan comes back on %(day)s, %(hours)s, at %(where)s."),
        }.get(kind, _("The caravan opens again on %(day)s, %(hours)s, at %(where)s."))
    return [said % words]
