"""Database queries per page, asked in this process through all the middleware."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from bench import addresses
from bench.addresses import Address
from bench.installation import Installation
from bench.processes import CannotMeasure

MANY = 100


@dataclass(frozen=True)
class Asked:
    """Queries of a page once it is warm, and at the first request after a publication."""

    address: Address
    warm: int
    after_publishing: int


@dataclass(frozen=True)
class ByNumber:
    """Queries of a page when one permanence is published, and when many are."""

    address: Address
    one: int
    many: int


@dataclass(frozen=True)
class OneAndMany:
    """`reading`: seconds of processor time to read the many from the database and expand them."""

    rows: list[ByNumber]
    reading: float


def of_pages(site: Installation) -> dict[str, Asked]:
    asked = {}
    for address in addresses.measured():
        _count(site, address.path)
        warm = _count(site, address.path)
        _publish()
        asked[address.name] = Asked(address, warm, _count(site, address.path))
    return asked


def of_all_addresses(site: Installation) -> list[tuple[str, int]]:
    """Every public address and its queries, the greediest first."""
    paths = addresses.every_page()
    for path in paths:
        _count(site, path)
    return sorted(((path, _count(site, path)) for path in paths), key=lambda row: -row[1])


def for_one_and_many(site: Installation) -> OneAndMany:
    """The same pages with 1 and with 100 permanences, then the reading of the 100.

    All in a transaction that is rolled back: the demo content is there again afterwards.
    """
    from django.db import transaction

    from schedule.agenda import Agenda
    from schedule.models import Permanence
    from schedule.timeline import EVERYTHING

    with transaction.atomic():
        pages = [address for address in addresses.measured() if address is not addresses.BARE_VIEW]
        Permanence.objects.all().delete()
        _plan(1)
        one = [_warm(site, address) for address in pages]
        _plan(MANY - 1)
        many = [_warm(site, address) for address in pages]
        began = time.process_time()
        Agenda().timeline.scoped(EVERYTHING)
        spent = time.process_time() - began
        transaction.set_rollback(True)
    return OneAndMany([ByNumber(*row) for row in zip(pages, one, many, strict=True)], spent)


def _plan(count: int) -> None:
    from schedule.actions.plan_permanence import plan_permanence
    from schedule.models import Caravan, Permanence
    from schedule.models.permanence import USUAL_HOURS, USUAL_WEEKDAYS
    from schedule.pages import PlacePage
    from schedule.recurrence import WeeklyDates

    places = list(PlacePage.objects.live().order_by("path"))
    planned = Permanence.objects.count()
    today = date.today()  # noqa: DTZ011  (a few hours more or less change nothing here)
    monday = today - timedelta(days=today.weekday())
    for number in range(planned, planned + count):
        # Ten caravans at most, each with stays of three weeks end to end from this week on: the pages
        # show many at once, so that a query per permanence or per caravan would be seen.
        turn, name = divmod(number, 10)
        caravan, _ = Caravan.objects.get_or_create(slug=f"c{name}", defaults={"name": f"Caravane {name}"})
        first = monday + timedelta(weeks=3 * turn)
        dates = WeeklyDates(first, first + timedelta(days=18), USUAL_WEEKDAYS)
        plan_permanence(place=places[number % len(places)], caravan=caravan, dates=dates, hours=USUAL_HOURS)


def _publish() -> None:
    from core import stamps

    for stamp in (stamps.SCHEDULE, stamps.CONTENT):
        stamps.move(stamp)


def _warm(site: Installation, address: Address) -> int:
    _count(site, address.path)
    return _count(site, address.path)


def _count(site: Installation, path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=False, headers={"host": f"127.0.0.1:{site.port}"})
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        raise CannotMeasure(f"{path} répond {response.status_code}.")
    return len(queries)
