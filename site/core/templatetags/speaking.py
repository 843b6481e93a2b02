"""What editors wrote, names and addresses, for pages that are read in several languages.

In French each filter gives what it was given, with French spacing at most.
"""

import re

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext
from wagtail.rich_text import expand_db_html
from wagtail.templatetags.wagtailcore_tags import richtext

from core import languages, translations
from core.templatetags.french import french

register = template.Library()


@register.filter
def content_text(value: str) -> str:
    """The same without any mark, for the title of a window, a choice of a list, an attribute."""
    return french(value) if languages.is_french() else translations.plain(str(value))


@register.filter
def content_lines(value: str) -> str:
    """Several paragraphs, parted by empty lines, each translated for itself. HTML."""
    if languages.is_french():
        return mark_safe(linebreaks(french(value)))  # noqa: S308
    parts = [part for part in re.split(r"\n\s*\n", str(value).replace("\r\n", "\n").strip()) if part]
    return mark_safe("".join(f"<p>{translations.shown(part)}</p>" for part in parts))  # noqa: S308


@register.filter
def running_text(value) -> str:
    """Rich text of an editor, paragraph by paragraph. HTML."""
    if languages.is_french():
        return richtext(value)
    source = getattr(value, "source", value) or ""
    html = expand_db_html(translations.shown_html(source))
    return render_to_string("wagtailcore/shared/richtext.html", {"html": html})


@register.filter
def label(value: str) -> str:
    """A proper name or a short title; inside another language, its own direction and voice."""
    return conditional_escape(value) if languages.is_french() else translations.label(str(value))


@register.simple_tag
def comma() -> str:
    """Between two things that stand side by side, in the language of the page."""
    return pgettext("between two things", ", ")


@register.simple_tag
def colon() -> str:
    """Between a thing and what is said of it, in the language of the page."""
    return pgettext("between two things", ": ")


@register.filter
def language_of(value: str) -> str:
    """The code of the language that `content_text` gives this text in."""
    code = languages.current().code
    return code if translations.has(str(value), code) else settings.LANGUAGE_CODE


@register.simple_tag
def page_language() -> languages.Language:
    """The one of this page."""
    return languages.current()


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """This page in each language, with what was asked of it."""
    address, now = context["request"].get_full_path(), languages.current()
    return [
        {"language": one, "url": address if one == now else f"/{one.code}{address}", "is_current": one == now}
        for one in languages.known()
    ]


@register.simple_tag(takes_context=True)
def language_heads(context) -> str:
    """The address that counts, and the same page in the languages that it is written in."""
    page, path = context.get("page"), context["request"].path
    codes = [one.code for one in languages.known() if one.is_french or _speaks(page, one.code)]
    base, now = context["base_url"], languages.current().code
    own = languages.inside(path, now if now in codes else settings.LANGUAGE_CODE)
    heads = [format_html('<link rel="canonical" href="{}{}">', base, own)]
    if len(codes) > 1:
        heads += [
            format_html('<link rel="alternate" hreflang="{}" href="{}{}">', *words)
            for words in ((code, base, languages.inside(path, code)) for code in codes)
        ]
        heads.append(format_html('<link rel="alternate" hreflang="x-default" href="{}{}">', base, path))
    return mark_safe("\n".join(heads))  # noqa: S308


@register.simple_tag(takes_context=True)
def french_note(context) -> str:
    """Where a page of another language says that some of it is in French."""
    page = context.get("page")
    translations.page_is_translated(page is None or _speaks(page, languages.current().code))
    return "" if languages.is_french() else mark_safe(translations.NOTE)  # noqa: S308


def _speaks(page, code: str) -> bool:
    speaks = getattr(page, "speaks", None)
    return bool(speaks and speaks(code))


@register.filter
def isolated(value: str) -> str:
    """A telephone number inside a sentence, in its own order."""
    return languages.isolated(str(value))
