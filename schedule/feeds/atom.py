"""What changed, as an Atom feed (RFC 4287): each entry holds the sentence that residents read."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from schedule.addresses import absolute
from schedule.feeds.ical import UID_HOST
from schedule.models import Feed, News

MOST_ENTRIES = 100


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Not the present when there is no entry: an unchanged feed must stay the same, byte for byte."""
        return super().latest_post_date() if self.items else self.feed["since"]


def build(feed: Feed, entries: Iterable[News]) -> bytes:
    title = _("Digital caravan: what changes")
    generator = _Atom(
        title=f"{title} – {feed.name}" if feed.name else title,
        link=absolute(feed.page),
        description="",
        subtitle=_("Cancelled, moved or new dates, as they are announced."),
        feed_url=absolute(feed.path),
        feed_guid=_tag(feed.scope.replace(":", "-"), feed.since),
        language="fr",
        author_name=_("Digital caravan"),
        since=feed.since,
    )
    for entry in entries:
        generator.add_item(
            title=entry.title,
            link=absolute(entry.page),
            description=entry.text,
            unique_id=_tag(str(entry.key), entry.at),
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return generator.writeString("utf-8").encode()


def _tag(name: str, since: datetime) -> str:
    """A tag URI (RFC 4151): it stays the same when the site moves."""
    return f"tag:{UID_HOST},{since:%Y-%m-%d}:{name}"
