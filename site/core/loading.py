"""Templates are indented for whoever writes them; pages need not carry that to whoever reads."""

import re
from typing import cast

from django.template.base import Origin
from django.template.loaders.filesystem import Loader

# The space between two tags, of HTML or of the template language, that goes over a line.
BETWEEN_TAGS = re.compile(r"(?<=[>}])\s*\n\s*(?=<|\{[%{#])")


class TidyLoader(Loader):
    """Our own templates, with what stands between two tags of HTML shortened to its line breaks.

    A text to translate that begins with a tag on a new line must be `trimmed`, or it would be another text.
    """

    def get_contents(self, origin: Origin) -> str:
        text = cast(str, super().get_contents(origin))
        return (
            BETWEEN_TAGS.sub(lambda found: "\n" * found[0].count("\n"), text)
            if str(origin.name).endswith(".html")
            else text
        )
