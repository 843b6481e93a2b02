"""Moves the schedule's stamp whenever something that the timeline reads is saved or deleted."""

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from core import stamps
from schedule.models import Caravan, Change, Permanence, Session
from schedule.pages import AgendaPage, CommunePage, PlacePage

READ_BY_THE_TIMELINE = (
    Caravan,
    Change,
    Permanence,
    Session,
    AgendaPage,
    CommunePage,
    PlacePage,
    PageViewRestriction,
    Site,
)


def _saved(sender, **_kwargs) -> None:
    # Wagtail's bulk actions save a page as a plain Page.
    if sender is Page or issubclass(sender, READ_BY_THE_TIMELINE):
        stamps.move(stamps.SCHEDULE)


def _undone(instance: Change, **_kwargs) -> None:
    # A change that is taken back leaves no row: its permanence remembers when, so that calendars see it.
    permanence = Permanence.objects.filter(pk=instance.permanence_id).first()
    if permanence:
        undone = permanence.undone | {instance.date.isoformat(): timezone.now().isoformat()}
        Permanence.objects.filter(pk=permanence.pk).update(undone=undone)


def connect() -> None:
    post_delete.connect(_undone, sender=Change, dispatch_uid="schedule-undone")
    for signal in (post_save, post_delete, post_page_move, page_slug_changed):
        signal.connect(_saved, dispatch_uid="schedule-stamp")
