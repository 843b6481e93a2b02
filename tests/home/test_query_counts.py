"""At most eight queries for any public page, however much is planned."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from home.models import Partner
from schedule.actions.change_date import change_date
from schedule.models import Change
from tests import factories
from tests.reading import lake

pytestmark = pytest.mark.django_db

MOST = 8
PAGES = [
    "/",
    "/permanences/",
    "/permanences/?vue=mois",
    "/permanences/coueron/",
    "/permanences/coueron/residence-du-lac/",
    "/permanences/coueron/affiche/",
    "/permanences/coueron/residence-du-lac/affiche/",
    "/permanences/coueron/residence-du-lac/sms.txt",
    "/affiches/",
    "/affiches/cccccc/",
    "/permanences/s-abonner/",
    "/permanences/pres-de-chez-moi/",
    "/permanences/pres-de-chez-moi/?ou=nante",
    "/guides/",
    "/guides/payer/",
    "/partenaires/",
    "/qui-peut-m-aider/",
    "/qui-peut-m-aider/?besoin=loyer&commune=coueron",
    "/qui-peut-m-aider/?besoin=rien&commune=rien",
    "/recherche/?q=lac",
    "/recherche/?q=zzzz",
    "/accessibilite/",
    "/accessibilite/criteres/",
    "/plan-du-site/",
    "/atlantide/",
    "/permanences/calendrier.ics",
    "/permanences/maintenant.json",
    "/robots.txt",
]


def counts(client) -> dict[str, int]:
    found = {}
    for address in PAGES:
        client.get(address)  # what is kept in memory is loaded once after each change
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[address] = len(queries)
    return found


def test_every_page_asks_few_queries_and_as_many_for_thirty_permanences_as_for_one(client, set_clock):
    set_clock("2026-11-24 10:00")
    place = lake()
    collection = factories.collection()
    factories.guide("Payer son loyer", slug="payer", collections=[collection])
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=place)
    for_one = counts(client)
    for week in range(1, 30):
        first = date(2026, 11, 24) + timedelta(weeks=week)
        stay = factories.stay(first, first + timedelta(days=3), at=place)
        change_date(stay, next(iter(stay.dates)), kind=Change.Kind.CANCELLED, message="Panne.")

    for_thirty = counts(client)

    assert {address: number for address, number in for_one.items() if number > MOST} == {}
    assert for_thirty == for_one


def test_more_places_guides_and_partners_ask_no_more_queries(client, set_clock):
    set_clock("2026-11-24 10:00")
    place, collection = lake(), factories.collection()
    town = place.get_parent().specific
    factories.guide("Payer son loyer", slug="payer", collections=[collection])
    partner(0)
    need = factories.need()
    factories.service(needs=[need], communes=[town])
    for_one = counts(client)
    for number in range(6):
        factories.place(f"Tour {number}", town, slug=f"tour-{number}")
        factories.guide(f"Fiche {number}", slug=f"fiche-{number}", collections=[collection])
        partner(number + 1)
        factories.need(f"Besoin {number}", f"besoin-{number}")
        factories.service(f"Service {number}", needs=[need], communes=[town])

    assert {address: number for address, number in for_one.items() if number > MOST} == {}
    assert counts(client) == for_one


def partner(number: int) -> None:
    """One of each kind in turn, with its own logo."""
    kinds = list(Partner.Kind.values)
    logo = Image.objects.create(title="Logo", file=get_test_image_file(f"logo-{number}.png"))
    fields = {"kind": kinds[number % len(kinds)], "logo": logo, "logo_alt": f"Logo {number}"}
    Partner.objects.create(name=f"Partenaire {number}", **fields)


@pytest.mark.parametrize(
    "address", ["/", "/permanences/", "/guides/", "/qui-peut-m-aider/", "/plan-du-site/"]
)
def test_even_the_first_visit_after_a_change_stays_bounded(client, set_clock, address):
    set_clock("2026-11-24 10:00")
    factories.stay(date(2026, 11, 24), date(2026, 11, 27), at=lake())

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert len(queries) <= 40


def test_a_visit_never_writes(client, set_clock):
    """But for a search that finds nothing, which is counted (tests/home/test_search.py)."""
    set_clock("2026-11-24 10:00")
    lake()
    factories.guide("Payer son loyer", slug="payer", collections=[factories.collection()])
    addresses = [address for address in PAGES if address != "/recherche/?q=zzzz"]
    for address in addresses:  # the first reader of a feed after a change notes what its body is
        client.get(address)

    with CaptureQueriesContext(connection) as queries:
        for address in addresses:
            client.get(address)

    verbs = {query["sql"].split()[0].upper() for query in queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}
