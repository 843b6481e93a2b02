"""Kept copies that are never stale: each is held in memory until the stamp of its data moves.

A stamp is one row, rewritten with a random token in the same transaction as the change. A reader
compares one token (one indexed query) instead of loading everything again. Random and not a
counter: a rolled-back transaction must not leave a number that a later one reuses.
"""

from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import uuid4

from core.models import Stamp

T = TypeVar("T")


def move(name: str) -> None:
    """To be called in the transaction that changes what the stamp stands for."""
    Stamp.objects.update_or_create(name=name, defaults={"token": uuid4()})


class Kept(Generic[T]):
    """What `load()` returns, loaded again only when the stamp has moved. Shared by all threads.

    The token is read before the data: a change in between makes the copy newer than its token, so
    the next reader loads once too often, and never too seldom.
    """

    def __init__(self, stamp: str, load: Callable[[], T]) -> None:
        self.stamp, self.load = stamp, load
        self._held: tuple[object, T] | None = None

    def get(self) -> T:
        token = Stamp.objects.filter(name=self.stamp).values_list("token", flat=True).first()
        held = self._held
        if token is not None and held is not None and held[0] == token:
            return held[1]
        loaded = self.load()
        self._held = (token, loaded)
        return loaded
