"""The chosen pictures: each is known by what it holds, whatever its name, and taken in by Wagtail's form."""

from pathlib import PurePath
from typing import Any

import willow
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import get_image_form
from wagtail.images.permissions import permission_policy

# What the table can hold, with room for what the storage adds to a name that is taken.
LONGEST_STEM = 60


def picture_form(file: UploadedFile, user: Any) -> forms.ModelForm:
    """Its title is the name under which the file was chosen."""
    Image = get_image_model()
    places = permission_policy.collections_user_has_permission_for(user, "add")
    data = {"title": file.name[:255], "collection": places.values_list("pk", flat=True).first()}
    _name_by_content(file)
    return get_image_form(Image)(data, {"file": file}, instance=Image(uploaded_by_user=user), user=user)


def problem(form: forms.ModelForm) -> str:
    """One sentence about a picture that Wagtail refuses, or nothing."""
    try:
        refused = form.errors.as_data()
    except OSError:  # the first bytes are a picture's, the others are not
        return _about(form, _("this file is damaged. Send the picture again."))
    codes = [error.code for errors in refused.values() for error in errors]
    return _about(form, _reason(form, codes[0] or "")) if codes else ""


def _name_by_content(file: UploadedFile) -> None:
    """Telephones and web sites often name a PNG « .jpg »."""
    name = PurePath(file.name)
    kind = _kind(file) or name.suffix.removeprefix(".").lower()
    file.name = f"{name.stem[:LONGEST_STEM]}.{'jpg' if kind == 'jpeg' else kind}"


def _kind(file: UploadedFile) -> str:
    try:
        return willow.Image.open(file).format_name
    except Exception:  # each format has errors of its own
        return ""
    finally:
        file.seek(0)


def _reason(form: forms.ModelForm, code: str) -> str:
    file = form.files["file"]
    if PurePath(file.name).suffix in (".heic", ".heif"):
        return _(
            "this format comes from iPhones. Send it as JPEG. On the iPhone, it is set under Settings, "
            "Camera, Formats: “Most Compatible”."
        )
    if code == "file_too_large":
        most = filesizeformat(WagtailImageField().max_upload_size)
        return _("it is too big (%(size)s). %(most)s at most.") % {
            "size": filesizeformat(file.size),
            "most": most,
        }
    if code == "file_too_many_pixels":
        return _("it has too many pixels. Send a smaller one.")
    if code == "invalid_image_extension":
        return _("this type of picture cannot be shown. Send it as JPEG or PNG.")
    return _("this is not a picture.")


def _about(form: forms.ModelForm, reason: str) -> str:
    return _("“%(file)s”: %(problem)s") % {"file": form.data["title"], "problem": reason}
