"""Reads the texts of `content/`."""

import tomllib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"


def table(name: str) -> list[dict[str, Any]]:
    """The rows of `content/<name>.toml`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))[name]


def guides() -> list[dict[str, Any]]:
    files = sorted((CONTENT / "guides").glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def paragraphs(text: str) -> str:
    """Plain text as rich text: a blank line begins a new paragraph."""
    parts = (" ".join(part.split("\n")) for part in text.strip().split("\n\n"))
    return "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in parts)


def bullets(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item, quote=False)}</li>' for item in items)}</ul>"


@cache
def pictures() -> dict[str, dict[str, str]]:
    """Name of each drawing → its title and its text alternative."""
    return {row["name"]: row for row in table("pictures")}


def step_pictures() -> dict[str, dict[str, str]]:
    """Slug of a guide → title of a step → name of the drawing that shows it."""
    rows = tomllib.loads((CONTENT / "step_pictures.toml").read_text(encoding="utf-8"))
    return rows["guides"]
