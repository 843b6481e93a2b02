"""Dates, hours and typography for templates, under the names that people say."""

import json
from datetime import date, datetime

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

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
def phone_links(value: str) -> str:
    """Typed text, or safe HTML, whose telephone numbers can be called."""
    return mark_safe(phones.linked(conditional_escape(str(value))))  # noqa: S308


def _spaced(value: str) -> str:
    return mark_safe(typography.french(conditional_escape(str(value)).replace("&#x27;", "’")))  # noqa: S308
