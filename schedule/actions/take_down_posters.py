from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from schedule.models import Poster


@transaction.atomic
def take_down_posters(
    last: Poster, digests: Iterable[str], at: datetime, *, by: AbstractBaseUser | None = None
) -> bool:
    """Others hang in the place of those about the same that say this, up to `last`: nobody needs to be told.

    What was made after `last` stays. False when all were off the list already.
    """
    hanging = Poster.objects.filter(about=last.about, pk__lte=last.pk, replaced_at=None)
    if not hanging.filter(digest__in=set(digests)).update(replaced_at=at):
        return False
    log(instance=last, action="schedule.poster_replaced", user=by, content_changed=True)
    return True
