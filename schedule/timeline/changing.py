"""A stay as it would be with one thing announced, or taken back: what `schedule.actions` will write.

Pure, so that the back office can show what residents will read before anything is written. Session
key "" stands for the whole day.
"""

from dataclasses import replace
from datetime import date

from schedule.timeline.facts import Change, ChangeKind, Notice, Stay


def changed(stay: Stay, change: Change) -> Stay:
    """It takes the place of what was announced before: of the session, or of the whole day."""
    kept = tuple(c for c in stay.changes if not _is_about(c, change.day, change.session_key))
    notices = tuple(n for n in stay.notices if not _is_about(n, change.day, change.session_key))
    return replace(stay, changes=(*kept, change), notices=notices)


def noticed(stay: Stay, notice: Notice) -> Stay:
    kept = tuple(n for n in stay.notices if not _is_about(n, notice.day, notice.session_key))
    return replace(stay, notices=(*kept, notice))


def restored(stay: Stay, day: date, session_key: str) -> Stay:
    """As it was planned. When the whole day had been changed, the other sessions keep the change."""
    whole_day = next((c for c in stay.changes if c.day == day and not c.session_key), None)
    shared: tuple[Change, ...] = ()
    if whole_day and session_key:
        if gives_hours(whole_day):
            session_key = ""  # hours for the whole day have made one session of all
        else:
            own = {c.session_key for c in stay.changes if c.day == day}
            others = (s.key for s in stay.sessions if s.key != session_key and s.key not in own)
            shared = tuple(replace(whole_day, session_key=key) for key in others)
    kept = tuple(c for c in stay.changes if c != whole_day and not _is_about(c, day, session_key))
    notices = tuple(n for n in stay.notices if not _is_about(n, day, session_key))
    return replace(stay, changes=(*kept, *shared), notices=notices)


def gives_hours(change: Change | None) -> bool:
    return bool(change and change.kind is not ChangeKind.CANCELLED and change.start and change.end)


def _is_about(announced: Change | Notice, day: date, session_key: str) -> bool:
    """Of that session on that day; of any session of the day for the whole day ("")."""
    return announced.day == day and (not session_key or announced.session_key == session_key)
