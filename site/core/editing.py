"""Forms of the back office that fit a phone."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

# Wagtail's own picker overlaps on a phone.
DAY = forms.DateInput(attrs={"type": "date", "class": "native_input"}, format="%Y-%m-%d")


class PhoneForm(WagtailAdminModelForm):
    class Media:
        css = {"all": ["backoffice/forms.css"]}
