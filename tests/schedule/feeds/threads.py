from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def in_a_thread(what: Callable[[], Any]) -> Any:
    """Over a database connection of its own, as another visitor has."""

    def alone() -> Any:
        try:
            return what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()
