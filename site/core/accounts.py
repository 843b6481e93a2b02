"""Who may sign in."""

from django import forms
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

# .invalid never resolves (RFC 2606 §2): no real person can have such an address.
DEMO_DOMAIN = "@demo.invalid"


class AccountBackend(ModelBackend):
    """Django's own, except that the demo accounts do not exist outside a demo.

    Their passwords are printed by `make run`, so a database that once held demo content must not
    open its door on a real server.
    """

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        is_demo = getattr(user, "email", "").endswith(DEMO_DOMAIN)
        return super().user_can_authenticate(user) and (settings.DEMO or not is_demo)


class SignInForm(LoginForm):
    """Wagtail's own, whose password field has no label that could be translated."""

    password = forms.CharField(label=_("Password"), strip=False, widget=forms.PasswordInput())
