"""Plans to try the calendar rules on: small builders, a naive reading of the rules, and strategies.

The naive reading is the oracle. It shares nothing with the code under test but the frozen facts: it
walks day by day, and has its own clock changes (directive 2000/84/CE) and its own public holidays.
EXAMPLES=500 in the environment explores more, at random, and shrinks what it finds (that takes minutes).
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from schedule.recurrence import WEEKDAY_CODES, WeeklyDates
from schedule.timeline import (
    Caravan,
    Change,
    ChangeKind,
    Commune,
    Notice,
    NoticeKind,
    Occurrence,
    Place,
    Scope,
    ScopeKind,
    Session,
    Stay,
)

ONE_DAY, ONE_SECOND = timedelta(days=1), timedelta(seconds=1)
EXAMPLES = int(os.environ.get("EXAMPLES", "0"))


def law(examples: int = 40) -> settings:
    """The settings of a property: `examples` tries, the same at each run unless EXAMPLES is set."""
    return settings(
        deadline=None,
        max_examples=EXAMPLES or examples,
        derandomize=not EXAMPLES,
        database=None,
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# --- Builders -----------------------------------------------------------------------------------

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
MARTINIQUE = ZoneInfo("America/Martinique")

COUERON = Commune(1, "Couëron", "coueron", "/permanences/coueron/")
TREILLIERES = Commune(2, "Treillières", "treillieres", "/permanences/treillieres/")
TILLEULS = Place(11, "Résidence des Tilleuls", COUERON, "/permanences/coueron/tilleuls/")
CHABOSSIERE = Place(12, "La Chabossière", COUERON, "/permanences/coueron/chabossiere/")
ETANG = Place(21, "Résidence de l’Étang", TREILLIERES, "/permanences/treillieres/etang/")
PLACES = (TILLEULS, CHABOSSIERE, ETANG)

CARAVAN = Caravan(1, "La caravane", PARIS)
SECOND_CARAVAN = Caravan(2, "La seconde caravane", PARIS)
REUNION_CARAVAN = Caravan(3, "La caravane de La Réunion", REUNION, holiday_region="974")
MARTINIQUE_CARAVAN = Caravan(4, "La caravane de la Martinique", MARTINIQUE, holiday_region="972")
CARAVANS = (CARAVAN, SECOND_CARAVAN, REUNION_CARAVAN, MARTINIQUE_CARAVAN)

MORNING = Session("matin", time(9, 30), time(12, 0))
AFTERNOON = Session("apres-midi", time(14, 0), time(17, 0))


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def weekly(first: str, last: str, weekdays: str, interval: int = 1, extra: str = "", without: str = ""):
    """`weekly("2026-10-05", "2026-10-30", "MO TU", extra="2026-10-31")`."""
    return WeeklyDates(
        day(first),
        day(last),
        frozenset(WEEKDAY_CODES.index(code) for code in weekdays.split()),
        interval,
        frozenset(map(day, extra.split())),
        frozenset(map(day, without.split())),
    )


def only(*texts: str) -> WeeklyDates:
    return WeeklyDates(extra=frozenset(map(day, texts)))


def a_stay(dates: WeeklyDates, *changes: Change, id: int = 1, **facts) -> Stay:
    """A stay of the caravan at Les Tilleuls, morning and afternoon, unless told otherwise."""
    facts = {"place": TILLEULS, "caravan": CARAVAN, "sessions": (MORNING, AFTERNOON)} | facts
    return Stay(id=id, key=f"sejour-{id}", dates=dates, changes=changes, **facts)


def cancelled(on: str, session: str = "", **facts) -> Change:
    return Change(day(on), ChangeKind.CANCELLED, session, **facts)


def moved(on: str, place: Place, session: str = "", hours: str = "", **facts) -> Change:
    return Change(day(on), ChangeKind.MOVED, session, place, *_hours(hours), **facts)


def other_hours(on: str, hours: str, session: str = "", **facts) -> Change:
    """`other_hours("2026-10-06", "10:00 11:30", "matin")`."""
    return Change(day(on), ChangeKind.HOURS, session, None, *_hours(hours), **facts)


def _hours(text: str) -> tuple[time, time] | tuple[None, None]:
    if not text:
        return None, None
    start, end = map(time.fromisoformat, text.split())
    return start, end


# --- The rules, read naively ---------------------------------------------------------------------


def every_day(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def monday_count(one: date) -> int:
    return (one.toordinal() - 1) // 7  # 1 January of the year 1 is a Monday.


def is_a_date_of(dates: WeeklyDates, one: date) -> bool:
    if one in dates.without:
        return False
    if one in dates.extra:
        return True
    if not dates.first or not dates.last or not dates.first <= one <= dates.last:
        return False
    weeks = monday_count(one) - monday_count(dates.first)
    return one.weekday() in dates.weekdays and weeks % dates.interval == 0


def naive_days(dates: WeeklyDates) -> list[date]:
    told = [one for one in (dates.first, dates.last, *dates.extra) if one]
    if not told:
        return []
    return [one for one in every_day(min(told), max(told)) if is_a_date_of(dates, one)]


def easter(year: int) -> date:
    """The anonymous Gregorian computus (Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


NATIONAL_HOLIDAYS = {
    "01-01": "Jour de l'an",
    "05-01": "Fête du Travail",
    "05-08": "Fête de la Victoire",
    "07-14": "Fête nationale",
    "08-15": "Assomption",
    "11-01": "Toussaint",
    "11-11": "Armistice",
    "12-25": "Noël",
}
EASTER_HOLIDAYS = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}
ABOLITION, SCHOELCHER = "Abolition de l'esclavage", "Fête de Victor Schoelcher"
# By region: dates, then days counted from Easter.
REGIONAL_HOLIDAYS: dict[str, tuple[dict[str, str], dict[int, str]]] = {
    "": ({}, {}),
    "6AE": ({"12-26": "Saint-Étienne"}, {-2: "Vendredi saint"}),
    "57": ({"12-26": "Saint-Étienne"}, {-2: "Vendredi saint"}),
    "971": ({"05-27": ABOLITION, "07-21": SCHOELCHER}, {-24: "Mi-Carême", -2: "Vendredi saint"}),
    "972": ({"05-22": ABOLITION, "07-21": SCHOELCHER}, {}),
    "973": ({"06-10": ABOLITION}, {}),
    "974": ({"12-20": ABOLITION}, {}),
    "976": ({"04-27": ABOLITION}, {}),
}


