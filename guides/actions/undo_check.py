from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from guides.models import Check


@transaction.atomic
def undo_check(check: Check, user: AbstractBaseUser | None) -> None:
    """It was a slip: readers and the report go back to the check before."""
    log(instance=check.guide, action="guides.undo_check", user=user)
    check.delete()
