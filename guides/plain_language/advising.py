"""The advice about one guide as it is being written, for the panel of checks in Wagtail's editor."""

from typing import Any

from django.http import HttpRequest

from core.typography import french
from guides.library import library
from guides.links.dead import dead_links
from guides.plain_language import reading
from guides.plain_language.draft import Finding
from guides.plain_language.rules import ABOUT_WORDS_OF_PICTURES, findings


def for_preview(request: HttpRequest, guide: Any) -> dict[str, list[dict[str, str | None]]]:
    """`advice` when the page is shown inside the editor, which reads it from there; nothing otherwise."""
    if not getattr(request, "in_preview_panel", False):
        return {}
    return {"advice": [_told(finding) for finding in advice(request, guide)]}


def advice(request: HttpRequest, guide: Any) -> list[Finding]:
    explained = frozenset(form.casefold() for word in library(request).glossary.words for form in word.forms)
    is_checked = bool(guide.pk) and guide.checks.exists()
    return findings(reading.draft(guide, explained, dead_links(request), is_checked))


def _told(finding: Finding) -> dict[str, str | None]:
    """`alt`: the words of the picture that it is about, as they were typed. The script looks for them."""
    texts = {name: french(str(getattr(finding, name))) for name in ("name", "excerpt", "advice", "source")}
    place = {"place": french(str(finding.place.label)), "block": finding.place.block}
    return texts | place | {"alt": finding.excerpt if finding.rule in ABOUT_WORDS_OF_PICTURES else None}
