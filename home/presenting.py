"""What the pages of this app show: one function per page."""

from datetime import datetime
from itertools import groupby

from django.apps import apps

from guides.models import Theme
from schedule import addresses, agenda, listing
from schedule.answers import answer
from schedule.timeline import EVERYTHING

DAYS_ON_HOME = 4


def home(at: datetime) -> dict:
    """The answer of each caravan, the next dates, then guides and partners."""
    answers = [(caravan, answer(found)) for caravan, found in agenda.by_caravan(at)]
    moments = [found.changes_at for _, found in answers if found.changes_at]
    return {
        "answers": answers,
        "days": listing.coming_days(at, EVERYTHING, DAYS_ON_HOME),
        "communes": agenda.communes(),
        "feed": addresses.feed(),
        "themes": list(Theme.objects.all()),
        "partners": list(apps.get_model("home", "Partner").objects.all()),
        "changes_at": min(moments, default=None),
    }


def partners() -> dict:
    Partner = apps.get_model("home", "Partner")
    order = list(Partner.Kind.values)
    found = sorted(Partner.objects.select_related("logo"), key=lambda p: (order.index(p.kind), p.position))
    return {
        "groups": [(Partner.Kind(kind).label, list(rows)) for kind, rows in groupby(found, lambda p: p.kind)]
    }


