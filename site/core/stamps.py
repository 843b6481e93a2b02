"""Kept copies that are never stale: each is held in memory until the stamp of its data moves.

A stamp is one row, rewritten with a random token right after the change, and in its transaction where
there is one. A reader compares tokens (one small query) instead of loading everything again. Random and not a
counter: a rolled-back transaction must not leave a number that a later one reuses.
"""

from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID, uuid4

from django.http import HttpRequest
from wagtail.models import Site

from core import clock
from core.models import Stamp

# ANNOUNCED repeats the token of SCHEDULE once subscribers have been told (schedule.feeds.announcing).
SCHEDULE, CONTENT, ANNOUNCED, TRANSLATIONS = "schedule", "content", "announced", "translations"

T = TypeVar("T")


def move(name: str) -> None:
    """To be called in the transaction that changes what the stamp stands for."""
    put(name, uuid4())


def put(name: str, token: UUID) -> None:
    Stamp.objects.update_or_create(name=name, defaults={"token": token, "moved_at": clock.now()})


def tokens(request: HttpRequest | None = None) -> dict[str, UUID]:
    """All stamps, in one query; asked once per request, so that one page shows one state of the data."""
    if request is None:
        return dict(Stamp.objects.values_list("name", "token"))
    if not hasattr(request, "stamps"):
        request.stamps = tokens()
    return request.stamps


class Kept(Generic[T]):
    """What `load()` returns, loaded again only when the stamp has moved. Shared by all threads.

    The token is read before the data: a change in between makes the copy newer than its token, so
    the next reader loads once too often, and never too seldom.
    """

    def __init__(self, stamp: str, load: Callable[[], T]) -> None:
        self.stamp, self.load = stamp, load
        self._held: tuple[UUID, T] | None = None

    def get(self, request: HttpRequest | None = None) -> T:
        token = tokens(request).get(self.stamp)
        held = self._held
        if token is not None and held is not None and held[0] == token:
            return held[1]
        # Wagtail keeps the addresses of the sites per process, and tells only the one that changed them.
        Site.clear_site_root_paths_cache()
        loaded = self.load()
        if token is not None:
            self._held = (token, loaded)
        return loaded
