"""Reads the texts of `content/`."""

import tomllib
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
