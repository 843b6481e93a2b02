"""What the back office needs differently from the public pages."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Wagtail's own screens hold inline scripts and styles, and show previews made in the browser.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}


class AdminPolicyMiddleware:
    """Loosens the content security policy under the back office's address, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.prefix):
            # A preview has been through all of this once, as the public page that it shows in a frame.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_replace = ADMIN_POLICY
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response
