"""What somebody has typed about a stay, compared with what is saved, in words."""

from dataclasses import dataclass, fields
from datetime import datetime, time

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core import dates
from schedule.backoffice.permanence_form import PermanenceForm
from schedule.backoffice.planning.summary import sentence
from schedule.models import Permanence
from schedule.recurrence import UnreadableDates, WeeklyDates


@dataclass(frozen=True, slots=True)
class Content:
    """Every choice of the form, in a shape that can be compared."""

    place: str
    caravan: str
    dates: WeeklyDates | UnreadableDates
    hours: tuple[tuple[time | None, time | None], ...]
    open_on_holidays: bool
    note: str
    go_live_at: datetime | None

    @classmethod
    def saved(cls, permanence: Permanence) -> "Content":
        rows = [(row.start, row.end) for row in permanence.sessions.all()]
        return cls._of(permanence.__dict__ | _named(permanence), permanence.dates, rows)

    @classmethod
    def typed(cls, form: PermanenceForm) -> "Content":
        """Of a form that is valid, be it as a draft."""
        kept = [row.cleaned_data for row in form.formsets["sessions"].forms if row.cleaned_data]
        rows = [(row.get("start"), row.get("end")) for row in kept if not row.get("DELETE")]
        values = {name: getattr(form.instance, name) for name in ("go_live_at",)} | form.cleaned_data
        return cls._of(values, values.get("dates") or WeeklyDates(), rows)

    @classmethod
    def _of(cls, values: dict, chosen: WeeklyDates | UnreadableDates, rows: list) -> "Content":
        return cls(
            place=str(values.get("place") or ""),
            caravan=str(values.get("caravan") or ""),
            dates=chosen,
            hours=tuple(sorted(rows, key=str)),
            open_on_holidays=bool(values.get("open_on_holidays")),
            note=values.get("note") or "",
            go_live_at=values.get("go_live_at"),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    mine: str
    theirs: str


def differences(mine: Content, theirs: Content) -> list[Difference]:
    """In the order of the form; empty when both say the same."""
    words = {
        "place": _("Place"),
        "caravan": _("Caravan"),
        "dates": _("Dates"),
        "hours": _("Hours"),
        "open_on_holidays": _("Public holidays"),
        "note": _("Note"),
        "go_live_at": _("Announced from"),
    }
    names = [
        field.name for field in fields(Content) if getattr(mine, field.name) != getattr(theirs, field.name)
    ]
    return [Difference(words[name], _said(mine, theirs, name), _said(theirs, mine, name)) for name in names]


def _said(content: Content, other: Content, name: str) -> str:
    match value := getattr(content, name):
        case WeeklyDates():
            return _dates(value, other.dates)
        case UnreadableDates():
            return _("unreadable")
        case bool():
            return _("held") if value else _("closed")
        case datetime():
            return f"{dates.long_date(localtime(value).date())}, {dates.hour(localtime(value).time())}"
        case tuple():
            return ", ".join(dates.hours(*row) for row in value if all(row)) or _("none")
    return str(value or _("none"))


def _dates(chosen: WeeklyDates, others: WeeklyDates | UnreadableDates) -> str:
    """The sentence of the form, and the days that only this side holds."""
    before = set(others) if isinstance(others, WeeklyDates) else set()
    only = ", ".join(dates.short_date(day) for day in chosen if day not in before)
    said = sentence(chosen, open_on_holidays=True)
    if not only or not before:
        return said
    return " ".join([said, _("Only here: %(days)s.") % {"days": only}])


def _named(permanence: Permanence) -> dict[str, object]:
    return {"place": permanence.place, "caravan": permanence.caravan}
