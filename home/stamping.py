"""Moves the content stamp whenever a page or what stands around it is saved, moved or deleted."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from core import stamps
from guides.models import Check, Word
from home.models import Partner, SiteSettings

READ_BY_FRAME_AND_SEARCH = (Page, PageViewRestriction, Partner, Site, SiteSettings, Check, Word)


def _saved(sender, **_kwargs) -> None:
    if issubclass(sender, READ_BY_FRAME_AND_SEARCH):
        stamps.move(stamps.CONTENT)


def connect() -> None:
    for signal in (post_save, post_delete, post_page_move, page_slug_changed):
        signal.connect(_saved, dispatch_uid="content-stamp")
