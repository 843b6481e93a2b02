"""What a feed has to show: from the timeline, and for what stands in no plan here, from what was told."""

from datetime import UTC, datetime

from schedule.agenda import published
from schedule.feeds.announcing import announce, first_kept, in_scope
from schedule.feeds.wording import Said, said_of
from schedule.listing import local_day
from schedule.models import Announcement, Feed
from schedule.timeline import Scope

Row = tuple[str, str, str, str, bool]
# The last column of a row: whether the event has STATUS:CANCELLED. None has, Google would remove it.
STATUS_CANCELLED = False


class UnknownFeedError(LookupError):
    """No feed was ever offered at this path."""


def expected(path: str, at: datetime) -> list[Row]:
    """Start, end (UTC, ISO 8601), summary, location and `STATUS_CANCELLED`, in order.

    The sessions of the timeline that concern the scope of the feed, and those that its subscribers were
    told of and that do not concern it any more. Raises UnknownFeedError.
    """
    announce()
    feed = Feed.objects.filter(path=path, is_current=True).first()
    if feed is None:
        raise UnknownFeedError(path)
    since = first_kept(local_day(at))
    timeline = published().timeline
    scope = Scope.of_key(feed.scope)
    shown = [said_of(o) for o in timeline.scoped(scope).occurrences if o.start >= since]
    known = {occurrence.uid for occurrence in timeline.scoped(scope).occurrences}
    left = Announcement.objects.filter(start__gte=since, **in_scope(feed.scope)).exclude(uid__in=known)
    shown += [Said.from_json(said) for said in left.values_list("said", flat=True)]
    return sorted(map(_row, shown))


def _row(said: Said) -> Row:
    return (_utc(said.start), _utc(said.end), said.summary, said.location, STATUS_CANCELLED)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
