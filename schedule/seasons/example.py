"""The line that shows how the table is filled in. No database, no clock."""

from datetime import date, timedelta

from schedule.models.permanence import USUAL_HOURS, USUAL_WEEKDAYS
from schedule.recurrence import WeeklyDates
from schedule.seasons.lines import Line
from schedule.seasons.naming import Known


def lines(known: Known, today: date) -> list[Line]:
    """Three usual weeks, two weeks from now, at a place that exists: it could be imported as it is."""
    monday = today + timedelta(days=14 - today.weekday())
    dates = WeeklyDates(monday, monday + timedelta(days=18), USUAL_WEEKDAYS)
    place = known.places[0] if known.places else None
    return [
        Line(
            place=place.name if place else "Résidence du Lac",
            commune=place.commune.name if place else "Couëron",
            caravan=known.caravans[0].name if known.caravans else "",
            dates=dates,
            hours=USUAL_HOURS,
            note="Exemple : remplacez cette ligne par les vôtres.",
        )
    ]
