"""Where archiving is offered: beside a permanence or the page of a place, in place of deleting."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from schedule.backoffice.choices import is_place
from schedule.models import Permanence


def place_buttons(page: Page, user: AbstractBaseUser) -> list[Button]:
    place = page.specific if is_place(page) else None
    if place is None or not place.live or not place.permissions_for_user(user).can_publish():
        return []
    address = reverse("schedule_archive_place", args=[place.pk])
    poster = Button(_("Make a poster"), url=f"{place.url}affiche/", icon_name="clipboard-list", priority=44)
    if not place.is_archived:
        return [poster, Button(_("Archive this place"), url=address, icon_name="folder", priority=45)]
    reopen = reverse("schedule_reopen_place", args=[place.pk])
    return [
        Button(_("Open this place again"), url=reopen, icon_name="folder-open-inverse", priority=45),
        Button(_("Change what the archived page says"), url=address, icon_name="folder", priority=46),
    ]


def archive_buttons(permanence: Permanence, user: AbstractBaseUser) -> list[Button]:
    if not permanence.was_public or not user.has_perm("schedule.publish_permanence"):
        return []
    name, label, icon = "schedule_archive_permanence", _("Archive"), "folder"
    if permanence.archived_at:
        name, label, icon = (
            "schedule_unarchive_permanence",
            _("Take out of the archive"),
            "folder-open-inverse",
        )
    return [Button(label, url=reverse(name, args=[permanence.pk]), icon_name=icon, priority=40)]


def permanence_buttons(buttons: list, permanence: Permanence, user: AbstractBaseUser) -> list:
    """Those of a line in the list: a permanence that was public is not deleted."""
    delete = reverse("wagtailsnippets_schedule_permanence:delete", args=[permanence.pk])
    kept = [button for button in buttons if not (permanence.was_public and button.url == delete)]
    return [*kept, *archive_buttons(permanence, user)]
