"""The words of the timeline, as frozen values: what stays are made of, and what they come to."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from schedule.recurrence import WeeklyDates


@dataclass(frozen=True, slots=True)
class Commune:
    id: int
    name: str
    slug: str
    url: str
    postcode: str = ""
    insee_code: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A residence the caravan stops at. Coordinates in degrees, WGS 84; both None when unknown.

    One that is archived is only there for what was. `successor` is the id of the place that takes over.
    `code` is that of its short address.
    """

    id: int
    name: str
    commune: Commune
    url: str
    slug: str = ""
    address: str = ""
    access: str = ""
    bring: str = ""
    stop: str = ""
    latitude: float | None = None
    longitude: float | None = None
    has_photo: bool = False
    is_archived: bool = False
    successor: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Caravan:
    """`zone` is where its hours are read; `holiday_region` is a key of `holidays.REGIONS`, or ""."""

    id: int
    name: str
    zone: ZoneInfo
    slug: str = ""
    phone: str = ""
    holiday_region: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One time slot of every day of a stay, in local time. `key` never changes, `start` may."""

    key: str
    start: time
    end: time


class ChangeKind(StrEnum):
    CANCELLED = "cancelled"
    MOVED = "moved"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Change:
    """What differs on one date of one stay: for one session, or for the whole day (`session_key` "").

    MOVED carries `place`, and may carry hours too. HOURS carries `start` and `end`. Hours given for
    the whole day replace all its sessions by a single one. A change of one session wins over one of
    the day. `since` is the instant from which on it was public, for those who edit.
    """

    day: date
    kind: ChangeKind
    session_key: str = ""
    place: Place | None = None
    start: time | None = None
    end: time | None = None
    message: str = ""
    since: datetime | None = field(default=None, compare=False, repr=False)


class NoticeKind(StrEnum):
    LATE = "late"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the team says on the spot about one session of today, on top of any change.

    LATE: it opens at `start` only. ARRIVED: they are there since `start`. It needs no end: it says
    nothing about any other session, so it is over when its session is.
    """

    day: date
    session_key: str
    kind: NoticeKind
    start: time
    message: str = ""
    since: datetime | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stay:
    """A published permanence, as the timeline knows it."""

    id: int
    key: str
    place: Place
    caravan: Caravan
    dates: WeeklyDates
    sessions: tuple[Session, ...]
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()
    open_on_holidays: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated session, on [start, end), aware, in the caravan's zone.

    `day` and `session` are what was planned and identify it for good; `start`, `end` and `place`
    are what will happen.
    """

    stay: Stay
    session: Session
    day: date
    start: datetime
    end: datetime
    change: Change | None = None
    notice: Notice | None = None

    @property
    def uid(self) -> str:
        return f"{self.stay.key}-{self.session.key}-{self.day:%Y%m%d}"

    @property
    def caravan(self) -> Caravan:
        return self.stay.caravan

    @property
    def planned_place(self) -> Place:
        return self.stay.place

    @property
    def place(self) -> Place:
        if self.change and self.change.place and self.change.kind is ChangeKind.MOVED:
            return self.change.place
        return self.stay.place

    @property
    def is_as_planned(self) -> bool:
        return self.change is None and self.notice is None

    @property
    def is_late(self) -> bool:
        return self.notice is not None and self.notice.kind is NoticeKind.LATE

    @property
    def announced_start(self) -> time:
        """The hour that was given before any notice."""
        return self.change.start if self.change and self.change.start else self.session.start

    @property
    def opens_late(self) -> bool:
        """Because of a notice, and not of a change."""
        return self.notice is not None and self.start.time() not in (
            self.session.start,
            self.announced_start,
        )

    @property
    def has_arrived(self) -> bool:
        return self.notice is not None and self.notice.kind is NoticeKind.ARRIVED

    @property
    def is_cancelled(self) -> bool:
        return self.change is not None and self.change.kind is ChangeKind.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.place.id != self.stay.place.id

    @property
    def has_other_hours(self) -> bool:
        planned = (self.session.start, self.session.end)
        return not self.is_cancelled and (self.start.time(), self.end.time()) != planned

    @property
    def message(self) -> str:
        """The public sentences of the change and of the notice, "" when nothing changed."""
        said = [about.message for about in (self.change, self.notice) if about and about.message]
        return " ".join(dict.fromkeys(said))

    def as_read_at(self, at: datetime) -> "Occurrence":
        """A notice is over with its session: nobody needs to read on that the caravan was late."""
        return replace(self, notice=None) if self.notice and self.end <= at else self

    @property
    def local_day(self) -> date:
        """The day on which it happens, for the people who come."""
        return self.start.date()


class ScopeKind(StrEnum):
    EVERYTHING = "everything"
    COMMUNE = "commune"
    PLACE = "place"
    CARAVAN = "caravan"


@dataclass(frozen=True, slots=True)
class Scope:
    """About what a question is asked: everything, one commune, one place or one caravan."""

    kind: ScopeKind
    id: int = 0

    @property
    def key(self) -> str:
        """« place:12 »: the scope as one word, for what is kept."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def of_key(cls, key: str) -> "Scope":
        kind, pk = key.split(":")
        return cls(ScopeKind(kind), int(pk))

    def covers(self, place: Place, caravan: Caravan) -> bool:
        match self.kind:
            case ScopeKind.COMMUNE:
                return place.commune.id == self.id
            case ScopeKind.PLACE:
                return place.id == self.id
            case ScopeKind.CARAVAN:
                return caravan.id == self.id
        return True

    def holds(self, occurrence: Occurrence) -> bool:
        """It takes place, and takes place here."""
        return not occurrence.is_cancelled and self.covers(occurrence.place, occurrence.caravan)

    def concerns(self, occurrence: Occurrence) -> bool:
        """It takes place here, or was announced here: those who may come need to know."""
        return self.covers(occurrence.place, occurrence.caravan) or self.covers(
            occurrence.planned_place, occurrence.caravan
        )


EVERYTHING = Scope(ScopeKind.EVERYTHING)
