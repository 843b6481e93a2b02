"""Where a reader can meet somebody: asked by pages that do not know the schedule, which answers.

It registers one function under Wagtail's hook `HOOK`; it takes the request and the slug of a commune.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from wagtail import hooks

HOOK = "register_meetings"


@dataclass(frozen=True, slots=True)
class Choice:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One coming session, in words. `is_now` when it is going on."""

    day: str
    hours: str
    place: str
    commune: str
    url: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Near:
    """The next sessions for a reader. `changes_at`: aware instant from which they are others, or None.

    `chosen` is None when no commune was asked for, or an unknown one; `is_elsewhere` says that nothing is
    planned in the chosen commune, so that the meetings are those of the nearest ones.
    """

    communes: Sequence[Choice] = ()
    chosen: Choice | None = None
    meetings: Sequence[Meeting] = ()
    is_elsewhere: bool = False
    changes_at: datetime | None = None


def near(request: HttpRequest, commune: str = "") -> Near:
    """The next sessions at or near the commune of this slug; the next of all without one."""
    for answer in hooks.get_hooks(HOOK):
        return answer(request, commune)
    return Near()
