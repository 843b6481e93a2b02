from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from schedule.models import Caravan


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Checking and writing are one step: of two people who announce at once, the second is told.

    On SQLite the write lock is taken before the check (transactions are IMMEDIATE); on PostgreSQL, the
    rows of the caravans are.
    """
    with transaction.atomic():
        list(Caravan.objects.select_for_update().values_list("pk"))
        yield
