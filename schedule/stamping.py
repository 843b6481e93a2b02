"""Moves the schedule's stamp whenever something that the timeline reads is saved or deleted."""

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from core import clock, stamps
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


def _taken_back(change: Change) -> None:
    # A change that is taken back leaves no row: its permanence remembers when, so that calendars see it.
    permanence = Permanence.objects.filter(pk=change.permanence_id).first()
    if permanence:
        # Never before the change itself, whatever the clocks of two servers say.
        moment = max(clock.now(), change.changed_at)
        undone = permanence.undone | {change.date.isoformat(): moment.isoformat()}
        Permanence.objects.filter(pk=permanence.pk).update(undone=undone)


def _deleted(instance: Change, **_kwargs) -> None:
    _taken_back(instance)


def _edited(instance: Change, **_kwargs) -> None:
    before = Change.objects.filter(pk=instance.pk).first()
    about = ("permanence_id", "date", "session_id")
    if before and any(getattr(before, name) != getattr(instance, name) for name in about):
        _taken_back(before)


def connect() -> None:
    pre_save.connect(_edited, sender=Change, dispatch_uid="schedule-change-edited")
    post_delete.connect(_deleted, sender=Change, dispatch_uid="schedule-change-deleted")
    for signal in (post_save, post_delete, post_page_move, page_slug_changed):
        signal.connect(_saved, dispatch_uid="schedule-stamp")
