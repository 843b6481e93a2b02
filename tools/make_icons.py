"""Draws the icons of the installed site from its favicon, and the ground of shared pictures from share.svg.

Run by `make icons`. They are committed: the site needs neither this nor a browser to show them.
"""

import io
import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "site" / "static" / "img"
SIZES = {"icon-192.png": (192, False), "icon-512.png": (512, False), "icon-maskable-512.png": (512, True)}
GROUND = "share-ground.png"  # what home/sharing/pictures.py writes on
SAFE = 0.8  # of the width: what a mask, of whatever shape, leaves (https://www.w3.org/TR/appmanifest/#icon-masks)


def maskable(svg: str) -> str:
    """The ground fills the square, and the drawing stands inside the safe zone."""
    ground, drawing = re.fullmatch(r"\s*<svg[^>]*>\s*(<rect[^>]*/>)(.*)</svg>\s*", svg, re.DOTALL).groups()
    full = re.sub(r' rx="\d+"', "", ground)
    moved = f'<g transform="translate({32 * (1 - SAFE)} {32 * (1 - SAFE)}) scale({SAFE})">{drawing}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{full}{moved}</svg>'


def ground(svg: str) -> str:
    """The caravan of share.svg, small, in the corner that the words leave free."""
    caravan = re.search(r'<g transform="[^"]*">(.*)</g>', svg, re.DOTALL)[1]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">'
        '<path fill="#fff8ec" d="M0 0h1200v630H0z"/>'
        '<path d="M0 560h1200v70H0z" fill="#8aa1b8"/><path d="M0 0h24v630H0z" fill="#0b6e6e"/>'
        f'<g transform="translate(704 268) scale(1.75)">{caravan}</g></svg>'
    )


def main() -> None:
    svg = (IMAGES / "favicon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (size, is_masked) in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            style = "body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }"
            page.set_content(f"<style>{style}</style>{maskable(svg) if is_masked else svg}")
            taken = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
            taken.quantize(64).save(IMAGES / name, optimize=True)
            page.close()
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        shared = ground((IMAGES / "share.svg").read_text(encoding="utf-8"))
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{shared}")
        page.screenshot(path=IMAGES / GROUND)
        browser.close()


if __name__ == "__main__":
    main()
