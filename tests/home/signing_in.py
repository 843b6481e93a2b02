"""What people type when they sign in, and what their app shows."""

import time
from base64 import b32decode

from django.http import HttpResponse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.accounts import second_factor
from home.accounts.models import SecuritySettings
from tests.reading import soup

LOGIN, CODE, SET_UP = "/admin/login/", "/admin/login/code/", "/admin/securite/application/"
SECURITY = "/admin/securite/"
PASSWORD = "mot-de-passe"


def words(element) -> str:
    """The text as it is read: any run of spaces, no-break ones too, is one space."""
    return " ".join(element.get_text(" ").split())


def app_code(key: str | bytes, later: int = 0) -> str:
    """What an app shows that holds this key (in base 32, as typed), some steps of 30 seconds later."""
    held = b32decode(key.replace(" ", "")) if isinstance(key, str) else key
    app = TOTP(held, drift=later)
    app.time = time.time()
    return f"{app.token():06}"


def enrolled(user) -> tuple[bytes, list[str]]:
    """The key of the app that this person has set up some time ago, and her recovery codes."""
    device = second_factor.device_to_confirm(user)
    codes = second_factor.confirm(user, app_code(device.bin_key))
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    return device.bin_key, codes


def required(**fields) -> None:
    SecuritySettings.objects.create(**{"second_factor_required": True} | fields)


def sign_in(client, name: str = "mediatrice", password: str = PASSWORD, **more) -> HttpResponse:
    return client.post(LOGIN, {"username": name, "password": password} | more)


def carried(response: HttpResponse) -> dict[str, str]:
    """What the step would send on, apart from what is typed."""
    fields = soup(response).select("main form input[type=hidden], .account form input[type=hidden]")
    return {field["name"]: field["value"] for field in fields if field["name"] in ("next", "kept")}


def heading(response: HttpResponse) -> str:
    return words(soup(response).h1) if response.status_code == 200 else f"{response.status_code}"


def is_in(client) -> bool:
    """Whether the desk opens."""
    return client.get("/admin/").status_code == 200
