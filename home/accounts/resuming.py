"""A form that was sent when the session had ended is carried, signed, through the steps of signing in.

Nothing is stored: the fields travel in the pages themselves. Passwords and files do not travel.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

FIELD = "kept"
LONGEST = 1_500_000  # characters; Django refuses forms of more than 2.5 MB
LONGEST_WAIT = timedelta(hours=12)
_SALT = "home.accounts.resuming"
_SECRET = re.compile("password", re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """What a form would have sent, and where to."""

    address: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False
    had_passwords: bool = False

    def signed(self) -> str:
        """Empty when it is too long to be carried."""
        parts = [self.address, self.fields, self.had_files, self.had_passwords]
        text = signing.dumps(parts, salt=_SALT, compress=True)
        return text if len(text) <= LONGEST else ""


def kept_from(request: HttpRequest) -> Kept:
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [pair for pair in sent if not _SECRET.search(pair[0]) and pair[0] != "csrfmiddlewaretoken"]
    return Kept(
        request.get_full_path(),
        tuple(fields),
        had_files=bool(request.FILES),
        had_passwords=any(_SECRET.search(name) and value for name, value in sent),
    )


def carried(request: HttpRequest) -> Kept | None:
    """What the step before has handed on."""
    try:
        address, fields, had_files, had_passwords = signing.loads(
            request.POST.get(FIELD, ""), salt=_SALT, max_age=LONGEST_WAIT
        )
    except signing.BadSignature:
        return None
    return Kept(address, tuple((name, value) for name, value in fields), had_files, had_passwords)


def is_form_sent(request: HttpRequest) -> bool:
    """By a person who waits for a page; what scripts send on their own has its own answers."""
    headers = request.headers
    return (
        request.method == "POST"
        and "x-requested-with" not in headers
        and headers.get("sec-fetch-mode", "navigate") == "navigate"
        and "text/html" in headers.get("accept", "text/html")
    )
