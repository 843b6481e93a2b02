"""The French of the interface that the public meets, read from the code and from the compiled catalogue."""

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

from home.readability.audience import is_public

FOLDERS = ("home", "schedule", "guides", "site/core", "templates")
_LITERAL = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext)\({_LITERAL}(?:, ?{_LITERAL})?(?:, ?{_LITERAL})?")
_CALLS = {"_": "gettext", "gettext_noop": "gettext"} | {
    f"{name}{lazy}": name
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for lazy in ("", "_lazy")
}


@dataclass(frozen=True, slots=True)
class Message:
    """One text of the interface, as the code asks for it: `function` is the one of Python's gettext."""

    file: str
    function: str
    arguments: tuple[str, ...]


def french_messages() -> Iterator[tuple[str, str]]:
    """(where, French) of every text of the public part, each once; plural forms are texts of their own."""
    compiled = Path(settings.BASE_DIR) / "site/locale/fr/LC_MESSAGES/django.mo"
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    told: set[str] = set()
    for message in public_messages():
        for text in _translations(catalogue, message):
            if text not in told:
                told.add(text)
                yield message.file, text


def public_messages() -> Iterator[Message]:
    root = Path(settings.BASE_DIR)
    files = sorted(file for folder in FOLDERS for file in (root / folder).rglob("*.*"))
    for file in files:
        name = str(file.relative_to(root))
        if not is_public(name):
            continue
        if file.suffix == ".py":
            yield from _of_python(name, file.read_text(encoding="utf-8"))
        elif file.suffix in (".html", ".txt"):
            yield from _of_template(name, file.read_text(encoding="utf-8"))


def _of_python(name: str, source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        function = (
            _CALLS.get(node.func.id) if isinstance(node, ast.Call) and hasattr(node.func, "id") else None
        )
        if function:
            yield Message(name, function, _constants(node.args, function))


def _constants(arguments: list[ast.expr], function: str) -> tuple[str, ...]:
    texts = [
        part.value for part in arguments if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    return tuple(texts[: _length(function)])


def _of_template(name: str, source: str) -> Iterator[Message]:
    for function, *literals in _IN_TEMPLATE.findall(templatize(source)):
        texts = [ast.literal_eval(literal) for literal in literals if literal]
        yield Message(name, function, tuple(texts[: _length(function)]))


def _length(function: str) -> int:
    """How many of the arguments are texts: one, a plural more for n, a context more for p."""
    return 1 + function.startswith("n") + ("pgettext" in function)


def _translations(catalogue: gettext.GNUTranslations, message: Message) -> list[str]:
    """The French of a message; nothing for one that is put together when the page is shown."""
    translate = getattr(catalogue, message.function)
    if len(message.arguments) < _length(message.function):
        return []
    if message.function.startswith("n"):
        return [translate(*message.arguments, number) for number in (1, 2)]
    return [translate(*message.arguments)]
