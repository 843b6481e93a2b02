"""Which session, or whole day, a question is about; and what may be asked of it now."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from schedule.agenda import Agenda
from schedule.listing import local_day
from schedule.timeline import Occurrence, Stay
from schedule.timeline.changing import gives_hours, restored
from schedule.timeline.timeline import expand

WHOLE_DAY = "journee"
# Before that, nobody knows that they will be late, and nobody arrives: the wrong card would be tapped.
KNOWN_TO_BE_LATE, ON_THE_WAY = timedelta(hours=4), timedelta(hours=2)
_UID = re.compile(rf"(?P<stay>[0-9a-f]{{32}})-(?P<session>[0-9a-f]{{32}}|{WHOLE_DAY})-(?P<day>[0-9]{{8}})")


class Verb(StrEnum):
    """As the address says it."""

    CANCEL = "annuler"
    HOURS = "autres-heures"
    MOVE = "deplacer"
    LATE = "retard"
    ARRIVED = "arrivee"
    RESTORE = "retablir"


@dataclass(frozen=True, slots=True)
class Subject:
    """One dated session, or (session key "") all those of one stay on one day."""

    stay: Stay
    day: date
    session_key: str
    occurrences: tuple[Occurrence, ...]

    @property
    def uid(self) -> str:
        return f"{self.stay.key}-{self.session_key or WHOLE_DAY}-{self.day:%Y%m%d}"

    @property
    def fingerprint(self) -> str:
        """Of what is announced: two people who read the same have the same."""
        said = repr([(o.start, o.end, o.place.id, o.change, o.notice) for o in self.occurrences])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def subject(stay: Stay, day: date, session_key: str) -> Subject | None:
    """None when nothing of this stay is announced for that session on that day.

    A session of a day that has hours of its own stands for the whole day: they made one of all.
    """
    of_day = tuple(o for o in expand(stay) if o.day == day)
    if any(not c.session_key and gives_hours(c) for c in (o.change for o in of_day) if c):
        session_key = ""
    kept = tuple(o for o in of_day if not session_key or o.session.key == session_key)
    return Subject(stay, day, session_key, kept) if kept else None


def find(agenda: Agenda, uid: str) -> Subject | None:
    """The subject of an address; None when it is not, or no longer, announced."""
    if not (match := _UID.fullmatch(uid)):
        return None
    stay = next((stay for stay in agenda.timeline.stays if stay.key == match["stay"]), None)
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    session_key = "" if match["session"] == WHOLE_DAY else match["session"]
    return subject(stay, day, session_key) if stay else None


def verbs(occurrences: Sequence[Occurrence], at: datetime) -> tuple[Verb, ...]:
    """What can be announced about these sessions now; nothing once they are over."""
    if any(o.end <= at for o in occurrences):  # what is over stays as it took place
        return ()
    found: list[Verb] = []
    held = [o for o in occurrences if not o.is_cancelled]
    if held and len(occurrences) == 1:
        if held[0].local_day == local_day(at) and not held[0].has_arrived:
            ahead = held[0].start - at
            found += [Verb.LATE] if ahead <= KNOWN_TO_BE_LATE else []
            found += [Verb.ARRIVED] if ahead <= ON_THE_WAY else []
        found += [Verb.CANCEL, Verb.HOURS, Verb.MOVE]
    elif held:
        found += [Verb.CANCEL, Verb.MOVE]
    if any(not o.is_as_planned for o in occurrences):
        found.append(Verb.RESTORE)
    return tuple(found)


def may_replace(about: Subject, verb: Verb, at: datetime) -> bool:
    """Whether it could be announced, were it not for what was announced meanwhile: then it may replace it."""
    plan = subject(restored(about.stay, about.day, about.session_key), about.day, about.session_key)
    return plan is not None and verb in verbs(plan.occurrences, at)
