"""Warnings on the mediators' desk: each app brings its own, each with the link that solves it.

An app registers a function under Wagtail's hook `HOOK`: it takes the request and gives warnings.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail import hooks

HOOK = "register_desk_warnings"


@dataclass(frozen=True, slots=True)
class Warning:
    """`key` is set when it may be put aside (« C’est voulu »): it names this one for good."""

    sentence: str
    action: str
    url: str
    key: str = ""


def warnings(request: HttpRequest, seen: Iterable[str] = ()) -> list[Warning]:
    """All of them, but those that this person has put aside (`seen`: their keys)."""
    put_aside = set(seen)
    found = (one for collect in hooks.get_hooks(HOOK) for one in collect(request))
    return [one for one in found if not (one.key and one.key in put_aside)]
