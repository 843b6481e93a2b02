"""The screens of signing in. Each carries the form that was interrupted, if there is one, to the next."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from wagtail.admin.views.account import LoginView

from home.accounts import resuming, second_factor, signing_in
from home.accounts.forms import SetUpForm, SignInCodeForm
from home.accounts.models import SecuritySettings
from home.accounts.resuming import Kept


def sign_in(request: HttpRequest, kept: Kept | None = None, *, is_late: bool = False) -> HttpResponse:
    """The first step. `is_late`: the password was right, but too long ago."""
    view = LoginView()
    view.setup(request)
    context = view.get_context_data(form=signing_in.SignInForm(request)) | carrying(request, kept)
    return TemplateResponse(request, "home/accounts/sign_in.html", context | {"is_late": is_late})


def code(request: HttpRequest, form: SignInCodeForm | None = None, kept: Kept | None = None) -> HttpResponse:
    """The second step, for whom `signing_in.half_signed_in` names."""
    half = signing_in.half_signed_in(request)
    form = form or SignInCodeForm(SecuritySettings.in_force().trusted_device_days, half.user)
    context = carrying(request, kept) | {"form": form, "person": half.user}
    return TemplateResponse(request, "home/accounts/code.html", context)


def set_up(request: HttpRequest, form: SetUpForm | None = None, kept: Kept | None = None) -> HttpResponse:
    device = second_factor.device_to_confirm(request.user)
    drawing = segno.make(device.config_url, error="m").svg_inline(scale=5, light="#fff", dark="#000")
    context = {
        "form": form or SetUpForm(request.user),
        "qr": mark_safe(drawing),  # noqa: S308  (drawn by segno; holds none of the text)
        "key": second_factor.readable_key(device),
        "config_url": device.config_url,
        "is_required": request.user.must_have_second_factor,
        "is_another": bool(request.user.second_factor),
    }
    return TemplateResponse(request, "home/accounts/set_up.html", carrying(request, kept) | context)


def codes(request: HttpRequest, recovery_codes: list[str]) -> HttpResponse:
    """Shown once: they are kept nowhere in a form that can be read."""
    context = carrying(request) | {"codes": recovery_codes}
    return TemplateResponse(request, "home/accounts/codes.html", context)


def go_on(request: HttpRequest) -> HttpResponse:
    """After the last step: the question whether to send what was kept, or the page that was asked for."""
    kept = resuming.carried(request)
    return resume(request, kept) if kept else redirect(next_address(request))


def resume(request: HttpRequest, kept: Kept) -> HttpResponse:
    return render(request, "home/accounts/resume.html", {"kept": kept})


def carrying(request: HttpRequest, kept: Kept | None = None) -> dict:
    """What a step hands on. `kept` when the form is interrupted now, else what the step before gave."""
    if kept is None:
        return {
            "next": next_address(request),
            "carried": request.POST.get(resuming.FIELD, "") if resuming.carried(request) else "",
        }
    carried = kept.signed()
    return {
        "next": kept.address,
        "carried": carried,
        "is_interrupted": True,
        "is_too_long": not carried,
    }


def next_address(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    asked = asked if asked.startswith("/") else ""  # else it might be read as the name of a view
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    is_way_out = asked == reverse("wagtailadmin_logout")  # a session that ended before « sign out »
    return asked if is_ours and not is_way_out else reverse("wagtailadmin_home")