def naive_holidays(one: date, region: str = "") -> set[str]:
    """The names of a day: two in a year such as 2008, when Ascension fell on 1 May."""
    fixed, moving = REGIONAL_HOLIDAYS[region]
    names = {
        (NATIONAL_HOLIDAYS | fixed).get(f"{one:%m-%d}"),
        (EASTER_HOLIDAYS | moving).get((one - easter(one.year)).days),
    }
    return {name for name in names if name}


OFFSETS = {"Europe/Paris": (2, 1), "Indian/Reunion": (4,), "America/Martinique": (-4,)}


@lru_cache
def summer(year: int) -> tuple[datetime, datetime]:
    """Summer time in France: last Sundays of March and October, at 01:00 UTC."""
    last_sundays = (
        max(one for one in every_day(date(year, month, 25), date(year, month, 31)) if one.isoweekday() == 7)
        for month in (3, 10)
    )
    start, end = (datetime.combine(one, time(1), UTC) for one in last_sundays)
    return start, end


def offset(moment: datetime, zone: ZoneInfo) -> int:
    """Hours east of Greenwich at an instant."""
    if len(OFFSETS[zone.key]) == 1:
        return OFFSETS[zone.key][0]
    start, end = summer(moment.year)
    return 2 if start <= moment < end else 1


def in_utc(one: date, hour: time, zone: ZoneInfo) -> datetime:
    """What a clock in this zone shows, as an instant. No plan here has hours that a change skips."""
    for hours in OFFSETS[zone.key]:
        moment = datetime.combine(one, hour, UTC) - timedelta(hours=hours)
        if offset(moment, zone) == hours:
            return moment
    raise AssertionError(f"{one} {hour} does not exist in {zone}")


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return (moment.astimezone(UTC) + timedelta(hours=offset(moment, zone))).date()


class Planned(NamedTuple):
    """What an occurrence ought to say. Instants in UTC."""

    uid: str
    day: date
    start: datetime
    end: datetime
    place: Place
    announced: Place
    cancelled: bool
    caravan: Caravan
    change: Change | None
    notice: Notice | None = None
    opens_late: bool = False  # at an hour that neither the plan nor the change gives

    def covered_by(self, scope: Scope, place: Place) -> bool:
        named = {
            ScopeKind.EVERYTHING: 0,
            ScopeKind.COMMUNE: place.commune.id,
            ScopeKind.PLACE: place.id,
            ScopeKind.CARAVAN: self.caravan.id,
        }
        return named[scope.kind] == scope.id

    def held_in(self, scope: Scope) -> bool:
        return not self.cancelled and self.covered_by(scope, self.place)

    def concerns(self, scope: Scope) -> bool:
        return self.covered_by(scope, self.place) or self.covered_by(scope, self.announced)


