"""What the home page shows."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import clock
from core.cards import Card
from guides import library
from home.partners import presenting as partners
from schedule import addresses, listing, near_me, sharing
from schedule.agenda import published
from schedule.answers import answer
from schedule.next_dates import changes_at, next_dates
from schedule.timeline import EVERYTHING

DAYS_ON_HOME = 4


def home_page(request: HttpRequest) -> dict:
    """The answer of each caravan, who is near, the next dates, then guides and partners.

    `nexts` is the next date of each place: the browser shows that of the place which this device remembers.
    """
    at, agenda = clock.instant(request), published(request)
    answers = [(caravan, answer(found)) for caravan, found in agenda.by_caravan(at)]
    moments = [found.changes_at for _, found in answers if found.changes_at]
    days = listing.coming_days(agenda.timeline, at, EVERYTHING, DAYS_ON_HOME)
    nexts = next_dates(agenda, at, agenda.places)
    return {
        "today": listing.local_day(at),
        "answers": answers,
        "days": days,
        "nexts": nexts,
        "places": near_me.choices(agenda),
        "communes": agenda.communes,
        "feed": addresses.feed(),
        "subscribe_url": addresses.subscribe(),
        "shelves": library.shelves(request),
        "partners": partners.partners(request),
        "changes_at": changes_at(at, nexts, listing.changes_at(at, days, min(moments, default=None))),
    }


def home_card(request: HttpRequest) -> Card:
    return sharing.card(published(request), clock.instant(request), EVERYTHING, _("Where is the caravan?"))
