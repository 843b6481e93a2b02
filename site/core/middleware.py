"""What a browser may do with our pages, and what the back office needs differently."""

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import SELF, UNSAFE_INLINE
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core import styles

# Wagtail's own screens hold inline scripts and styles, and show previews made in the browser.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}

# W3C Permissions Policy: what a page may ask a person or a device for. The position stays on the device;
# copying follows a press of a button. What could spy on people is refused by name: each costs its bytes.
PERMISSIONS = "geolocation=(self), clipboard-write=(self), " + ", ".join(
    f"{name}=()"
    for name in (
        "browsing-topics",
        "camera",
        "clipboard-read",
        "display-capture",
        "local-fonts",
        "microphone",
        "payment",
        "storage-access",
        "usb",
    )
)


class BrowserPolicyMiddleware:
    """On whatever is answered, redirections, files and feeds too, what Django has no setting for.

    django-csp and Django's own clickjacking middleware speak for pages; here it is said for the rest.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response["Permissions-Policy"] = PERMISSIONS  # only documents heed it
        # Other sites link to us; none shows our pictures or runs our scripts as its own. What is open to
        # all (calendars, maintenant.json) says so with Access-Control-Allow-Origin, which goes before this.
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        # What a browser has kept keeps the policy that it came with: a page's own, when it is a page.
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response


class PagePolicyMiddleware:
    """Lets pages hold the style that we write in them; loosens the policy under the back office's address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.prefix):
            # A preview has been through all of this once, as the public page that it shows in a frame.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_update, response._csp_replace = None, ADMIN_POLICY
            response["X-Frame-Options"] = "SAMEORIGIN"
        elif response.get("Content-Type", "").startswith("text/html"):
            response._csp_update = {"style-src": styles.allowed()}
        return response
