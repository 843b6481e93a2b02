"""The next dates of a place in one text message: what a caretaker copies and sends. Pure: dates in, text out.

Always in French: a message of 160 signs holds those of GSM 03.38 only. One sign from elsewhere (« ç », « ’ »)
would make it two or three messages of 70. No word and no date is ever cut: what has no room is left out.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.dates import FRENCH, MONTHS, WEEKDAYS, day_of_month
from schedule.listing import Day, Row
from schedule.timeline import Place

LONGEST = 160
# The basic table, without its line ends and without Greek capitals, which some telephones do not show.
GSM = frozenset(
    "@£$¥èéùìòÇØøÅåÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà_"
)
_INSTEAD = {
    "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "‑": "-",
    "œ": "oe", "Œ": "OE", "€": " euros", "[": "(", "]": ")", "{": "(", "}": ")", "|": "/", "\\": "/",
    "°": "o", "•": "-", "`": "'", "~": "-", "^": "",
}  # fmt: skip
# Of one day; what is longer is said shorter, and the address tells the rest.
LONGEST_SAID, SMALL_WORD = 70, 3
# Of « Caravane, Résidence des Tilleuls »: whole words, and at least « Caravane ».
LONGEST_NAMES = (44, 32, 12)
# What is not as planned is said before what is; not what is further away than this.
SOON = timedelta(days=28)
NOON = 12


@override(FRENCH)
def text(place: Place, days: Sequence[Day], phone: str, address: str) -> str:
    """At most 160 signs, all of GSM 03.38. `days` are the coming ones, cancelled sessions among them.

    What comes first: one date, then the address, the next day when the caravan does come, the telephone, the
    days that are not as planned, and what is said of them; the name of the place; the days as planned.
    """
    first = _of_day(days[0]) if days else _Dated(0, forms=(gsm(_nothing(place)),))
    call = gsm(_("Tel %(phone)s") % {"phone": phone}) if phone else ""
    found = _Message(dates=[first.shortest])
    found = found.with_room(found.plus(address=gsm(address)))
    held = [day for day in days[1:] if not day.is_off][:1] if days and days[0].is_off else []
    found = found.with_days(_of_day(day).shortest for day in held)
    found = found.with_room(found.plus(phone=call))
    told = [*days[:1], *held]
    others = [day for day in days if day not in told]
    soon = [day for day in others if day.differs and day.date - days[0].date <= SOON]
    further = [day for day in others if day not in soon]
    found = found.with_days(_of_day(day).shortest for day in soon)
    names = [_name(place, longest) for longest in LONGEST_NAMES]
    found = found.with_room(found.plus(name=names[-1]))
    for day in [*told, *soon]:
        found = found.with_room(*(found.saying(form) for form in _of_day(day).each_form))
    found = found.with_room(*(found.plus(name=name) for name in names))
    all_told = len(found.dates) >= len(told) + len(soon)
    if all_told:  # else a change had no room, and no plain day takes what is left
        found = found.with_days(_of_day(day).shortest for day in further)
    return found.text


def gsm(text: str) -> str:
    """The same in the signs of one message: « ç » becomes « c », « ’ » becomes « ' »; é, è, à and ù stay."""
    return " ".join("".join(_signs(text)).split())


@dataclass(frozen=True, slots=True)
class _Dated:
    """« mardi 24 », « novembre », « 9h30-12h30 14h-17h ». `number` puts the days in order.

    `forms` say the same, from the fullest to the shortest.
    """

    number: int
    day: str = ""
    month: str = ""
    forms: tuple[str, ...] = ()

    @property
    def tail(self) -> str:
        return f"{self.month} {self.forms[0]}".strip()

    @property
    def each_form(self) -> "list[_Dated]":
        return [replace(self, forms=(form,)) for form in self.forms]

    @property
    def shortest(self) -> "_Dated":
        return self.each_form[-1]


