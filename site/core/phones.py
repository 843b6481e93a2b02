"""Telephone numbers as people type them: « 02 40 99 10 00 », « 3230 », « +33 2 40 99 10 00 »."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.dates import NBSP

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .]{1,}$", _("A telephone number holds digits and spaces, such as 02 40 99 10 00.")
)


def unbroken(phone: str) -> str:
    """A number is never cut in two at the end of a line."""
    return phone.replace(" ", NBSP)


def uri(phone: str) -> str:
    """`tel:` address (RFC 3966): digits only, and the leading + if there is one."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")
