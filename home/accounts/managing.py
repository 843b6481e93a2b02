"""A person's own second factor; and what a coordinator can do when a phone is lost."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from core import clock
from home.accounts import screens, second_factor, signing_in, trusted_devices
from home.accounts.forms import ProofForm, SetUpForm
from home.accounts.models import SecuritySettings

_MAY_REPLACE = "may_replace_second_factor"
_LONGEST_REPLACING = timedelta(minutes=15)


@never_cache
@require_admin_access
@sensitive_post_parameters()
def security(request: HttpRequest) -> HttpResponse:
    form = ProofForm(request, request.POST or None)
    if request.method == "POST" and request.user.second_factor and form.is_valid():
        return _change(request)
    context = {
        "form": form,
        "is_on": bool(request.user.second_factor),
        "is_required": request.user.must_have_second_factor,
        "codes_left": second_factor.codes_left(request.user),
        "days": SecuritySettings.in_force().trusted_device_days,
    }
    return render(request, "home/accounts/security.html", context)


def _change(request: HttpRequest) -> HttpResponse:
    what = request.POST.get("what")
    if what == "codes":
        log(request.user, "home.renew_recovery_codes")
        return screens.codes(request, second_factor.renew_codes(request.user))
    if what == "replace":
        request.session[_MAY_REPLACE] = clock.now().isoformat()
        return redirect("set_up_second_factor")
    if what == "off" and not request.user.must_have_second_factor:
        second_factor.remove(request.user)
        log(request.user, "home.remove_second_factor")
        messages.success(request, _("Signing in asks for your password only."))
    return redirect("security")


@never_cache
@require_admin_access
@sensitive_post_parameters()
def set_up(request: HttpRequest) -> HttpResponse:
    if request.user.second_factor and not _may_replace(request):
        return redirect("security")
    if request.method != "POST":
        return screens.set_up(request)
    form = SetUpForm(request.user, request.POST)
    if not form.is_valid():
        return screens.set_up(request, form)
    request.session.pop(_MAY_REPLACE, None)
    signing_in.vouch(request, second_factor.device_of(request.user))
    log(request.user, "home.set_up_second_factor")
    return screens.codes(request, form.cleaned_data["recovery_codes"])


def _may_replace(request: HttpRequest) -> bool:
    since = request.session.get(_MAY_REPLACE)
    is_recent = since and clock.now() - datetime.fromisoformat(since) < _LONGEST_REPLACING
    return bool(is_recent and signing_in.is_vouched_for(request))


@require_POST
@require_admin_access
def forget_devices(request: HttpRequest) -> HttpResponse:
    trusted_devices.forget_all(request.user)
    messages.success(request, _("No device is remembered any more: the next sign-in asks for a code."))
    return redirect("security")


@never_cache
@require_admin_access
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Somebody has lost her phone and her codes: her password alone opens again."""
    person = get_object_or_404(get_user_model(), pk=user_id)
    if not may_reset(request.user, person):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "home/accounts/reset.html", {"person": person})
    if second_factor.remove(person):
        log(person, "home.reset_second_factor")
    messages.success(request, _("%(person)s signs in with the password alone.") % {"person": person})
    return redirect("wagtailusers_users:edit", person.pk)


def may_reset(user, person) -> bool:
    """Not her own, which asks for a code; nor a superuser's: whoever runs the site has a command for it."""
    return user.has_perm("auth.change_user") and not person.is_superuser and person.pk != user.pk
