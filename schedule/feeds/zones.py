"""VTIMEZONE components: static, with yearly rules, which is what every calendar application can read.

icalendar's own `add_missing_timezones` writes the change to summer time one hour late.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

# Directive 2000/84/EC: last Sundays of March and October, at 01:00 UTC.
_PARIS = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
_FIXED = """\
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:{name}
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
"""


def vtimezone(zone: str) -> bytes:
    """For Europe/Paris and for the zones without summer time. Raises ValueError for any other."""
    if zone == "Europe/Paris":
        text = _PARIS
    else:
        months = [datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in range(1, 13)]
        offsets = {moment.utcoffset() for moment in months}
        if len(offsets) != 1:
            raise ValueError(f"no static VTIMEZONE is known for {zone}")
        text = _FIXED.format(zone=zone, name=months[0].tzname(), offset=_offset(offsets.pop() or timedelta()))
    return text.replace("\n", "\r\n").encode()


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
