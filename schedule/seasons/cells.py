"""Days, dates, hours and rhythms as people write them in a table, and as we write them. No database.

Each reader raises Unclear. What is read here is French, like the header of the table: the words are part
of the file format and do not follow the language of the screens.
"""

import re
from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import gettext as _

from core.dates import MONTHS, WEEKDAYS
from schedule.recurrence import MAX_LISTED_DATES
from schedule.seasons.lines import Hours, Unclear, comparable

_MONTHS = {comparable(name): number for number, name in enumerate(MONTHS, 1)}
_DATE = re.compile(
    r"(?:(?P<iso>[0-9]{4})-(?P<iso_month>[0-9]{1,2})-(?P<iso_day>[0-9]{1,2})"
    r"|(?P<day>[0-9]{1,2})(?:er)?(?:(?P<sign>[/.-])(?P<month>[0-9]{1,2})(?P=sign)"
    r"|\s+(?P<name>[^\W\d_]{3,10})\s+)(?P<year>[0-9]{4}|[0-9]{2}))(?![0-9])"
)
_HOUR = r"([0-9]{1,2})(?:\s*[h:]\s*([0-9]{2})?)?"
_SPAN = re.compile(rf"(?:de\s+)?{_HOUR}\s*(?:-|–|—|à|a)\s*{_HOUR}(?![0-9])", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/+|&.]*(?:(?:et|puis|le|les)\b)?[\s,;/+|&.]*", re.IGNORECASE)
_EVERY_WEEK = {"", "1", "chaque semaine", "toutes les semaines", "une semaine sur 1"}
_RHYTHM = re.compile(r"(?:toutes les |une semaine sur )?([0-9]{1,2}|deux|trois|quatre)(?: semaines)?")
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4}
_YES, _NO = {"oui", "o", "x", "1", "vrai", "yes", "true"}, {"", "non", "n", "0", "faux", "no", "false"}


def read_date(text: str) -> date | None:
    """« 24/11/2026 », « 2026-11-24 », « mardi 24 novembre 2026 »; None for nothing."""
    found = read_dates(re.sub(rf"(?i)^\s*(?:le\s+)?(?:{'|'.join(WEEKDAYS)})\s+", "", text))
    if len(found) > 1:
        raise Unclear(_("One date is expected here, not several: « %(text)s ».") % {"text": _short(text)})
    return next(iter(found), None)


def read_dates(text: str) -> frozenset[date]:
    found, rest = _pieces(_DATE, text)
    if rest or len(found) > MAX_LISTED_DATES:
        raise Unclear(_("« %(text)s » is not a date. Write it like 24/11/2026.") % {"text": _short(text)})
    return frozenset(_date(match) for match in found)


def read_weekdays(text: str) -> frozenset[int]:
    """« mar mer jeu ven », « mardi à vendredi », « lun-mer, ven »."""
    tokens = re.findall(r"[a-z]+|[-–—]", _plain(text))
    wanted = [token for token in tokens if token not in {"du", "le", "les", "et", "tous"}]
    found: set[int] = set()
    previous, is_range = None, False
    for token in wanted:
        if token in {"a", "au", "-", "–", "—"} and previous is not None and not is_range:
            is_range = True
            continue
        number = _weekday(token, text)
        if is_range and previous is not None and number <= previous:
            raise _unclear_days(text)
        found |= set(range(previous, number + 1)) if is_range and previous is not None else {number}
        previous, is_range = number, False
    if is_range or (text.strip() and not found) or re.search(r"[^\W\d_a-z]|[0-9]", _plain(text)):
        raise _unclear_days(text)
    return frozenset(found)


def read_hours(text: str) -> tuple[Hours, ...]:
    """« 9h30-12h30, 14h-17h », « 9 h 30 à 12 h 30 », « 09:30-12:30 et 14:00-17:00 », in order."""
    found, rest = _pieces(_SPAN, text)
    sentence = _("« %(text)s » are not hours. Write them like 9h30-12h30, 14h-17h.")
    if rest:
        raise Unclear(sentence % {"text": _short(text)})
    try:
        spans = [(_time(*match.groups()[:2]), _time(*match.groups()[2:])) for match in found]
    except ValueError:
        raise Unclear(sentence % {"text": _short(text)}) from None
    return tuple(sorted(spans))


def read_interval(text: str) -> int:
    """« chaque semaine », « 2 », « une semaine sur deux », « toutes les 3 semaines »."""
    plain = comparable(text)
    if plain in _EVERY_WEEK:
        return 1
    match = _RHYTHM.fullmatch(plain)
    count = _COUNTS.get(match[1]) or int(match[1]) if match else 0
    if not 1 <= count <= 52:
        raise Unclear(
            _("« %(text)s » is not a rhythm. Write « chaque semaine » or « une semaine sur 2 ».")
            % {"text": _short(text)}
        )
    return count


def read_yes(text: str) -> bool:
    plain = comparable(text)
    if plain not in _YES | _NO:
        raise Unclear(_("« %(text)s »: write « oui » or « non ».") % {"text": _short(text)})
    return plain in _YES


def write_date(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def write_dates(days: Iterable[date]) -> str:
    return ", ".join(write_date(day) for day in sorted(days))


def write_weekdays(weekdays: Iterable[int]) -> str:
    return " ".join(WEEKDAYS[number][:3] for number in sorted(weekdays))


def write_hours(hours: Iterable[Hours]) -> str:
    return ", ".join(f"{_hour(start)}-{_hour(end)}" for start, end in hours)


def write_interval(interval: int) -> str:
    return "chaque semaine" if interval == 1 else f"une semaine sur {interval}"


def write_yes(value: bool) -> str:
    return "oui" if value else "non"


def _pieces(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    """The pieces of a list, and what stops the reading: "" when all of it was read."""
    found: list[re.Match[str]] = []
    at = _after(text, 0)
    while at < len(text) and (match := pattern.match(text, at)):
        found.append(match)
        at = _after(text, match.end())
    return found, text[at:]


def _after(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _date(match: re.Match[str]) -> date:
    year, month, day = (match["iso"], match["iso_month"], match["iso_day"])
    if not year:
        year, day = match["year"], match["day"]
        month = match["month"] or str(_MONTHS.get(comparable(match["name"]), 0))
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        raise Unclear(_("There is no such date: « %(text)s ».") % {"text": match[0]}) from None


def _weekday(token: str, text: str) -> int:
    plain = token.removesuffix("s")
    fits = [number for number, name in enumerate(WEEKDAYS) if len(plain) > 1 and name.startswith(plain)]
    if len(fits) != 1:
        raise _unclear_days(text)
    return fits[0]


def _unclear_days(text: str) -> Unclear:
    sentence = _(
        "« %(text)s » are not weekdays. Write them like « mar mer jeu ven » or « mardi à vendredi »."
    )
    return Unclear(sentence % {"text": _short(text)})


def _plain(text: str) -> str:
    """In small letters and without accents, with its signs."""
    return re.sub(r"[^\W\d_]+", lambda match: comparable(match[0]), text)


def _time(hour: str, minute: str | None) -> time:
    return time(int(hour), int(minute or 0))


def _hour(moment: time) -> str:
    return f"{moment.hour}h{moment.minute:02}" if moment.minute else f"{moment.hour}h"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
