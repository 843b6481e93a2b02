"""Makes static/img/icons.svg, the one sprite of the icons, from Lucide (ISC licence, https://lucide.dev).

Run by `make sprite`, which brings the drawings from npm. It holds the icons that something names, and no
other: `{% icon "phone" %}` in a template, or the status of a criterion. An icon stands beside words, never
alone.
"""

import re
from pathlib import Path

from home.accessibility.presenting import ICONS

ROOT = Path(__file__).resolve().parents[1]
SPRITE = ROOT / "site" / "static" / "img" / "icons.svg"
DRAWINGS = ROOT / "tools" / "lucide" / "node_modules" / "lucide-static" / "icons"
LICENCE = "<!-- Lucide, ISC License, Copyright (c) Lucide Icons and Contributors; some from Feather, MIT -->"


def names() -> list[str]:
    """Wagtail has a tag of the same name for the back office: its argument is written `name="…"`."""
    templates = (file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html"))
    named = {name for text in templates for name in re.findall(r'\{% icon "([\w-]+)"', text)}
    return sorted(named | set(ICONS.values()))


def symbol(name: str, drawing: str) -> str:
    """The drawing without its frame: size, colour and line come from the style `.icon`."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if not inside:
        raise ValueError(f"no drawing in {name}.svg")
    shapes = re.sub(r"\s+", " ", inside[1]).replace(" />", "/>").replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main() -> None:
    symbols = [symbol(name, (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")) for name in names()]
    whole = "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">' + LICENCE, *symbols, "</svg>", ""])
    SPRITE.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
