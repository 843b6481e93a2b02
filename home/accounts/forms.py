"""The questions of signing in, after the password."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.accounts import second_factor, signing_in

WRONG_CODE = gettext_lazy("This code is not the right one, or it has been used already. Take the next one.")


def _code_input() -> forms.TextInput:
    plain = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return forms.TextInput(attrs=plain)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=_code_input(),
        help_text=gettext_lazy("The 6 digits that your app shows, or one of your recovery codes."),
    )

    def __init__(self, user: AbstractBaseUser, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if wait := second_factor.wait(self.user, typed):
            raise forms.ValidationError(signing_in.wait_sentence(wait))
        if not second_factor.is_accepted(self.user, typed):
            raise forms.ValidationError(WRONG_CODE)
        return typed


class SignInCodeForm(CodeForm):
    trust = forms.BooleanField(required=False)

    def __init__(self, days: int, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = ""
        if not days:
            del self.fields["trust"]
        else:
            said = ngettext("Remember this device for %d day.", "Remember this device for %d days.", days)
            self.fields["trust"].label = said % days
            self.fields["trust"].help_text = _("Only on a device that is yours.")


class SetUpForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code shown by the app"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=gettext_lazy("6 digits, which change every 30 seconds."),
    )

    def __init__(self, user: AbstractBaseUser, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.is_bound:  # what was wrong with it stands far below the top of the page
            self.fields["code"].widget.attrs["autofocus"] = ""

    def clean(self) -> dict:
        """`recovery_codes` is what taking the app into use has given."""
        cleaned = super().clean()
        if "code" not in cleaned:
            return cleaned
        if wait := second_factor.wait_of(second_factor.device_to_confirm(self.user)):
            self.add_error("code", signing_in.wait_sentence(wait))
        elif codes := second_factor.confirm(self.user, cleaned["code"]):
            cleaned["recovery_codes"] = codes
        else:
            self.add_error("code", _("This code is not the right one. Wait for the next one, then type it."))
        return cleaned


class ProofForm(CodeForm):
    """Asked again before the second factor itself changes."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["password", "code"]

    def __init__(self, request: HttpRequest, *args, **kwargs) -> None:
        super().__init__(request.user, *args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """Counted like a sign-in, so that it cannot be guessed here either."""
        name, password = self.user.get_username(), self.cleaned_data["password"]
        if authenticate(self.request, username=name, password=password) is None:
            if signing_in.is_locked(self.request):
                raise forms.ValidationError(signing_in.locked_sentence(self.request, name))
            raise forms.ValidationError(_("This is not your password."))
        return password

    def clean_code(self) -> str:
        # A recovery code is not spent on a wrong password.
        return super().clean_code() if "password" in self.cleaned_data else self.cleaned_data["code"]
