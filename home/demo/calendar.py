"""The demo caravan's tour: towns, places, and stays around today."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from home.demo import texts
from home.demo.pages import add_page
from schedule.actions.change_date import change_date
from schedule.actions.plan_permanence import plan_permanence
from schedule.holidays import holiday_name
from schedule.models import Caravan, Change, Permanence
from schedule.models.permanence import USUAL_HOURS, USUAL_WEEKDAYS
from schedule.pages import AgendaPage, CommunePage, PlacePage
from schedule.recurrence import WeeklyDates

# From about three months back to six months ahead, two to four weeks each, the places in turn.
WEEKS_BACK, WEEKS_AHEAD = 13, 26
LENGTHS = (2, 2, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 2, 2, 2, 2, 2)
ONE_DAY = timedelta(days=1)
# A number that ARCEP keeps for fiction (decision 2018-0881): it never rings anywhere.
PHONE = "02 61 91 00 00"


@dataclass(frozen=True)
class Stop:
    """One stay of the tour: `first` is a Monday, `last` the Friday it ends on."""

    place: PlacePage
    first: date
    last: date


def load_places() -> list[PlacePage]:
    agenda = AgendaPage.objects.get()
    communes = {}
    for row in texts.table("communes"):
        fields = {name: row[name] for name in ("insee_code", "postcode", "introduction")}
        communes[row["slug"]] = add_page(agenda, CommunePage, row["slug"], title=row["name"], **fields)
    places = []
    for row in texts.table("places"):
        fields = {name: row[name] for name in ("address", "latitude", "longitude", "access", "stop", "bring")}
        places.append(
            add_page(communes[row["commune"]], PlacePage, row["slug"], title=row["title"], **fields)
        )
    return places


def load_stays(today: date) -> list[Permanence]:
    """Plans the tour, if none is planned: every stay, then the changes and exceptions."""
    if Permanence.objects.exists():
        return []
    caravan, _ = Caravan.objects.get_or_create(
        slug="caravane", defaults={"name": "Caravane numérique", "phone": PHONE}
    )
    stops = tour(load_places(), today)
    present = next(number for number, stop in enumerate(stops) if stop.last >= today)
    # Next week's stay, or this week's when it goes on: what a visitor sees first has the exceptions.
    extra_stop = stops[present + 1]
    stays = []
    for stop in stops:
        extra = frozenset({extra_stop.last + ONE_DAY}) if stop is extra_stop else frozenset()
        dates = WeeklyDates(stop.first, stop.last, USUAL_WEEKDAYS, extra=extra)
        stays.append(plan_permanence(place=stop.place, caravan=caravan, dates=dates, hours=USUAL_HOURS))
    _load_changes(stays, today)
    return stays


def tour(places: list[PlacePage], today: date) -> list[Stop]:
    """Where the caravan goes, week after week, without a gap; the same whatever the weekday of today."""
    monday = today - today.weekday() * ONE_DAY - timedelta(weeks=WEEKS_BACK)
    end = today + timedelta(weeks=WEEKS_AHEAD)
    stops: list[Stop] = []
    # One after the other from each town, so that a town is never left out for long.
    order = sorted(range(len(places)), key=lambda number: (number % 2, number))
    while not stops or stops[-1].last < end:
        number = len(stops)
        length = LENGTHS[number % len(LENGTHS)]
        last = monday + timedelta(weeks=length) - 3 * ONE_DAY
        stops.append(Stop(places[order[number % len(order)]], monday, last))
        monday += timedelta(weeks=length)
    return stops


def _load_changes(stays: list[Permanence], today: date) -> None:
    """One cancelled day, one moved afternoon and one with other hours among the days to come."""
    coming = [
        (stay, day) for stay in stays for day in stay.dates if day > today + ONE_DAY and not holiday_name(day)
    ]
    (stay, day), (moved_stay, moved_day), (other_stay, other_day) = coming[1], coming[4], coming[6]
    change_date(
        stay,
        day,
        kind=Change.Kind.CANCELLED,
        message="La caravane est au garage. Nous sommes désolés.",
    )
    elsewhere = next(s.place for s in stays if s.place_id != moved_stay.place_id)
    change_date(
        moved_stay,
        moved_day,
        session=list(moved_stay.sessions.all())[-1],
        kind=Change.Kind.MOVED,
        place=elsewhere,
        message="Des travaux occupent le parking.",
    )
    change_date(
        other_stay,
        other_day,
        session=other_stay.sessions.all()[0],
        kind=Change.Kind.HOURS,
        start=time(10, 30),
        end=time(12, 30),
        message="La caravane ouvre une heure plus tard ce matin-là.",
    )
