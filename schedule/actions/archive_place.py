from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

FIELDS = ["archived_at", "archive_note", "successor"]


@transaction.atomic
def archive_place(
    place: Page,
    at: datetime,
    *,
    note: str = "",
    successor: Page | None = None,
    by: AbstractBaseUser | None = None,
) -> None:
    """`place` is a schedule.PlacePage. Its page stays and says that the caravan no longer comes, and where
    to go instead. For a place that is archived already, only what it says changes.
    """
    place.refresh_from_db(fields=["archived_at", "archive_note", "successor"])
    said = (note, successor.pk if successor else None)
    if place.archived_at and said == (place.archive_note, place.successor_id):
        return
    place.archived_at = place.archived_at or at
    place.archive_note, place.successor = note, successor
    place.save(clean=False, update_fields=FIELDS)
    log(instance=place, action="schedule.archive", user=by, data={"said": note}, content_changed=True)


@transaction.atomic
def reopen_place(place: Page, *, by: AbstractBaseUser | None = None) -> None:
    """The caravan comes again."""
    place.refresh_from_db(fields=["archived_at"])
    if place.archived_at is None:
        return
    place.archived_at, place.archive_note, place.successor = None, "", None
    place.save(clean=False, update_fields=FIELDS)
    log(instance=place, action="schedule.unarchive", user=by, content_changed=True)
