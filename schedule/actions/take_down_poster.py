from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from schedule.models import Poster


@transaction.atomic
def take_down_poster(poster: Poster, at: datetime, *, by: AbstractBaseUser | None = None) -> bool:
    """Another one hangs in its place: nobody needs to be told any more. False when that was said already."""
    if not Poster.objects.filter(pk=poster.pk, replaced_at=None).update(replaced_at=at):
        return False
    log(instance=poster, action="schedule.poster_replaced", user=by, content_changed=True)
    return True
