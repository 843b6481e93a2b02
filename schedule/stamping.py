"""Whenever something that the timeline reads is saved or deleted: moves the schedule's stamp, in the same
transaction, then tells the subscribers.
"""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from core import stamps
from schedule.feeds.announcing import announce
from schedule.models import Caravan, Change, Notice, Permanence, Session
from schedule.pages import AgendaPage, CommunePage, PlacePage

READ_BY_THE_TIMELINE = (
    Caravan,
    Change,
    Notice,
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
        # Once it is committed. Should it fail, the next reader of a feed does it.
        transaction.on_commit(announce, robust=True)


def connect() -> None:
    for signal in (post_save, post_delete, post_page_move, page_slug_changed):
        signal.connect(_saved, dispatch_uid="schedule-stamp")
