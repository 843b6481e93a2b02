"""Moves the content stamp whenever a page or what stands around it is saved, moved or deleted."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from core import stamps
from guides.models import Check, LinkCheck, Word
from home.models import Need, Partner, SearchWords, Service, SiteSettings

READ_BY_FRAME_AND_SEARCH = (Page, PageViewRestriction, Site, SiteSettings, SearchWords, Check, Word)
READ_BY_PARTNERS = (Partner, get_image_model())
READ_BY_ORIENTATION = (Need, Service, Service.needs.through, Service.communes.through)
READ_BY_DESK = (LinkCheck,)
MOVING = (*READ_BY_FRAME_AND_SEARCH, *READ_BY_PARTNERS, *READ_BY_ORIENTATION, *READ_BY_DESK)


def _saved(sender, **_kwargs) -> None:
    if issubclass(sender, MOVING):
        stamps.move(stamps.CONTENT)


def connect() -> None:
    for signal in (post_save, post_delete, m2m_changed, post_page_move, page_slug_changed):
        signal.connect(_saved, dispatch_uid="content-stamp")
