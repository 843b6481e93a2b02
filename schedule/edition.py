"""What a sheet of paper must say of itself: when it was made, how far it goes, where to look again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings

from schedule import listing


@dataclass(frozen=True, slots=True)
class Edition:
    """`known_on` is the day of printing; `until` the last day listed, None when there is none.

    `site` is the address of the site as people type it. `goes_on` says that later dates are known.
    """

    known_on: date
    until: date | None
    site: str
    goes_on: bool = False


def edition(at: datetime, until: date | None, goes_on: bool = False) -> Edition:
    return Edition(listing.local_day(at), until, urlsplit(settings.BASE_URL).netloc, goes_on)


def edition_of(at: datetime, shown: Sequence[listing.Day], goes_on: bool = False) -> Edition:
    """Of a list of coming days."""
    return edition(at, shown[-1].date if shown else None, goes_on)
