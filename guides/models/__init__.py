"""The tables of the guides: pages, the words they use, and what is known about them."""

from guides.devices import DevicesField
from guides.models.check import Check
from guides.models.collection import CollectionPage
from guides.models.guide import Device, GuideIndexPage, GuidePage, Level
from guides.models.link_check import LinkCheck
from guides.models.opinion import OpinionCount, Outcome
from guides.models.word import GlossaryPage, Word

__all__ = [
    "Check",
    "CollectionPage",
    "Device",
    "DevicesField",
    "GlossaryPage",
    "GuideIndexPage",
    "GuidePage",
    "Level",
    "LinkCheck",
    "OpinionCount",
    "Outcome",
    "Word",
]
