"""French names for the permissions that Django and Wagtail name in English."""

import re

from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _
from django.utils.translation import override

# The codename begins with the verb; the rest of Django's own name is the model's verbose name.
_ENGLISH = re.compile(r"Can (?P<verb>add|change|delete|view|publish|lock|unlock|choose) (?P<what>.+)")


def _verbs() -> dict[str, str]:
    return {
        "add": _("Add: %s"),
        "change": _("Edit: %s"),
        "delete": _("Delete: %s"),
        "view": _("See: %s"),
        "publish": _("Publish: %s"),
        "lock": _("Lock: %s"),
        "unlock": _("Unlock: %s"),
        "choose": _("Choose: %s"),
    }


def _whole() -> dict[str, str]:
    return {
        "Can access Wagtail admin": _("Enter the back office"),
        "Delete pages with children": _("Delete pages and those below them"),
        "Lock/unlock pages you've locked": _("Lock pages, and unlock one's own"),
        "Publish any page": _("Publish all pages"),
        "Unlock any page": _("Unlock all pages"),
    }


def french_permission_names(**_kwargs) -> None:
    """After each migrate: names that are still English become French. Others stay as they are."""
    with override("fr"):
        verbs, whole = _verbs(), _whole()
        renamed = []
        for permission in Permission.objects.select_related("content_type"):
            match = _ENGLISH.fullmatch(permission.name)
            if match:
                model = permission.content_type.model_class()
                what = _(str(model._meta.verbose_name)) if model else match["what"]
                permission.name = verbs[match["verb"]] % what
            elif permission.name in whole:
                permission.name = whole[permission.name]
            else:
                continue
            renamed.append(permission)
        Permission.objects.bulk_update(renamed, ["name"], batch_size=200)
