"""French typography for texts that people typed with an ordinary keyboard."""

import re

NBSP, NARROW_NBSP = "\u00a0", "\u202f"

_RULES = (
    (re.compile(rf"[ {NBSP}{NARROW_NBSP}]+([:;?!»])"), rf"{NBSP}\1"),
    (re.compile(rf"«[ {NBSP}{NARROW_NBSP}]*"), f"«{NBSP}"),
    (re.compile(r"(?<=\d) h (?=\d\d\b)"), f"{NBSP}h{NBSP}"),
    (re.compile(r"(?<=\d) h\b"), f"{NBSP}h"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NBSP),
    (re.compile(r"(?<=\d) (?=€|%|euros?\b)"), NBSP),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)


def french(text: str) -> str:
    """The text with no-break spaces before : ; ? ! and inside « », in « 14 h 30 », and with ’.

    Spaces that are there become no-break; none is added where there was none, so web addresses and
    hours such as 14:30 stay as they are. Applying it twice changes nothing more.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
