"""The page on which staff choose another moment, and the button that leads back to the present."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from home import other_moment
from home.other_moment import OtherMomentForm


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Wagtail lets only those in who may enter the back office, as everywhere under /admin/."""
    now = clock.now()
    form = OtherMomentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        other_moment.keep(request, form.moment, now)
        return redirect("/")
    words = {
        "form": form,
        "proposals": other_moment.proposals(now),
        "present": other_moment.asked(request, now),
    }
    return render(request, "home/other_moment_form.html", words)


@require_POST
def go_back(request: HttpRequest) -> HttpResponse:
    """To the present, on the page that was being read."""
    other_moment.forget(request)
    page = request.POST.get("page", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return redirect(page if is_ours else "/")
