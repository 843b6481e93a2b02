"""The words of the desk: names of what can be done, and the public sentences that it proposes."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core import dates
from schedule import ready_made
from schedule.answers import answer, dated_sentences, status_word, where
from schedule.backoffice.desk.asking import Subject, Verb
from schedule.listing import local_day
from schedule.models import Reason
from schedule.timeline import Scope, ScopeKind, Stay, Timeline, whereabouts


def button(verb: Verb, *, whole_day: bool = False) -> str:
    if whole_day:
        words = {
            Verb.CANCEL: _("Cancel the whole day"),
            Verb.MOVE: _("Move the whole day"),
            Verb.RESTORE: _("Restore the whole day"),
        }
        return words[verb]
    return {
        Verb.CANCEL: _("Cancel"),
        Verb.HOURS: _("Shift the hours"),
        Verb.MOVE: _("Move elsewhere"),
        Verb.LATE: _("We are late"),
        Verb.ARRIVED: _("We have arrived"),
        Verb.RESTORE: _("Restore"),
    }[verb]


def heading(verb: Verb) -> str:
    return {
        Verb.CANCEL: _("Cancel"),
        Verb.HOURS: _("Announce other hours"),
        Verb.MOVE: _("Move elsewhere"),
        Verb.LATE: _("Say that you are late"),
        Verb.ARRIVED: _("Say that you have arrived"),
        Verb.RESTORE: _("Restore as planned"),
    }[verb]


def confirm(verb: Verb) -> str:
    return {
        Verb.CANCEL: _("Announce the cancellation"),
        Verb.HOURS: _("Announce these hours"),
        Verb.MOVE: _("Announce the other place"),
        Verb.LATE: _("Announce the delay"),
        Verb.ARRIVED: _("Announce that you are there"),
        Verb.RESTORE: _("Restore and say so"),
    }[verb]


def name(about: Subject) -> str:
    """« Mardi 24 novembre 2026, de 14 h à 17 h »; the hours of all its sessions for a whole day."""
    hours = _(" and ").join(dates.hours(o.start, o.end) for o in about.occurrences)
    return capfirst(f"{dates.long_date(about.occurrences[0].local_day)}, {hours}")


def state(about: Subject) -> str:
    """What lists say of it, the sessions that say the same once: « Annulé », « comme prévu »."""
    said = (status_word(o) or _("as planned") for o in about.occurrences)
    return ", ".join(dict.fromkeys(said))


def since(moment: datetime, at: datetime) -> str:
    """« 14 h 02 » of today; « lundi 23 novembre 2026, 14 h 02 » of another day. Both aware."""
    local = localtime(moment)
    hour = dates.hour(local)
    return hour if local_day(moment) == local_day(at) else f"{dates.long_date(local)}, {hour}"


def proposals(verb: Verb) -> dict[str, str]:
    """A public sentence for each reason, to be edited; "" is the one for no reason."""
    if verb is Verb.CANCEL:
        return {"": ""} | _worded(ready_made.CANCELLED)
    if verb in (Verb.HOURS, Verb.MOVE):
        return {"": ""} | _worded(ready_made.CHANGED)
    return {"": str(ready_made.LATE) if verb is Verb.LATE else ""}


def _worded(sentences: Mapping[Reason, Promise]) -> dict[str, str]:
    return {reason: str(sentence) for reason, sentence in sentences.items()}


def reading(stays: tuple[Stay, ...], about: Subject, at: datetime) -> list[str]:
    """What residents read if the stays are these: the answer of today, then what calendars say."""
    said: list[str] = []
    if about.occurrences[0].local_day == local_day(at):
        scope = Scope(ScopeKind.CARAVAN, about.stay.caravan.id)
        found = answer(whereabouts(Timeline(stays), at, scope), scope)
        said += [found.sentence, *found.details]
    for occurrence in about.occurrences:
        said += dated_sentences(occurrence) or [
            _("On %(day)s, %(hours)s, the caravan is at %(where)s, as planned.")
            % {
                "day": dates.long_date(occurrence.local_day),
                "hours": dates.hours(occurrence.start, occurrence.end),
                "where": where(occurrence.place),
            }
        ]
    return list(dict.fromkeys(said))
