from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from schedule.models import Poster


@transaction.atomic
def make_poster(
    about: str, title: str, digest: str, snapshot: dict, last_end: datetime, at: datetime
) -> Poster:
    """Or finds it: what says the same about the same on the same day is one poster. Aware instants."""
    poster, _is_new = Poster.objects.get_or_create(
        about=about,
        day=localtime(at).date(),
        digest=digest,
        defaults={"title": title, "snapshot": snapshot, "last_end": last_end, "made_at": at},
    )
    return poster
