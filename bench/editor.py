"""Somebody who changes the message of one cancelled day every second, through the models, as the back office.

`python -m bench.editor CHANGES` prints a line for each change: its number, and the instant of its commit
on the machine's own clock (time.monotonic, the same for all processes).
"""

import sys
import time
from zoneinfo import ZoneInfo

EVERY = 1.0  # seconds


def message(number: int) -> str:
    return f"Annonce numéro {number}."


def main(changes: int) -> None:
    import django

    django.setup()
    change = _cancelled_day()
    due = time.monotonic()
    for number in range(1, changes + 1):
        due += EVERY
        time.sleep(max(0.0, due - time.monotonic()))
        _write(change, number)


def _cancelled_day():
    from core import clock
    from schedule.actions.change_date import change_date
    from schedule.feeds.wording import Said, Status
    from schedule.models import Announcement, Change, Permanence

    rows = Announcement.objects.filter(start__gt=clock.now()).order_by("start").values_list("said", flat=True)
    said = next(one for one in map(Said.from_json, rows) if one.status is Status.PLANNED)
    stay = Permanence.objects.get(pk=said.stay)
    day = said.start.astimezone(ZoneInfo(said.zone)).date()
    print(0, time.monotonic(), flush=True)
    return change_date(stay, day, kind=Change.Kind.CANCELLED, message=message(0))


def _write(change, number: int) -> None:
    from django.db import transaction

    with transaction.atomic():
        # Registered first, so it notes the commit itself, and not the end of the announcement after it.
        transaction.on_commit(lambda: print(number, time.monotonic(), flush=True))
        change.message = message(number)
        change.full_clean()
        change.save()


if __name__ == "__main__":
    main(int(sys.argv[1]))
