"""What easy-to-read French asks of letters: straight, ragged right, no capitals, no cut words."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from guides.plain_language.draft import Finding, Place
from guides.plain_language.rules import FALC
from home.readability.audience import is_public

_HARD_TO_READ = {
    r"font-style:\s*(?:italic|oblique)|(?<![\w-])<(?:em|i|cite|dfn|address)[ >]": ("italics", "Italique"),
    r"text-align:\s*justify": ("justified", "Texte justifié"),
    r"text-transform:\s*uppercase|font-variant(?:-caps)?:\s*[\w-]*small-caps": (
        "capitals",
        "Mots en capitales",
    ),
    r"hyphens:\s*auto": ("hyphens", "Mots coupés"),
}
_FORBIDDEN = [(re.compile(pattern), *said) for pattern, said in _HARD_TO_READ.items()]
_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)


def findings(files: list[Path] | None = None) -> Iterator[Finding]:
    """Of the public stylesheets and templates, unless told which files."""
    for file in _public_files() if files is None else files:
        text = _COMMENT.sub("", file.read_text(encoding="utf-8"))
        for pattern, rule, name in _FORBIDDEN:
            for match in pattern.finditer(text):
                # A capital at the beginning of a sentence is how sentences begin.
                if "::first-letter" in text[text.rfind("}", 0, match.start()) + 1 : match.start()]:
                    continue
                line = text[text.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0].strip()
                yield Finding(
                    rule, name, Place(file.name), line, "Laissez les lettres droites et entières.", FALC
                )


def _public_files() -> list[Path]:
    root = Path(settings.BASE_DIR)
    templates = [
        file for file in (root / "templates").rglob("*.html") if is_public(str(file.relative_to(root)))
    ]
    return sorted([*(root / "site" / "styles").rglob("*.css"), *templates])
