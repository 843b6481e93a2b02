"""What stands inside a page, so that it is there before the page is painted."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import styles
from core.first_look import SCRIPT

register = template.Library()


@register.simple_tag
def first_look() -> SafeString:
    return mark_safe(f"<style>{styles.every_page()}</style><script>{SCRIPT}</script>")  # noqa: S308 (files of ours)


@register.simple_tag
def style_of(group: str) -> SafeString:
    """What the first screen of a page needs, when the rest comes farther down: one of core.styles.GROUPS."""
    return mark_safe(f"<style>{styles.of_groups()[group]}</style>")  # noqa: S308


@register.simple_tag
def rest_of_style() -> SafeString:
    """In the head of most pages, which are not painted before it is there."""
    return format_html('<link rel="stylesheet" href="{}">', static(styles.REST))


@register.simple_tag
def rest_of_style_at_the_end() -> SafeString:
    """At the end of the most read pages: asked for as if for paper, which is not waited for.

    first_look.js then puts it on the screen too.
    """
    return format_html(
        '<link rel="stylesheet" href="{0}" media="print" data-rest>'
        '<noscript><link rel="stylesheet" href="{0}"></noscript>',
        static(styles.REST),
    )
