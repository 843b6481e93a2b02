"""Telephone numbers as people type them: « 02 40 99 10 00 », « 3230 », « +33 2 40 99 10 00 »."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.dates import NBSP

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .]{1,}$", _("A telephone number holds digits and spaces, such as 02 40 99 10 00.")
)

_TAG = re.compile(r"(<[^>]*>)")
_S = "[ .\u00a0\u202f]?"
# 0 805 16 00 75, 0 809 401 401, 02 40 99 10 00.
_NUMBER = "|".join(
    (
        rf"0{_S}8[0-9]{{2}}(?:{_S}[0-9]{{2}}){{3}}",
        rf"0{_S}8[0-9]{{2}}(?:{_S}[0-9]{{3}}){{2}}",
        rf"0[1-9](?:{_S}[0-9]{{2}}){{4}}",
    )
)
# Web and mail addresses come first: the digits in them call nobody. Nor do those of a longer number.
_FOUND = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+"
    r"|(?<![\w/+&#=-])(?<!\d[ .,\u00a0\u202f])"
    rf"(?P<number>{_NUMBER})"
    r"(?![\w/-])(?![ .,\u00a0\u202f]\d)(?!\.\w)",
    re.IGNORECASE,
)


def unbroken(phone: str) -> str:
    """A number is never cut in two at the end of a line."""
    return phone.replace(" ", NBSP)


def uri(phone: str) -> str:
    """`tel:` address (RFC 3966): digits only, and the leading + if there is one."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def linked(html: str) -> str:
    """The same HTML with each number of ten digits in its text made a link that calls it.

    Numbers of four digits look like years and prices: they stay as they are, and so does what a link holds.
    """
    out, links = [], 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            links += 1 if part.startswith("<a ") else -1 if part.startswith("</a") else 0
        elif not links:
            part = _FOUND.sub(_link, part)
        out.append(part)
    return "".join(out)


def _link(match: re.Match[str]) -> str:
    number = match["number"]
    return f'<a href="{uri(number)}">{unbroken(number)}</a>' if number else match.group()
