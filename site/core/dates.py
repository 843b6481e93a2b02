"""French dates and hours, as the site writes them everywhere: « lundi 12 octobre 2026 », « 14 h 30 »."""

from datetime import date, time

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


def day_of_month(day: date) -> str:
    """« 1er » for the first of a month, else the number alone (Imprimerie nationale)."""
    return "1er" if day.day == 1 else str(day.day)


def long_date(day: date) -> str:
    """« mardi 1er décembre 2026 », unbroken between the number and the month."""
    return f"{WEEKDAYS[day.weekday()]} {day_of_month(day)}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """« mardi 1er décembre », for lists whose heading gives the year."""
    return f"{WEEKDAYS[day.weekday()]} {day_of_month(day)}{NBSP}{MONTHS[day.month - 1]}"


def plain_date(day: date) -> str:
    """« 1er décembre 2026 »."""
    return f"{day_of_month(day)}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def month_name(day: date) -> str:
    """« décembre 2026 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def hour(moment: time) -> str:
    """« 9 h », « 14 h 30 », with no-break spaces."""
    minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NBSP}h{minutes}"


def hours(start: time, end: time) -> str:
    """« de 9 h 30 à 12 h 30 »."""
    return f"de {hour(start)} à {hour(end)}"
