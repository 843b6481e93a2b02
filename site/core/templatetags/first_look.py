"""What a page wants done before it is painted."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.first_look import SCRIPT

register = template.Library()


@register.simple_tag
def first_look() -> SafeString:
    return mark_safe(f"<script>{SCRIPT}</script>")  # noqa: S308 (a file of ours)
