from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from guides.models import Check, GuidePage


@transaction.atomic
def mark_checked(
    guide: GuidePage, user: AbstractBaseUser | None, day: date, by: str = ""
) -> tuple[Check, bool]:
    """The guide was compared with the screens on this day: one check a day, so twice is once.

    `by` is what readers see; without it, the team, and never somebody's name. Also tells whether this is
    a new check.
    """
    said = {"by": by or _("the team of the caravan"), "user": user}
    check, is_new = Check.objects.get_or_create(guide=guide, day=day, defaults=said)
    if is_new:
        log(instance=guide, action="guides.check", user=user, data={"by": check.by})
    return check, is_new
