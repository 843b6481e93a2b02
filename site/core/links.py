"""Addresses of other sites that somebody should be told about when they no longer answer.

An app registers a function under Wagtail's hook `HOOK`: it takes nothing and gives addresses.
"""

from wagtail import hooks

HOOK = "register_links_to_check"


def addresses() -> list[str]:
    """Each once, in the order in which the apps give them."""
    return list(dict.fromkeys(url for collect in hooks.get_hooks(HOOK) for url in collect()))
