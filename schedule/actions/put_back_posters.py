from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from schedule.models import Poster


@transaction.atomic
def put_back_posters(last: Poster, *, by: AbstractBaseUser | None = None) -> bool:
    """They still hang: all that left the list together with `last`. False when it is on the list."""
    together = Poster.objects.filter(about=last.about, replaced_at=last.replaced_at)
    if last.replaced_at is None or not together.update(replaced_at=None):
        return False
    log(instance=last, action="schedule.poster_put_back", user=by, content_changed=True)
    return True
