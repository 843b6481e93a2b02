"""Pictures of every public page in each of its states, narrow and wide, light and dark, and of the posters.

`make screenshots` puts them in var/screenshots: one picture each, an index.html to leaf through, and sheets
of eight, to look at all of them quickly. `ARGS="--only agenda"` takes those whose name holds the word.
"""

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import django
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.e2e.public_pages import PLACE, WORKDAY, every_page  # noqa: E402
from tests.e2e.running import RunningSite, running_site  # noqa: E402

FOLDER = ROOT / "var" / "screenshots"
WIDTHS = {390: 844, 1280: 900}
SCHEMES = ("light", "dark")
PAPERS = ("a4", "a3", "carte")
# A sheet: how many pictures, how wide and how high each of them is shown.
ON_A_SHEET, THUMBS = 8, {390: (300, 1300), 1280: (640, 900), 0: (640, 900)}
LATER = "2027-07-01 10:00"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description="Images de chaque page.")
    parser.add_argument("--only", default="", help="seulement les pages dont le nom contient ce mot")
    only = parser.parse_args().only
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site, sync_playwright() as p:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = p.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = visitor(browser, site)
        wanted = {name: where for name, where in every_page().items() if only in name}
        for name, (address, at) in wanted.items():
            site.set_clock(at)
            page.goto(address)
            take(page, name)
        if only in "posters":
            posters(site, page)
        browser.close()
    taken = [*pictures()]
    index(taken)
    sheets = [*contact_sheets(taken)]
    print(f"{len(taken)} images, {len(sheets)} planches : {FOLDER / 'index.html'}")  # noqa: T201


def visitor(browser: Browser, site: RunningSite) -> Page:
    page = browser.new_page(base_url=site.url, locale="fr-FR", reduced_motion="reduce")
    page.set_default_timeout(15_000)
    return page


def take(page: Page, name: str) -> None:
    """The whole page, in each width and scheme."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate("() => document.fonts.ready.then(() => null)")
            page.screenshot(path=FOLDER / f"{width}-{scheme}-{_slug(name)}.png", full_page=True)


def posters(site: RunningSite, page: Page) -> None:
    """Each paper, page by page, and what its QR code says: at first, and when all its dates are over."""
    for paper in PAPERS:
        site.set_clock(WORKDAY)
        headers = {"Origin": site.url, "Sec-Fetch-Site": "same-origin"}
        answer = page.request.post(
            f"{PLACE}affiche/", form={"format": paper}, headers=headers, timeout=60_000
        )
        for _ in range(20):
            if answer.status != 503:
                break
            page.wait_for_timeout(1000)
            answer = page.request.get(answer.url)
        if not answer.headers["content-type"].startswith("application/pdf"):
            raise SystemExit(f"L’affiche {paper} n’est pas un PDF : {answer.status} {answer.url}")
        pdf = FOLDER / f"affiche-{paper}.pdf"
        pdf.write_bytes(answer.body())
        printed = FOLDER / f"0-paper-affiche-{paper}"
        subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, printed], check=True)  # noqa: S603, S607
        code = re.search(r"/affiches/([^/]+)/", answer.url)[1]
    for name, at in (("poster, still right", WORKDAY), ("poster, over", LATER)):
        site.set_clock(at)
        page.goto(f"/affiches/{code}/")
        take(page, name)


def pictures() -> Iterator[Path]:
    """By width and scheme, then in the order in which they were taken."""
    yield from sorted(FOLDER.glob("*-*-*.png"), key=lambda file: (_group(file), file.stat().st_mtime))


def index(taken: list[Path]) -> None:
    parts = ["<!DOCTYPE html><html lang=fr><meta charset=utf-8><title>Toutes les pages</title>"]
    parts.append(
        "<style>body{font:16px sans-serif}figure{display:inline-block;vertical-align:top;margin:8px}"
    )
    parts.append("img{border:1px solid #888;max-width:390px}</style><h1>Toutes les pages</h1>")
    for group, files in groupby(taken, key=_group):
        parts.append(f"<h2>{' px, '.join(group)}</h2>")
        for file in files:
            name = html.escape(_name(file))
            parts.append(
                f"<figure><figcaption>{name}</figcaption>"
                f"<a href='{file.name}'><img loading=lazy src='{file.name}' alt='{name}'></a></figure>"
            )
    (FOLDER / "index.html").write_text("\n".join(parts), encoding="utf-8")


def contact_sheets(taken: list[Path]) -> Iterator[Path]:
    font = ImageFont.load_default(18)
    for group, files in groupby(taken, key=_group):
        wide, high = THUMBS[int(group[0])]
        rest, number = [*files], 0
        while rest:
            some, rest, number = rest[:ON_A_SHEET], rest[ON_A_SHEET:], number + 1
            columns = ON_A_SHEET if wide < 400 else ON_A_SHEET // 2
            rows = -(-len(some) // columns)
            sheet = Image.new("RGB", (columns * (wide + 10), rows * (high + 34)), "#777")
            draw = ImageDraw.Draw(sheet)
            for place, file in enumerate(some):
                left, top = (place % columns) * (wide + 10), (place // columns) * (high + 34)
                draw.text((left + 4, top + 4), _name(file), fill="white", font=font)
                with Image.open(file) as picture:
                    scale = wide / picture.width
                    bottom = min(picture.height, int(high / scale))
                    shown = picture.convert("RGB").crop((0, 0, picture.width, bottom))
                    sheet.paste(shown.resize((wide, int(shown.height * scale))), (left, top + 30))
            path = FOLDER / f"planche-{'-'.join(group)}-{number:02}.png"
            sheet.save(path)
            yield path


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _group(file: Path) -> tuple[str, str]:
    width, scheme, _ = file.stem.split("-", 2)
    return width, scheme


def _name(file: Path) -> str:
    return file.stem.split("-", 2)[2].replace("-", " ")


if __name__ == "__main__":
    main()
