"""What is checked: each document as the drafts that guides.plain_language looks at."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guides.plain_language.draft import Draft, Passage, Place
from home.accessibility import criteria
from home.demo import texts
from home.readability.messages import french_messages

# Columns that nobody reads as a sentence. Any other column is checked.
NOT_PROSE = {
    *("slug", "kind", "url", "source_url", "drawing", "device", "devices", "button", "collections", "level"),
    *("keywords", "forms", "communes", "commune", "insee_code", "postcode", "phone", "name", "about", "who"),
}
# Files of the demo that hold no sentence of French: words to search by, and which picture goes where.
NOT_READ = {"synonyms", "step_pictures"}
_SENTENCE = re.compile(r"^[A-ZÀ-Þ«].* .*[.?!]$", re.DOTALL)


def drafts() -> Iterator[Draft]:
    """Every document: a page, a guide, a file of rows, a text of the interface."""
    explained = frozenset(
        form.casefold() for row in texts.table("words") for form in (row["term"], *row["forms"])
    )
    for passages in (*_content(), *_criteria(), *_python_of_the_demo(), *_interface()):
        yield Draft(passages=passages, explained=explained)


def _interface() -> Iterator[tuple[Passage, ...]]:
    for where, text in french_messages():
        yield (Passage(Place(where), text),)


def _criteria() -> Iterator[tuple[Passage, ...]]:
    """Of the accessibility statement: each point is a document."""
    for theme in criteria.themes():
        for point in theme.criteria:
            place = Place(f"accessibility/criteria {point.number}")
            yield (Passage(place, point.subject), Passage(place, point.how))


def _content() -> Iterator[tuple[Passage, ...]]:
    for file in sorted(texts.CONTENT.rglob("*.toml")):
        if file.stem in NOT_READ or file.parent.name == "translations":
            continue
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        where = str(file.relative_to(texts.CONTENT).with_suffix(""))
        if where.startswith("guides/") or file.stem not in table:
            yield tuple(_prose(table, where))
        else:
            for row in table[file.stem]:
                yield tuple(_prose(row, f"{where} « {_name(row)} »"))


def _name(row: dict[str, Any]) -> str:
    return next((str(row[key]) for key in ("slug", "term", "name", "title") if key in row), "")


def _prose(value: Any, where: str, key: str = "") -> Iterator[Passage]:
    match value:
        case str() if key not in NOT_PROSE:
            yield from (Passage(Place(where), " ".join(part.split())) for part in value.split("\n\n"))
        case list() if key not in NOT_PROSE:
            for part in value:
                yield from _prose(part, where, key)
        case dict():
            for name, part in value.items():
                yield from _prose(part, where, name)


def _python_of_the_demo() -> Iterator[tuple[Passage, ...]]:
    """Sentences that stand in the code of the demo: introductions of pages, messages of changes."""
    for file in sorted(Path(texts.__file__).parent.glob("*.py")):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        # A string that stands alone on its line is a docstring.
        alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in alone and _is_sentence(node.value):
                yield (Passage(Place(f"home/demo/{file.name}"), node.value),)


def _is_sentence(value: Any) -> bool:
    return isinstance(value, str) and bool(_SENTENCE.search(value))
