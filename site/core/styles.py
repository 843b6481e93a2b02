"""The style of the public pages, from site/styles: one short file per subject, one per component.

What every page has (the files of site/styles and of `components/`) stands inside each. The rest is one file
(`REST`), in the head of most pages. The most read ones do not wait for it: it stands at their end, and what
their first screen needs of it stands inside them too (a folder of `GROUPS`). Files are only put end to end,
in an order that says nothing: the cascade layers are named in `ORDER`.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.templatetags.static import static

from core.first_look import digest

SOURCES = Path(settings.BASE_DIR) / "site" / "styles"
Made = TypeVar("Made")
REST = "css/rest.css"
GROUPS = ("schedule", "guides")
ORDER = "@layer tokens, base, layout, components, helpers;\n"


def joined(*patterns: str) -> str:
    files = [file for pattern in patterns for file in sorted(SOURCES.glob(pattern))]
    return "".join(_shortened(file.read_text(encoding="utf-8")) for file in files)


def _shortened(text: str) -> str:
    """Without comments, and without the space after a punctuation mark, which no quoted text of ours has.

    Libraries take more, and too much: rcssmin, the space of « .guide :is(…) » after a comma.
    """
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).strip()
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"(?<=[:;,{}])\s+", "", bare))


def made_once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Made once; each time when somebody works on the files (DEBUG)."""
    return make if settings.DEBUG else cache(make)


@made_once
def every_page() -> str:
    return ORDER + _inside_a_page(joined("*.css", "components/*.css"))


@made_once
def of_groups() -> dict[str, str]:
    return {group: _inside_a_page(joined(f"{group}/*.css")) for group in GROUPS}


def rest_of_style() -> str:
    return joined(*(f"{group}/*.css" for group in (*GROUPS, "rest")))


@made_once
def allowed() -> list[str]:
    """What the content security policy of a page lets stand in it."""
    return [digest(text) for text in (every_page(), *of_groups().values())]


def _inside_a_page(text: str) -> str:
    """Addresses that are relative to css/ in a file are those of the stored files in a page."""
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', text)
