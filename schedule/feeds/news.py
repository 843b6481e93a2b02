"""What changed for residents, as short entries: cancelled, moved, added. Pure: no database, no clock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates
from schedule.feeds.wording import Said, Status

# Up to so many days are told one by one; more become one entry.
MOST_SINGLE_DAYS = 3
# Up to so many different hours are said for all these days; more would be a riddle.
MOST_HOURS = 3


class Kind(StrEnum):
    ADDED = "added"
    HOURS = "hours"
    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Transition:
    """One session before and after; `before` is None for one that is new. `audience` are scope keys."""

    before: Said | None
    after: Said
    audience: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    text: str
    url: str
    audience: frozenset[str]


def items(transitions: Iterable[Transition]) -> list[Item]:
    """One entry per day that changed, in order; one for the whole stay when many days did."""
    groups: dict[tuple[Kind, int, str], list[Transition]] = defaultdict(list)
    for one in transitions:
        if kind := _kind(one.before, one.after):
            groups[kind, one.after.stay, one.after.where].append(one)
    found: list[tuple[date, Item]] = []
    for (kind, _stay, _where), group in groups.items():
        by_day: dict[date, list[Transition]] = defaultdict(list)
        for one in sorted(group, key=lambda one: one.after.start):
            by_day[one.after.local_span[0].date()].append(one)
        if len(by_day) <= MOST_SINGLE_DAYS:
            found += [(day, _of_day(kind, day, of_day)) for day, of_day in by_day.items()]
        else:
            found.append((min(by_day), _of_days(kind, sorted(by_day), group)))
    return [item for _day, item in sorted(found, key=lambda pair: pair[0])]


def _kind(before: Said | None, after: Said) -> Kind | None:
    if before is None:
        return None if after.is_off else Kind.ADDED
    if after.is_off != before.is_off:
        return Kind.CANCELLED if after.is_off else Kind.RESTORED
    if after.is_off:
        return None
    if before.place != after.place:
        return Kind.MOVED
    return Kind.HOURS if (before.start, before.end) != (after.start, after.end) else None


def _of_day(kind: Kind, day: date, of_day: list[Transition]) -> Item:
    said = [one.after for one in of_day]
    notices = [sentence for one in said for sentence in one.notice.split("\n") if sentence]
    if kind in (Kind.ADDED, Kind.RESTORED):
        notices = [_held(day, said)]
    elif as_planned := [one for one in said if one.status is Status.PLANNED]:
        # The plan itself changed: no notice says when and where.
        notices = [_held(day, as_planned), *notices]
    return _item(kind, dates.long_date(day), " ".join(dict.fromkeys(notices)), of_day)


def _held(day: date, said: list[Said]) -> str:
    spans = [dates.hours(*one.local_span) for one in said]
    words = {"day": dates.long_date(day), "hours": _(" and ").join(spans), "where": said[0].where}
    return _("On %(day)s, %(hours)s, the caravan is at %(where)s.") % words


def _of_days(kind: Kind, days: list[date], group: list[Transition]) -> Item:
    number = ngettext("%(count)s day", "%(count)s days", len(days)) % {"count": len(days)}
    words = {"days": number, "first": dates.long_date(days[0]), "last": dates.long_date(days[-1])}
    span = _("%(days)s, from %(first)s to %(last)s") % words
    hours = list(dict.fromkeys(dates.hours(*one.after.local_span) for one in group))
    when = f"{span}, {_(' and ').join(hours)}" if len(hours) <= MOST_HOURS else span
    said = _sentences()[kind] % {"where": group[0].after.where, "span": when}
    return _item(kind, span, said, group)


def _item(kind: Kind, when: str, text: str, group: list[Transition]) -> Item:
    words = {"what": _words()[kind], "where": group[0].after.where, "when": when}
    return Item(
        title=_("%(what)s: %(where)s, %(when)s") % words,
        text=text,
        url=group[0].after.url,
        audience=frozenset().union(*(one.audience for one in group)),
    )


def _words() -> dict[Kind, str]:
    return {
        Kind.ADDED: _("New dates"),
        Kind.HOURS: _("Other hours"),
        Kind.MOVED: _("Other place"),
        Kind.CANCELLED: _("Cancelled"),
        Kind.RESTORED: _("Held after all"),
    }


def _sentences() -> dict[Kind, str]:
    return {
        Kind.ADDED: _("The caravan comes to %(where)s: %(span)s."),
        Kind.HOURS: _("The hours at %(where)s change: %(span)s."),
        Kind.MOVED: _("The caravan stands at %(where)s instead: %(span)s."),
        Kind.CANCELLED: _("The permanences at %(where)s are cancelled: %(span)s."),
        Kind.RESTORED: _("The permanences at %(where)s are held after all: %(span)s."),
    }
