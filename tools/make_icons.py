"""Makes static/img/icons.svg, the one sprite of the icons, from Lucide (ISC licence, https://lucide.dev).

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    .venv/bin/python tools/make_icons.py package/icons

An icon stands beside words, never alone: {% icon "phone" %}. To add one, name it below and run this again.
"""

import re
import sys
from pathlib import Path

NAMES = [
    "accessibility",
    "bell",
    "book-open",
    "bus",
    "calendar-days",
    "calendar-plus",
    "caravan",
    "chevron-left",
    "chevron-right",
    "circle-check",
    "circle-x",
    "clock",
    "copy",
    "download",
    "euro",
    "external-link",
    "footprints",
    "house",
    "info",
    "languages",
    "list",
    "locate-fixed",
    "map",
    "map-pin",
    "menu",
    "message-square",
    "navigation",
    "pause",
    "phone",
    "play",
    "printer",
    "qr-code",
    "search",
    "share-2",
    "smartphone",
    "square",
    "sticky-note",
    "sun",
    "triangle-alert",
    "type",
    "users",
    "volume-2",
    "wifi-off",
]
SPRITE = Path(__file__).resolve().parents[1] / "site" / "static" / "img" / "icons.svg"
LICENCE = "<!-- Lucide, ISC License, Copyright (c) Lucide Icons and Contributors; some from Feather, MIT -->"


def symbol(name: str, drawing: str) -> str:
    """The drawing without its frame: size, colour and line come from the style `.icon`."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if not inside:
        raise ValueError(f"no drawing in {name}.svg")
    shapes = re.sub(r"\s+", " ", inside[1]).replace(" />", "/>").replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main(folder: str) -> None:
    drawings = {name: (Path(folder) / f"{name}.svg").read_text(encoding="utf-8") for name in NAMES}
    symbols = "\n".join(symbol(name, drawing) for name, drawing in drawings.items())
    SPRITE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">{LICENCE}\n{symbols}\n</svg>\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
