"""The one timeline: what was planned, plus what changed, as dated sessions. Pure: no database, no clock."""

from schedule.timeline.facts import (
    EVERYTHING,
    Caravan,
    Change,
    ChangeKind,
    Commune,
    Notice,
    NoticeKind,
    Occurrence,
    Place,
    Scope,
    ScopeKind,
    Session,
    Stay,
)
from schedule.timeline.timeline import Closure, Timeline
from schedule.timeline.whereabouts import State, Whereabouts, whereabouts

__all__ = [
    "EVERYTHING",
    "Caravan",
    "Change",
    "ChangeKind",
    "Closure",
    "Commune",
    "Notice",
    "NoticeKind",
    "Occurrence",
    "Place",
    "Scope",
    "ScopeKind",
    "Session",
    "State",
    "Stay",
    "Timeline",
    "Whereabouts",
    "whereabouts",
]
