"""The door of the back office: nobody passes with half of what signing in asks."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from home.accounts import resuming, screens, signing_in

# Reachable without having finished: the steps themselves, the way out, and what pages are made of.
STEPS = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "sign_in_code",
    "set_up_second_factor",
    "resume",
}
# Forms in which nothing is written that could be lost, and which hold codes.
NOT_KEPT = STEPS | {"security", "forget_devices", "reset_second_factor"}


class SignInMiddleware:
    """Looks at the back office's addresses only: a visitor's page asks nothing about accounts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view, _args, _kwargs) -> HttpResponse | None:
        if not request.path.startswith(self.prefix) or request.resolver_match.view_name in STEPS:
            return None
        return interruption(request)


def interruption(request: HttpRequest) -> HttpResponse | None:
    """The step that this person has to take first, with the form that she sent; None when she may pass."""
    kept = is_kept(request)
    if request.user.is_anonymous:
        # Without a form, Wagtail itself shows the way to the sign-in screen.
        return screens.sign_in(request, resuming.kept_from(request)) if kept else None
    if request.user.second_factor and not signing_in.is_vouched_for(request):
        remember = not request.session.get_expire_at_browser_close()
        signing_in.begin(request, request.user, remember)
        step, screen = "sign_in_code", screens.code
    elif request.user.must_have_second_factor and not request.user.second_factor:
        step, screen = "set_up_second_factor", screens.set_up
    else:
        return None
    if kept:
        return screen(request, kept=resuming.kept_from(request))
    if request.method == "GET" and "x-requested-with" not in request.headers:
        return redirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")
    raise PermissionDenied


def is_kept(request: HttpRequest) -> bool:
    return resuming.is_form_sent(request) and request.resolver_match.view_name not in NOT_KEPT
