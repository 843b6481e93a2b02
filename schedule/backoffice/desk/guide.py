"""« Le bureau de la médiatrice »: a guided tour of the desk, and the same on one page to print."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.users.models import UserProfile

CONTENT = Path(__file__).with_suffix(".toml")
TOUR = "desk_tour"  # in the profile's dismissibles: who has it there was offered the tour


@dataclass(frozen=True, slots=True)
class Step:
    """`picture` is a file of site/static/backoffice/guide/, taken from the real screen (make guide)."""

    title: str
    text: tuple[str, ...]
    picture: str
    alt: str

    @property
    def file(self) -> str:
        return f"backoffice/guide/{self.picture}"


@cache
def steps() -> tuple[Step, ...]:
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    return tuple(Step(**step | {"text": tuple(step["text"])}) for step in content["steps"])


@require_safe
def printable(request: HttpRequest) -> HttpResponse:
    _check(request)
    return render(request, "schedule/backoffice/desk/guide.html", {"steps": steps()})


@require_safe
def tour(request: HttpRequest, number: int) -> HttpResponse:
    _check(request)
    if not 1 <= number <= len(steps()):
        raise Http404
    if number == len(steps()):
        _note(request)
    context = {
        "step": steps()[number - 1],
        "number": number,
        "total": len(steps()),
        "before": number - 1 or None,
        "after": number + 1 if number < len(steps()) else None,
    }
    return render(request, "schedule/backoffice/desk/tour.html", context)


@require_POST
def no_tour(request: HttpRequest) -> HttpResponse:
    """« Non merci »: it stays in the help menu, and is not offered again."""
    _note(request)
    return redirect("wagtailadmin_home")


def is_offered(profile: UserProfile | None) -> bool:
    return not (profile and TOUR in profile.dismissibles)


def _note(request: HttpRequest) -> None:
    profile = UserProfile.get_for_user(request.user)
    profile.dismissibles[TOUR] = True
    profile.save(update_fields=["dismissibles"])


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm("schedule.add_change"):
        raise PermissionDenied