def told_by(o: Occurrence) -> Planned:
    start, end = o.start.astimezone(UTC), o.end.astimezone(UTC)
    places = o.place, o.planned_place
    known = {o.session.start, o.change.start if o.change else None}
    opens_late = o.notice is not None and o.start.time() not in known
    said = o.change, o.notice, opens_late
    return Planned(o.uid, o.day, start, end, *places, o.is_cancelled, o.caravan, *said)


def is_closed(stay: Stay, one: date) -> bool:
    if stay.open_on_holidays or one in stay.dates.extra:
        return False
    return bool(naive_holidays(one, stay.caravan.holiday_region))


def naive_plan(stays: list[Stay]) -> list[Planned]:
    """Every dated session of some stays: by start, then by stay, then in the order of its sessions."""
    found = []
    for stay in sorted(stays, key=lambda stay: stay.id):
        for one in naive_days(stay.dates):
            if not is_closed(stay, one):
                found += _naive_sessions(stay, one)
    return sorted(found, key=lambda planned: planned.start)


def naive_closures(stays: list[Stay]) -> list[tuple[date, str, Place, Caravan]]:
    """The dates that public holidays took away, by day, then by place, then by stay."""
    found = [
        (one, name, stay.place, stay.caravan)
        for stay in sorted(stays, key=lambda stay: stay.id)
        for one in naive_days(stay.dates)
        if is_closed(stay, one)
        for name in naive_holidays(one, stay.caravan.holiday_region)
    ]
    return sorted(found, key=lambda closure: (closure[0], closure[2].id))


def _naive_sessions(stay: Stay, one: date) -> Iterator[Planned]:
    day_is_one_session = False
    for session in stay.sessions:
        told = [c for c in stay.changes if c.day == one and c.session_key in ("", session.key)]
        change = max(told, key=lambda c: c.session_key, default=None)  # "" comes before any key.
        start, end, place = session.start, session.end, stay.place
        if change and change.kind != "cancelled" and change.start and not change.session_key:
            if day_is_one_session:
                continue
            day_is_one_session = True
        if change and change.kind != "cancelled" and change.start:
            start, end = change.start, change.end
        if change and change.kind == "moved":
            place = change.place
        zone, notice = stay.caravan.zone, None
        if not change or change.kind != "cancelled":
            for said in stay.notices:
                if said.day == one and said.session_key == session.key:
                    notice = said
                    if start < said.start < end:
                        start = said.start
        yield Planned(
            uid=f"{stay.key}-{session.key}-{one:%Y%m%d}",
            day=one,
            start=in_utc(one, start, zone),
            end=in_utc(one, end, zone),
            place=place,
            announced=stay.place,
            cancelled=bool(change) and change.kind == "cancelled",
            caravan=stay.caravan,
            change=change,
            notice=notice,
            opens_late=notice is not None and start not in (session.start, change.start if change else None),
        )


# --- Strategies ----------------------------------------------------------------------------------

# Days on which something happens to a calendar: clock changes, holidays, the turn of the year.
EVENTFUL = ["2026-10-25", "2026-11-11", "2026-12-20", "2027-01-01", "2027-03-28", "2027-05-06"]
SCOPES = [
    Scope(ScopeKind.EVERYTHING),
    *(Scope(ScopeKind.COMMUNE, commune.id) for commune in (COUERON, TREILLIERES)),
    *(Scope(ScopeKind.PLACE, place.id) for place in PLACES),
    *(Scope(ScopeKind.CARAVAN, caravan.id) for caravan in CARAVANS),
]
scopes = st.sampled_from(SCOPES)


def days_between(first: str, last: str) -> st.SearchStrategy[date]:
    return st.dates(day(first), day(last))


any_day = days_between("2000-01-01", "2099-12-31")
some_weekdays = st.frozensets(st.integers(0, 6), min_size=1)


@st.composite
def complete_dates(draw) -> WeeklyDates:
    """What `check` accepts: a rule or none, single days, and never more than a year of reach."""
    start = draw(any_day)
    near = st.dates(start, min(start + timedelta(days=draw(st.integers(0, 366))), day("2099-12-31")))
    some_days = st.frozensets(near, max_size=5)
    extra, without = draw(some_days), draw(some_days)
    interval = draw(st.sampled_from([1, 1, 1, 2, 3, 4, 52]))
    if not draw(st.integers(0, 4)):
        return WeeklyDates(interval=interval, extra=extra, without=without)
    first, last = sorted((draw(near), draw(near)))
    return WeeklyDates(first, last, draw(some_weekdays), interval, extra, without)


