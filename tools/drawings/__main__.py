"""Draws every scene: PNG files, and the list of them with the words for who does not see them.

Run by `make drawings`. The pictures are committed: the site needs neither this nor a browser to show them.
"""

import importlib
import io
import pkgutil
import re
import shutil
from html import escape
from pathlib import Path

from PIL import Image, ImageColor
from playwright.sync_api import sync_playwright

import tools.drawings as kit
from tools.drawings.pen import BRAND
from tools.drawings.scene import Scene

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "home" / "demo" / "content"
PICTURES, LISTED = CONTENT / "pictures", CONTENT / "pictures.toml"
PROOF = ROOT / "var" / "dessins.html"
SIZE = {"width": 1200, "height": 750}
EDGES = (0.35, 0.7)  # how much navy the steps between two colours hold, along an edge


def all_scenes() -> list[Scene]:
    modules = sorted(m.name for m in pkgutil.iter_modules(kit.__path__) if m.name.startswith("scenes_"))
    found = [s for name in modules for s in importlib.import_module(f"tools.drawings.{name}").SCENES]
    return sorted(found, key=lambda scene: scene.name)


def photographs(scenes: list[Scene]) -> dict[str, Image.Image]:
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        taken = {}
        for scene in scenes:
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{scene.svg}")
            taken[scene.name] = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    return taken


def palette(svg: str) -> Image.Image:
    """The flat colours of a drawing, exactly, and the few steps that keep its edges smooth."""
    flat = [ImageColor.getrgb(colour) for colour in sorted(set(re.findall(r"#[0-9a-f]{6}", svg)))]
    navy = ImageColor.getrgb(BRAND)
    between = [
        tuple(round(part * a + (1 - part) * b) for a, b in zip(navy, colour, strict=True))
        for colour in flat
        for part in EDGES
    ]
    held = Image.new("P", (1, 1))
    held.putpalette([channel for colour in flat + between for channel in colour])
    return held


def save(scenes: list[Scene], pictures: dict[str, Image.Image]) -> None:
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    for scene in scenes:
        flat = (
            pictures[scene.name].convert("RGB").quantize(palette=palette(scene.svg), dither=Image.Dither.NONE)
        )
        flat.save(PICTURES / f"{scene.name}.png", optimize=True)


def written_down(scenes: list[Scene]) -> str:
    """pictures.toml: one row a picture."""
    rows = (f'[[pictures]]\nname = "{s.name}"\ntitle = "{s.title}"\nalt = "{s.alt}"\n' for s in scenes)
    return "# Made by `make drawings` from tools/drawings/scenes_*.py.\n\n" + "\n".join(rows)


def proof(scenes: list[Scene]) -> str:
    """Everything at the size of a phone, in colours then in grey: to be looked at before committing."""
    figures = "".join(f"<figure>{s.svg}<figcaption>{s.name}<br>{escape(s.alt)}</figure>" for s in scenes)
    style = "figure { display: inline-block; width: 358px; margin: 8px; vertical-align: top } "
    style += "section + section { filter: grayscale(1) }"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>" + f"<section>{figures}</section>" * 2


def main() -> None:
    scenes = all_scenes()
    save(scenes, photographs(scenes))
    LISTED.write_text(written_down(scenes), encoding="utf-8")
    PROOF.parent.mkdir(exist_ok=True)
    PROOF.write_text(proof(scenes), encoding="utf-8")
    print(f"{len(scenes)} dessins : {PICTURES}\nÀ regarder : {PROOF}")  # noqa: T201


if __name__ == "__main__":
    main()
