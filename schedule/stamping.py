"""Moves the schedule's stamp whenever something that the timeline reads is saved or deleted."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site
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


def _moved(**_kwargs) -> None:
    stamps.move(stamps.SCHEDULE)


def connect() -> None:
    for model in READ_BY_THE_TIMELINE:
        post_save.connect(_moved, sender=model, dispatch_uid=f"schedule-{model.__name__}-saved")
        post_delete.connect(_moved, sender=model, dispatch_uid=f"schedule-{model.__name__}-deleted")
    for signal, name in ((post_page_move, "page-moved"), (page_slug_changed, "slug-changed")):
        signal.connect(_moved, dispatch_uid=f"schedule-{name}")
