"""How long a check of a guide is worth something. Pure: the day is an argument."""

from datetime import date, timedelta

# After a year, readers are told (a year is the longest rhythm that an editor can choose).
OLD_FOR_READERS = timedelta(days=365)


def due_on(checked: date | None, every: int) -> date | None:
    """The day from which a guide is to be checked again; None when it never was: at once.

    `every` is in months; where the month is shorter, its last day counts.
    """
    if checked is None:
        return None
    months = checked.year * 12 + checked.month - 1 + every
    first = date(months // 12, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(checked.day, last.day))


def is_due(checked: date | None, every: int, today: date) -> bool:
    due = due_on(checked, every)
    return due is None or due <= today


def is_old(true_since: date | None, today: date) -> bool:
    """Whether readers must be told that nobody vouched for the guide for a year. A draft says nothing."""
    return true_since is not None and today - true_since > OLD_FOR_READERS
