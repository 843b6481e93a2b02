"""A season's plan as a table in CSV, which every spreadsheet opens. No database.

Reading is forgiving: encoding, separator, order of the columns, capitals and accents. Writing is strict:
UTF-8 with its mark and semicolons, which a French spreadsheet opens at a double click.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from schedule.recurrence import WeeklyDates
from schedule.seasons import cells
from schedule.seasons.lines import MAX_BYTES, MAX_LINES, Line, Reading, Refused, Unclear, comparable, tidy

# Each column: the header that we write, and others that we read.
COLUMNS = {
    "place": ("Lieu", "residence", "place"),
    "commune": ("Commune", "ville"),
    "caravan": ("Caravane",),
    "first": ("Du", "premier jour", "debut", "date de debut"),
    "last": ("Au", "dernier jour", "fin", "date de fin"),
    "weekdays": ("Jours", "jours de la semaine"),
    "interval": ("Rythme", "semaines"),
    "hours": ("Horaires", "heures", "horaire"),
    "without": ("Dates sans", "sans", "sauf"),
    "extra": ("Dates en plus", "en plus", "plus"),
    "open_on_holidays": ("Ouvert les jours fériés", "jours feries", "ouvert jours feries"),
    "note": ("Note", "note pour les habitants", "remarque"),
}
NAMES = {comparable(header): name for name, headers in COLUMNS.items() for header in headers}
NEEDED = ("place", "hours")
DELIMITERS = ";,\t"
# What a spreadsheet takes for a formula (OWASP, « CSV injection »): written behind an apostrophe, which is
# taken off again when the file comes back.
_RISKY = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_BINARY = {b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"}


class NotATable(Unclear):
    """The file as a whole cannot be read."""


def read(content: bytes) -> Reading:
    """Never raises, whatever the bytes."""
    try:
        header, rows, remarks = _table(_text(content))
    except NotATable as problem:
        return Reading(problem=str(problem))
    lines, refused = [], []
    for number, row in rows:
        cell = dict.fromkeys(COLUMNS, "") | {
            name: tidy(value) for name, value in zip(header, row, strict=False) if name
        }
        try:
            if any(value.strip() for value in row[len(header) :]):
                raise Unreadable([_("This line has more cells than the first line has titles.")])
            lines.append(line_of(cell, number))
        except Unreadable as unreadable:
            refused.append(Refused(number, cell["place"], tuple(unreadable.reasons)))
    return Reading(tuple(lines), tuple(refused), tuple(remarks))


def write(lines: Iterable[Line]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([headers[0] for headers in COLUMNS.values()])
    for line in lines:
        table.writerow([_harmless(value) for value in cells_of(line).values()])
    return codecs.BOM_UTF8 + written.getvalue().encode()


class Unreadable(ValueError):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def line_of(cell: Mapping[str, str], number: int) -> Line:
    """Raises Unreadable with everything that is wrong, so that it is mended in one go."""
    readers = {
        "first": cells.read_date,
        "last": cells.read_date,
        "weekdays": cells.read_weekdays,
        "interval": cells.read_interval,
        "hours": cells.read_hours,
        "without": cells.read_dates,
        "extra": cells.read_dates,
        "open_on_holidays": cells.read_yes,
    }
    found: dict[str, Any] = {}
    reasons = [] if cell["place"] else [_("The place is missing.")]
    for name, reader in readers.items():
        try:
            found[name] = reader(cell[name])
        except Unclear as unclear:
            reasons.append(f"{COLUMNS[name][0]}\u00a0: {unclear}")
    if reasons:
        raise Unreadable(reasons)
    return Line(
        place=cell["place"],
        commune=cell["commune"],
        caravan=cell["caravan"],
        dates=_dates(found),
        hours=found["hours"],
        open_on_holidays=found["open_on_holidays"],
        note=cell["note"],
        number=number,
    )


def cells_of(line: Line) -> dict[str, str]:
    """What `line_of` reads back, in the order of COLUMNS."""
    dates = line.dates
    has_rule = bool(dates.first or dates.last or dates.weekdays)
    return {
        "place": line.place,
        "commune": line.commune,
        "caravan": line.caravan,
        "first": cells.write_date(dates.first),
        "last": cells.write_date(dates.last),
        "weekdays": cells.write_weekdays(dates.weekdays),
        "interval": cells.write_interval(dates.interval) if has_rule else "",
        "hours": cells.write_hours(line.hours),
        "without": cells.write_dates(dates.without),
        "extra": cells.write_dates(dates.extra),
        "open_on_holidays": cells.write_yes(line.open_on_holidays),
        "note": line.note,
    }


def _dates(found: Mapping[str, Any]) -> WeeklyDates:
    only_extra = found["extra"] and not found["first"] and not found["last"]
    return WeeklyDates(
        found["first"],
        found["last"],
        frozenset() if only_extra else found["weekdays"],
        found["interval"],
        found["extra"],
        found["without"],
    )


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise NotATable(_("This file is too big: 1 MB at most."))
    if content[:4] in _BINARY:
        raise NotATable(
            _("This is not a CSV file. In your spreadsheet, choose « Enregistrer sous », then « CSV ».")
        )
    wide = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # « Texte Unicode », as a spreadsheet calls it
    for encoding in ("utf-16",) if content.startswith(wide) else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise NotATable(_("This file holds no readable text. Save it as CSV, then choose it again."))


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]], list[str]]:
    """The names of the columns ("" for an unknown one), the rows with their numbers, and remarks."""
    rows = list(_rows(text, max(DELIMITERS, key=lambda sign: _known_titles(text, sign))))
    if not rows:
        raise NotATable(_("This file is empty."))
    titles = rows[0][1]
    header = [NAMES.get(comparable(title), "") for title in titles]
    missing = [COLUMNS[name][0] for name in NEEDED if name not in header]
    if missing:
        raise NotATable(
            _("The first line must name the columns. Missing here: %(columns)s.")
            % {"columns": ", ".join(missing)}
        )
    if twice := [COLUMNS[name][0] for name in COLUMNS if header.count(name) > 1]:
        raise NotATable(_("Two columns have the same title: %(title)s.") % {"title": twice[0]})
    if len(rows) - 1 > MAX_LINES:
        raise NotATable(_("This file has too many lines: %(most)s at most.") % {"most": MAX_LINES})
    if len(rows) == 1:
        raise NotATable(_("This file has titles, but no line below them."))
    unread = [
        tidy(title)[:40] for title, name in zip(titles, header, strict=True) if not name and title.strip()
    ]
    remark = _("This column is not read: %(title)s.")
    return header, rows[1:], [remark % {"title": title} for title in unread[:5]]


def _known_titles(text: str, delimiter: str) -> int:
    first = next((line for line in text.split("\n", 50) if line.strip(f" {DELIMITERS}")), "")
    try:
        row = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(comparable(title) in NAMES for title in row)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Those that hold something, numbered from 1 as a spreadsheet does."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(table, 1):
            if any(value.strip() for value in row):
                yield number, [_as_written(value) for value in row]
    except csv.Error:
        raise NotATable(_("In this file, a quotation mark is opened and not closed.")) from None


def _harmless(value: str) -> str:
    return f"'{value}" if _RISKY.match(value) else value


def _as_written(value: str) -> str:
    return value[1:] if value.startswith("'") and _RISKY.match(value) else value
