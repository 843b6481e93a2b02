"""The next dates of a place in one text message: what a caretaker copies and sends. Pure: dates in, text out.

Always in French: a message of 160 signs holds those of GSM 03.38 only. One sign from elsewhere (« ç », « ’ »)
would make it two or three messages of 70. No word and no date is ever cut: what has no room is left out.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
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
# A day of which more than this is to be said says its date only: the address tells the rest.
LONGEST_SAID, LONGEST_NAME, SMALL_WORD = 70, 44, 3


@override(FRENCH)
def text(place: Place, days: Sequence[Day], phone: str, address: str) -> str:
    """At most 160 signs, all of GSM 03.38. `days` are the coming ones, cancelled sessions among them.

    What comes first: one date, then the address, the telephone, the name of the place, the further dates.
    """
    dated = [_of_day(day) for day in days] or [_Dated(said=gsm(_nothing(place)))]
    call = gsm(_("Tel %(phone)s") % {"phone": phone}) if phone else ""
    found = _Message(dates=dated[:1])
    found = found.with_room(lambda one: one.plus(address=gsm(address)))
    found = found.with_room(lambda one: one.plus(phone=call))
    found = found.with_room(lambda one: one.plus(name=_name(place)))
    for one_more in dated[1:]:
        longer = found.plus(dates=[*found.dates, one_more])
        if len(longer.text) > LONGEST:
            break
        found = longer
    return found.text


def gsm(text: str) -> str:
    """The same in the signs of one message: « ç » becomes « c », « ’ » becomes « ' »; é, è, à and ù stay."""
    return " ".join("".join(_signs(text)).split())


@dataclass(frozen=True, slots=True)
class _Dated:
    """« mardi 24 », « novembre », « 9h30-12h30 14h-17h »."""

    day: str = ""
    month: str = ""
    said: str = ""

    @property
    def tail(self) -> str:
        return f"{self.month} {self.said}".strip()


class _Message:
    def __init__(self, dates: list[_Dated], name: str = "", phone: str = "", address: str = "") -> None:
        self.dates, self.name, self.phone, self.address = dates, name, phone, address

    def plus(self, **parts) -> "_Message":
        return _Message(**vars(self) | parts)

    def with_room(self, longer: Callable[["_Message"], "_Message"]) -> "_Message":
        more = longer(self)
        return more if len(more.text) <= LONGEST else self

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


def _name(place: Place) -> str:
    """« Caravane, Résidence du Lac », as many words of it as have room."""
    name, kept = gsm(_("Caravan, %(place)s") % {"place": place.name}), ""
    for word in name.split():
        if len(longer := f"{kept} {word}".strip()) > LONGEST_NAME:
            break
        kept = longer
    while kept != name and kept and len(kept.split()[-1]) <= SMALL_WORD and kept[-1].islower():
        kept = kept.rpartition(" ")[0]  # not « Résidence des Tilleuls et de »
    return kept.rstrip(",:;-")


def _of_day(day: Day) -> _Dated:
    name = f"{WEEKDAYS[day.date.weekday()]} {day_of_month(day.date)}"
    return _Dated(gsm(name), gsm(MONTHS[day.date.month - 1]), _said(day))


def _said(day: Day) -> str:
    """The hours, and what differs; what takes too much room is left out, the address tells it."""
    held = [row for row in day.rows if row.is_held]
    cancelled = [row for row in day.rows if row.occurrence.is_cancelled]
    moved = [row for row in day.rows if not row.is_held and not row.occurrence.is_cancelled]
    said = []
    if held:
        said.append(_hours(held))
    if cancelled:
        said.append(f"{_('CANCELLED')} {_hours(cancelled)}" if held or moved else _("CANCELLED"))
    if moved:
        where = moved[0].occurrence.place
        words = {"place": where.name, "commune": where.commune.name}
        said.append(_("NOT HERE but at %(place)s, %(commune)s") % words)
    for parts in (said, said[:1]):
        if len(whole := gsm(", ".join(parts))) <= LONGEST_SAID:
            return whole
    return gsm(_("NOT HERE")) if moved and not held else ""


def _hours(rows: Sequence[Row]) -> str:
    return " ".join(f"{_hour(row.occurrence.start)}-{_hour(row.occurrence.end)}" for row in rows)


def _hour(moment: datetime) -> str:
    """« 9h30 », « 14h »: shorter than on a page, and read aloud the same."""
    return f"{moment.hour}h{moment.minute:02}" if moment.minute else f"{moment.hour}h"


def _nothing(place: Place) -> str:
    if place.is_archived:
        return _("the caravan no longer comes here")
    return _("no date planned for now")
