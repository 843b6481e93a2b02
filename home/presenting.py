"""What the pages of this app show: one function per page."""

from itertools import groupby

from django.apps import apps
from django.http import HttpRequest

from core import clock
from guides import library
from schedule import addresses, listing
from schedule.agenda import published
from schedule.answers import answer
from schedule.timeline import EVERYTHING

DAYS_ON_HOME = 4


def home_page(request: HttpRequest) -> dict:
    """The answer of each caravan, the next dates, then guides and partners."""
    at, agenda = clock.instant(request), published(request)
    answers = [(caravan, answer(found)) for caravan, found in agenda.by_caravan(at)]
    moments = [found.changes_at for _, found in answers if found.changes_at]
    days = listing.coming_days(agenda.timeline, at, EVERYTHING, DAYS_ON_HOME)
    return {
        "today": listing.local_day(at),
        "answers": answers,
        "days": days,
        "communes": agenda.communes,
        "feed": addresses.feed(),
        "shelves": library.shelves(request),
        "partners": list(apps.get_model("home", "Partner").objects.all()),
        "changes_at": listing.changes_at(at, days, min(moments, default=None)),
    }


def partner_page() -> dict:
    Partner = apps.get_model("home", "Partner")
    order = list(Partner.Kind.values)
    found = sorted(Partner.objects.select_related("logo"), key=lambda p: (order.index(p.kind), p.position))
    return {
        "groups": [(Partner.Kind(kind).label, list(rows)) for kind, rows in groupby(found, lambda p: p.kind)]
    }
