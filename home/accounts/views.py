"""Signing in: the password, the code, and going on with what was interrupted."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LoginView

from home.accounts import guarding, resuming, screens, second_factor, signing_in, trusted_devices
from home.accounts.forms import SignInCodeForm
from home.accounts.models import SecuritySettings


class SignInView(LoginView):
    template_name = "home/accounts/sign_in.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | screens.carrying(self.request)

    def form_valid(self, form) -> HttpResponse:
        user, remember = form.get_user(), form.cleaned_data["remember"]
        device = second_factor.device_of(user)
        if device and not trusted_devices.is_trusted(self.request, user, device):
            signing_in.begin(self.request, user, remember)
            return screens.code(self.request)
        signing_in.finish(self.request, user, device, remember)
        return screens.go_on(self.request)

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        if signing_in.is_locked(self.request):
            response.status_code = 429
        return response


sign_in = never_cache(sensitive_post_parameters()(SignInView.as_view()))


@never_cache
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    half = signing_in.half_signed_in(request)
    if half is None:
        return screens.sign_in(request, is_late=True)
    if request.method != "POST":
        return screens.code(request)
    form = SignInCodeForm(SecuritySettings.in_force().trusted_device_days, half.user, request.POST)
    if not form.is_valid():
        return screens.code(request, form)
    device = second_factor.device_of(half.user)
    signing_in.finish(request, half.user, device, half.remember)
    response = screens.go_on(request)
    if form.cleaned_data.get("trust"):
        trusted_devices.trust(response, half.user, device)
    return response


@never_cache
@require_POST
@require_admin_access
def resume(request: HttpRequest) -> HttpResponse:
    """The question comes again, after the recovery codes have been read."""
    return guarding.interruption(request) or screens.go_on(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of ours with an old token, after signing in again in another tab: nothing of it is lost."""
    is_admin = request.path.startswith(reverse("wagtailadmin_home"))
    if is_admin and _is_from_here(request) and guarding.is_kept(request):
        kept = resuming.kept_from(request)
        return guarding.interruption(request) or screens.resume(request, kept)
    return render(request, "403_csrf.html", {"is_admin": is_admin}, status=403)


def _is_from_here(request: HttpRequest) -> bool:
    """Browsers say from which host a form is sent (Fetch standard, « Origin »); pages cannot change it."""
    ours = {f"{request.scheme}://{request.get_host()}", settings.BASE_URL}
    return request.headers.get("origin") in ours
