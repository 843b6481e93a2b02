"""Where each caravan is when, and what stands in the way of a stay. No database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from core import dates as words
from schedule.timeline import Occurrence, Stay
from schedule.timeline.timeline import expand


class Book:
    """When each caravan is where. The number of a line tells it from what is announced (0)."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        self._by_day: dict[tuple[int, date], list[tuple[Occurrence, int]]] = defaultdict(list)
        for stay in stays:
            self.add(stay, 0)

    def add(self, stay: Stay, number: int) -> None:
        for occurrence in expand(stay):
            if not occurrence.is_cancelled:
                self._by_day[stay.caravan.id, occurrence.local_day].append((occurrence, number))

    def clash(self, stay: Stay) -> tuple[Occurrence, int, bool] | None:
        """What stands in the way first, the number of its line, and whether it is at the same place."""
        for mine in expand(stay):
            for other, number in self._by_day.get((stay.caravan.id, mine.local_day), ()):
                if other.start < mine.end and mine.start < other.end:
                    return other, number, other.place.id == stay.place.id
        return None


def clash_words(other: Occurrence, number: int, is_same_place: bool) -> str:
    said = {
        "day": words.long_date(other.local_day),
        "hours": words.hours(other.start, other.end),
        "place": other.place.name,
        "number": number,
    }
    if number and is_same_place:
        return _("On %(day)s, %(hours)s, the caravan is here already in line %(number)s.") % said
    if number:
        return _("On %(day)s, %(hours)s, the caravan is at %(place)s in line %(number)s.") % said
    if is_same_place:
        return (
            _("On %(day)s, %(hours)s, the caravan is already announced here. Change that permanence instead.")
            % said
        )
    return _("On %(day)s, %(hours)s, the caravan is already announced at %(place)s.") % said
