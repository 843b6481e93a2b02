"""Dates, hours and typography for templates, under the names that people say."""

import json
import re
from datetime import date, datetime

from django import template
from django.template.defaultfilters import linebreaks
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html
from wagtail.templatetags.wagtailcore_tags import richtext

from core import dates, languages, phones, translations, typography

register = template.Library()


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


@register.filter
def long_date(value: date) -> str:
    return dates.long_date(_day(value))


@register.filter
def short_date(value: date) -> str:
    return dates.short_date(_day(value))


@register.filter
def plain_date(value: date) -> str:
    return dates.plain_date(_day(value))


@register.filter
def month_name(value: date) -> str:
    return dates.month_name(value)


@register.filter
def hours(occurrence) -> str:
    """« de 9 h 30 à 12 h 30 », of anything with a start and an end."""
    return dates.hours(occurrence.start, occurrence.end)


@register.filter
def hour(value) -> str:
    return dates.hour(value)


@register.inclusion_tag("components/breadcrumb.html", takes_context=True)
def breadcrumb(context, title: str) -> dict:
    """The way from the home page to this one."""
    return {"above": context["frame"].above(context["request"].path), "title": title}


@register.filter
def jsonld(value) -> str:
    """Structured data for machines, safe inside HTML."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.filter
def french(value: str) -> str:
    """A sentence of the interface; in French, with French spacing. Works on safe HTML too.

    What a person wrote among such sentences (`Written`) is shown as `content`.
    """
    if languages.is_french():
        return _spaced(value)
    return content(value) if isinstance(value, translations.Written) else conditional_escape(str(value))


@register.filter
def content(value: str) -> str:
    """What an editor wrote: in the language of the page, or in French and marked so."""
    return _spaced(value) if languages.is_french() else translations.shown(value)


@register.filter
def content_text(value: str) -> str:
    """The same without any mark, for the title of a window, a choice of a list, an attribute."""
    return _spaced(value) if languages.is_french() else translations.plain(str(value))


@register.filter
def content_lines(value: str) -> str:
    """Several paragraphs, parted by empty lines, each translated for itself. HTML."""
    if languages.is_french():
        return linebreaks(_spaced(value))
    parts = [part for part in re.split(r"\n\s*\n", str(value).replace("\r\n", "\n").strip()) if part]
    return mark_safe("".join(f"<p>{translations.shown(part)}</p>" for part in parts))  # noqa: S308


@register.filter
def running_text(value) -> str:
    """Rich text of an editor, paragraph by paragraph. HTML."""
    if languages.is_french():
        return richtext(value)
    source = getattr(value, "source", value) or ""
    return render_to_string("wagtailcore/shared/richtext.html", {"html": expand_db_html(translations.shown_html(source))})


@register.filter
def untranslated(value: str) -> str:
    """Safe HTML of a page that is written in French only."""
    return value if languages.is_french() else translations.in_french(value)


@register.filter
def label(value: str) -> str:
    """A proper name or a short title; inside another language, its own direction and voice."""
    return conditional_escape(value) if languages.is_french() else translations.label(str(value))


@register.simple_tag
def language() -> languages.Language:
    """The one of this page."""
    return languages.current()


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """This page in each language, with what was asked of it."""
    address, now = context["request"].get_full_path(), languages.current()
    return [{"language": one, "url": f"/{one.code}{address}", "is_current": one == now} for one in languages.known()]


@register.simple_tag(takes_context=True)
def language_heads(context) -> str:
    """The address that counts, and the same page in the languages that it is written in."""
    page, path = context.get("page"), context["request"].path
    codes = [one.code for one in languages.known() if one.is_french or _speaks(page, one.code)]
    base, now = context["base_url"], languages.current().code
    own = languages.inside(path, now if now in codes else "fr")
    heads = [format_html('<link rel="canonical" href="{}{}">', base, own)]
    if len(codes) > 1:
        heads += [
            format_html('<link rel="alternate" hreflang="{}" href="{}{}">', code, base, languages.inside(path, code))
            for code in codes
        ]
        heads.append(format_html('<link rel="alternate" hreflang="x-default" href="{}{}">', base, path))
    return mark_safe("\n".join(heads))  # noqa: S308


@register.simple_tag
def french_note() -> str:
    """Where a page of another language says that some of it is in French."""
    return "" if languages.is_french() else mark_safe(translations.NOTE)


def _speaks(page, code: str) -> bool:
    speaks = getattr(page, "speaks", None)
    return bool(speaks and speaks(code))


def _spaced(value: str) -> str:
    return mark_safe(typography.french(conditional_escape(str(value)).replace("&#x27;", "’")))  # noqa: S308


@register.filter
def phone_links(value: str) -> str:
    """Typed text, or safe HTML, whose telephone numbers can be called."""
    return mark_safe(phones.linked(conditional_escape(str(value))))  # noqa: S308
