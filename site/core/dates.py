"""Dates and hours in words, as the site writes them everywhere: « lundi 12 octobre 2026 », « 14 h 30 ».

`language` is a code; by default the one of the request. French is written by hand below; the other languages
follow CLDR, with the digits of French posters and 24 hours, « 14:30 »: nothing to be taken for the morning.
"""

import re
from datetime import date, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils.translation import get_language, override, pgettext

# Not taken from the locale of the process: these words are part of what the site promises to say.
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
NBSP = "\u00a0"


FRENCH = "fr"


def day_of_month(day: date) -> str:
    """« 1er » for the first of a month, else the number alone (Imprimerie nationale). In French."""
    return "1er" if day.day == 1 else str(day.day)


def long_date(day: date, language: str = "") -> str:
    """« mardi 1er décembre 2026 », unbroken between the number and the month."""
    if other := _other(language):
        return _written(day, _patterns(other).long, other)
    return f"{WEEKDAYS[day.weekday()]} {day_of_month(day)}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, language: str = "") -> str:
    """« mardi 1er décembre », for lists whose heading gives the year."""
    if other := _other(language):
        return _written(day, _patterns(other).short, other)
    return f"{WEEKDAYS[day.weekday()]} {day_of_month(day)}{NBSP}{MONTHS[day.month - 1]}"


def plain_date(day: date, language: str = "") -> str:
    """« 1er décembre 2026 »."""
    if other := _other(language):
        return _written(day, _patterns(other).plain, other)
    return f"{day_of_month(day)}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def month_name(day: date, language: str = "") -> str:
    """« décembre 2026 »."""
    if other := _other(language):
        return _written(day, _patterns(other).month, other)
    return f"{MONTHS[day.month - 1]} {day.year}"


def hour(moment: time, language: str = "") -> str:
    """« 9 h », « 14 h 30 », with no-break spaces."""
    if _other(language):
        return f"{moment.hour}:{moment.minute:02}"
    minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NBSP}h{minutes}"


def hours(start: time, end: time, language: str = "") -> str:
    """« de 9 h 30 à 12 h 30 »."""
    if other := _other(language):
        with override(other):
            said = pgettext("hours", "from %(start)s to %(end)s")
        return said % {"start": hour(start, other), "end": hour(end, other)}
    return f"de {hour(start, FRENCH)} à {hour(end, FRENCH)}"


def weekdays(language: str = "") -> tuple[str, ...]:
    """From Monday on."""
    other = _other(language)
    return tuple(_names("wide", other).values()) if other else WEEKDAYS


def short_weekdays(language: str = "") -> tuple[str, ...]:
    """« lun », « mar »: for the head of a month, whose columns are narrow on a phone.

    In Arabic the abbreviations are the full names: then its letters, as on paper calendars there.
    """
    if not (other := _other(language)):
        return tuple(name[:3] for name in WEEKDAYS)
    names = tuple(_names("abbreviated", other).values())
    return names if max(map(len, names)) <= 4 else tuple(_names("narrow", other).values())


class _Patterns:
    """CLDR's own for dates in full, of a language as Europe writes it where that differs (« en-150 »).

    Without a comma after the weekday, for such a date stands inside sentences; `short` leaves the year out.
    """

    def __init__(self, locale: Locale) -> None:
        full = re.sub(r"^(EEEE)[,،]", r"\1", str(locale.date_formats["full"]))
        self.long, self.plain = full, str(locale.date_formats["long"])
        before, after = r"^y+[^A-Za-z]*", r"[\s,،]*(?:'[^']*'\s*)?y+(?:\s*'[^']*'\.?)?"
        self.short = re.sub(before, "", full) if re.match(before, full) else re.sub(after, "", full)
        self.month = str(locale.datetime_skeletons.get("yMMMM", "LLLL y"))


def _other(language: str) -> str:
    """The language asked for, or that of the request; "" when it is French."""
    code = language or get_language() or FRENCH
    return "" if code == FRENCH else code


@lru_cache
def _locale(language: str) -> Locale:
    name = language.replace("-", "_")
    for tried in (f"{name}_150", name):
        try:
            return Locale.parse(tried)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse("en_150")


@lru_cache
def _patterns(language: str) -> _Patterns:
    return _Patterns(_locale(language))


def _names(width: str, language: str) -> dict[int, str]:
    return dict(sorted(_locale(language).days["stand-alone"][width].items()))


def _written(day: date, pattern: str, language: str) -> str:
    return re.sub(r"(?<=\d) ", NBSP, format_date(day, pattern, _locale(language)), count=1)
