"""Time from a plan that nobody was told of to a feed that holds it; run in a process of its own.

`python -m bench.announced STAYS` prints the result as JSON; DATABASE_URL is a copy that may be spoilt.
"""

import json
import sqlite3
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from unittest.mock import patch

from bench import ROOT
from bench.addresses import FEED
from bench.installation import Installation
from bench.processes import LONGEST, CannotMeasure

FEW, MANY = 5, 50  # stays of half a year, some 200 sessions each
WEEKS = 26


@dataclass(frozen=True)
class Announced:
    """Seconds of processor time. `rewritten`: rows of events written when one session is cancelled."""

    sessions: int
    telling: float
    building: float
    changing: float
    rewritten: int

    @property
    def total(self) -> float:
        return self.telling + self.building


def measure(site: Installation) -> tuple[Announced, Announced]:
    return _in_a_process(site, FEW), _in_a_process(site, MANY)


def _in_a_process(site: Installation, stays: int) -> Announced:
    folder = site.folder / f"announced{stays}"
    folder.mkdir()
    with (
        sqlite3.connect(site.folder / "site" / "site.sqlite3") as original,
        sqlite3.connect(folder / "site.sqlite3") as copy,
    ):
        original.backup(copy)
    env = site.env | site.data_in(folder)
    command = [sys.executable, "-m", "bench.announced", str(stays)]
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=LONGEST)
    if ran.returncode:
        raise CannotMeasure(f"l’annonce de {stays} permanences échoue :\n{ran.stderr[-1500:]}")
    return Announced(**json.loads(ran.stdout))


def main(stays: int) -> Announced:
    import django

    django.setup()
    from schedule.feeds.announcing import announce
    from schedule.models import Announcement

    # Everything is imported and the words are loaded before the clock runs.
    announce(even_if_current=True)
    # Planning tells nobody here: that is what is measured.
    with patch("schedule.stamping.announce"):
        _plan(stays)
        telling = _spent(announce)
        building = _spent(_read_compressed)
        rewritten = _count_of_written_events()
        _cancel_one()
        changing = _spent(announce) + _spent(_read_compressed)
    return Announced(Announcement.objects.count(), telling, building, changing, rewritten())


def _plan(count: int) -> None:
    from django.db import transaction

    from schedule.actions.plan_permanence import plan_permanence
    from schedule.models import Announcement, Caravan, Feed, News, Permanence
    from schedule.models.permanence import USUAL_HOURS, USUAL_WEEKDAYS
    from schedule.pages import PlacePage
    from schedule.recurrence import WeeklyDates

    places = list(PlacePage.objects.live().order_by("path"))
    today = date.today()  # noqa: DTZ011  (a few hours more or less change nothing here)
    monday = today - timedelta(days=today.weekday())
    dates = WeeklyDates(monday, monday + timedelta(weeks=WEEKS, days=-3), USUAL_WEEKDAYS)
    with transaction.atomic():
        for model in (Permanence, Announcement, Feed, News):
            model.objects.all().delete()
        for number in range(count):
            caravan = Caravan.objects.create(name=f"Caravane {number}", slug=f"c{number}")
            plan_permanence(
                place=places[number % len(places)], caravan=caravan, dates=dates, hours=USUAL_HOURS
            )


def _read_compressed() -> None:
    from core import clock
    from schedule.feeds import building

    served = building.find(FEED.path, clock.now(), lambda _: False)
    served.body("gzip")


def _count_of_written_events():
    """Counts from now on, in the database itself; call what is returned to know."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE written (uid TEXT)")
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            cursor.execute(
                f"CREATE TEMP TRIGGER written_{event} AFTER {event} ON main.schedule_announcement "  # noqa: S608
                f"BEGIN INSERT INTO written VALUES ({row}.uid); END"
            )

    def count() -> int:
        with connection.cursor() as cursor:
            return cursor.execute("SELECT count(*) FROM written").fetchone()[0]

    return count


def _cancel_one() -> None:
    from schedule.actions.change_date import change_date
    from schedule.models import Announcement, Change, Permanence

    stay = Permanence.objects.first()
    session = stay.sessions.first()
    # In the middle, so that it is to come whatever the hour.
    day = sorted({start.date() for start in Announcement.objects.values_list("start", flat=True)})
    change_date(
        stay,
        day[len(day) // 2],
        session=session,
        kind=Change.Kind.CANCELLED,
        message="La médiatrice est malade.",
    )


def _spent(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    print(json.dumps(asdict(main(int(sys.argv[1])))))
