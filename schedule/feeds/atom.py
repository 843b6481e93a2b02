"""What changed, as an Atom feed (RFC 4287): each entry holds the sentence that residents read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from schedule.addresses import absolute
from schedule.feeds.ical import UID_HOST
from schedule.feeds.wording import clean
from schedule.models import Feed, News

MOST_ENTRIES = 100


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Not the present when there is no entry: an unchanged feed must stay the same, byte for byte."""
        return super().latest_post_date() if self.items else self.feed["since"]

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Plain text: Django's own <summary> would be HTML, and it knows no <content>."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "text"})


def build(feed: Feed, entries: Iterable[News]) -> bytes:
    title, name = _("Digital caravan: what changes"), clean(feed.name)
    generator = _Atom(
        title=f"{title} – {name}" if name else title,
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
            description=None,
            content=entry.text,
            unique_id=_tag(str(entry.key), entry.at),
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return generator.writeString("utf-8").encode()


def _tag(name: str, since: datetime) -> str:
    """A tag URI (RFC 4151): it stays the same when the site moves."""
    return f"tag:{UID_HOST},{since:%Y-%m-%d}:{name}"