class _Message:
    def __init__(self, dates: list[_Dated], name: str = "", phone: str = "", address: str = "") -> None:
        self.dates, self.name, self.phone, self.address = dates, name, phone, address

    def plus(self, **parts) -> "_Message":
        return _Message(**vars(self) | parts)

    def saying(self, dated: _Dated) -> "_Message":
        """The same with this day, said in this way, where it said it in another; unless it did not."""
        return self.plus(dates=[dated if one.number == dated.number else one for one in self.dates])

    def with_room(self, *others: "_Message") -> "_Message":
        """The first of them that is not too long."""
        return next((other for other in others if len(other.text) <= LONGEST), self)

    def with_days(self, more: Iterable[_Dated]) -> "_Message":
        """As many of these days as have room, and none after one that has not."""
        found = self
        for one in more:
            longer = found.plus(dates=sorted([*found.dates, one], key=lambda dated: dated.number))
            if len(longer.text) > LONGEST:
                break
            found = longer
        return found

    @property
    def text(self) -> str:
        head = f"{self.name}: " if self.name else ""
        runs = groupby(self.dates, key=lambda one: one.tail)  # the same hours are said once
        dated = (f"{', '.join(one.day for one in of_run)} {tail}".strip() for tail, of_run in runs)
        sentences = [f"{head}{'; '.join(dated)}", self.phone, self.address]
        return ". ".join(part for part in sentences if part)


def _signs(text: str) -> Iterable[str]:
    for sign in unicodedata.normalize("NFC", text):
        if sign in GSM:
            yield sign
        elif sign in _INSTEAD:
            yield _INSTEAD[sign]
        elif sign.isspace():
            yield " "
        else:
            bare = unicodedata.normalize("NFKD", sign)
            yield "".join(part for part in bare if part in GSM)


def _name(place: Place, longest: int) -> str:
    """« Caravane, Résidence du Lac », as many words of it as have room."""
    name, kept = gsm(_("Caravan, %(place)s") % {"place": place.name}), ""
    for word in name.split():
        if len(longer := f"{kept} {word}".strip()) > longest:
            break
        kept = longer
    while kept != name and kept and len(kept.split()[-1]) <= SMALL_WORD and kept[-1].islower():
        kept = kept.rpartition(" ")[0]  # not « Résidence des Tilleuls et de »
    return kept.rstrip(",:;-")


def _of_day(day: Day) -> _Dated:
    name = f"{WEEKDAYS[day.date.weekday()]} {day_of_month(day.date)}"
    forms = [form for form in map(gsm, _forms(day)) if len(form) <= LONGEST_SAID]
    untold = gsm(_("CHANGED")) if day.differs else ""
    return _Dated(day.date.toordinal(), gsm(name), gsm(MONTHS[day.date.month - 1]), tuple(forms) or (untold,))


def _forms(day: Day) -> Iterable[str]:
    """The hours, and what differs; from the fullest to the shortest. A change is never left out."""
    held = [row for row in day.rows if row.is_held]
    cancelled = [row for row in day.rows if row.occurrence.is_cancelled]
    moved = [row for row in day.rows if not row.is_held and not row.occurrence.is_cancelled]
    if not moved and not cancelled:
        yield _hours(held)
        return
    if not moved and not held:
        yield _("CANCELLED")
        return
    here = [_hours(held)] if held else []
    gone = [f"{_part(cancelled, day)} {_('CANCELLED')}"] if cancelled else []
    if moved:
        where = moved[0].occurrence.place
        words = {"place": where.name, "commune": where.commune.name}
        yield ", ".join([*here, *gone, _("NOT HERE but at %(place)s, %(commune)s") % words])
        gone.append(f"{_part(moved, day)} {_('NOT HERE')}" if here or gone else _("NOT HERE"))
    yield ", ".join(here + gone)


def _part(rows: Sequence[Row], day: Day) -> str:
    """« matin » or « après-midi » when that says which sessions of the day, else the hours they begin at."""
    is_morning = {row.occurrence.start.hour < NOON for row in rows}
    others = {row.occurrence.start.hour < NOON for row in day.rows if row not in rows}
    if len(is_morning) == 1 and is_morning.isdisjoint(others):
        return _("morning") if is_morning.pop() else _("afternoon")
    return " ".join(_hour(row.occurrence.start) for row in rows)


def _hours(rows: Sequence[Row]) -> str:
    return " ".join(f"{_hour(row.occurrence.start)}-{_hour(row.occurrence.end)}" for row in rows)


def _hour(moment: datetime) -> str:
    """« 9h30 », « 14h »: shorter than on a page, and read aloud the same."""
    return f"{moment.hour}h{moment.minute:02}" if moment.minute else f"{moment.hour}h"


def _nothing(place: Place) -> str:
    if place.is_archived:
        return _("the caravan no longer comes here")
    return _("no date planned for now")