def half_filled_dates() -> st.SearchStrategy[WeeklyDates]:
    """What autosave may store: anything may be missing, too far apart or upside down."""
    return st.builds(
        WeeklyDates,
        first=st.none() | any_day,
        last=st.none() | any_day,
        weekdays=st.frozensets(st.integers(0, 6)),
        interval=st.integers(1, 60),
        extra=st.frozensets(any_day, max_size=3),
        without=st.frozensets(any_day, max_size=3),
    )


half_hours = st.builds(time, st.integers(4, 23), st.sampled_from([0, 30]))  # Clocks change before 4:00.


@st.composite
def some_hours(draw) -> tuple[time, time]:
    start, end = sorted(draw(st.lists(half_hours, min_size=2, max_size=2, unique=True)))
    return start, end


@st.composite
def some_sessions(draw) -> tuple[Session, ...]:
    """One to three sessions a day; some follow each other without a break."""
    first, *ends = sorted(draw(st.lists(half_hours, min_size=2, max_size=5, unique=True)))
    sessions, start = [], first
    for end in ends:
        if len(sessions) < 3 and (not sessions or draw(st.booleans())):
            sessions.append(Session(f"horaire-{len(sessions) + 1}", start, end))
        start = end
    return tuple(sessions)


@st.composite
def some_changes(draw, dates: WeeklyDates, sessions: tuple[Session, ...]) -> tuple[Change, ...]:
    """At most one change for each session and each whole day; some fall on days without any session."""
    told = sorted({*naive_days(dates), *dates.without})
    if not told:
        return ()
    keys = st.sampled_from(["", "", *(session.key for session in sessions)])
    targets = st.sets(st.tuples(st.sampled_from(told), keys), min_size=draw(st.integers(0, 2)), max_size=5)
    changes = []
    for one, key in sorted(draw(targets)):
        kind = draw(st.sampled_from(ChangeKind))
        place = draw(st.sampled_from(PLACES)) if kind is ChangeKind.MOVED else None
        has_hours = kind is ChangeKind.HOURS or (kind is ChangeKind.MOVED and draw(st.booleans()))
        changes.append(Change(one, kind, key, place, *(draw(some_hours()) if has_hours else (None, None))))
    return tuple(changes)


@st.composite
def some_notices(draw, dates: WeeklyDates, sessions: tuple[Session, ...]) -> tuple[Notice, ...]:
    """At most one for each dated session; some come too late or too early to mean anything."""
    told = sorted({*naive_days(dates), *dates.without})
    if not told:
        return ()
    keys = st.sampled_from([session.key for session in sessions])
    targets = draw(st.sets(st.tuples(st.sampled_from(told), keys), max_size=2))
    kinds = st.sampled_from(NoticeKind)
    return tuple(Notice(one, key, draw(kinds), draw(half_hours)) for one, key in sorted(targets))


@st.composite
def stays_around(draw, eventful: date, id: int = 1, caravans: tuple[Caravan, ...] = CARAVANS) -> Stay:
    """A stay of up to three weeks about an eventful day."""
    first = eventful + timedelta(days=draw(st.integers(-12, 4)))
    last = first + timedelta(days=draw(st.integers(0, 20)))
    near = st.frozensets(st.dates(first - 3 * ONE_DAY, last + 8 * ONE_DAY), max_size=2)
    dates = WeeklyDates(
        first, last, draw(some_weekdays), draw(st.sampled_from([1, 1, 2])), draw(near), draw(near)
    )
    sessions = draw(some_sessions())
    return Stay(
        id=id,
        key=f"sejour-{id}",
        place=draw(st.sampled_from(PLACES)),
        caravan=draw(st.sampled_from(caravans)),
        dates=dates,
        sessions=sessions,
        changes=draw(some_changes(dates, sessions)),
        notices=draw(some_notices(dates, sessions)),
        open_on_holidays=draw(st.booleans()),
    )


@st.composite
def plans(draw, caravans: tuple[Caravan, ...] = CARAVANS) -> list[Stay]:
    """One to three stays at about the same time, in any order."""
    eventful = day(draw(st.sampled_from(EVENTFUL)))
    ids = draw(st.permutations(range(1, draw(st.integers(1, 3)) + 1)))
    return [draw(stays_around(eventful, id, caravans)) for id in ids]
