"""`python -m bench.lighthouse [--runs 3] [--write]`: what Lighthouse says of four pages, against our targets.

The pages are served as in production. First Lighthouse's own phone and network, then a slow network and a
slow processor. Exit code 0 when everything could be measured, even if a target is missed; 1 otherwise.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench import ROOT, server
from bench.installation import Installation
from bench.lighthouse.report import document, heading, slow_network, usual_network
from bench.lighthouse.runs import Run
from bench.processes import CannotMeasure

HERE = Path(__file__).parent
WRITTEN = ROOT / "docs" / "mesures-lighthouse.md"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
# The issue's « 3G »: milliseconds there and back, kilobits a second, how many times slower than here.
SLOW = {"throttling": {"rttMs": 300, "throughputKbps": 700, "cpuSlowdownMultiplier": 6}}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.lighthouse", description="Mesure avec Lighthouse.")
    parser.add_argument("--runs", type=int, default=3, help="essais par page ; la médiane est gardée")
    parser.add_argument("--write", action="store_true", help=f"écrit aussi docs/{WRITTEN.name}")
    given = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="e-tinerance-bench-", ignore_cleanup_errors=True) as folder:
            text = "".join(show(part) for part in measure(Path(folder), given.runs))
    except CannotMeasure as problem:
        print(f"\nMesure impossible : {problem}", file=sys.stderr)
        return 1
    if given.write:
        WRITTEN.write_text(document(text), encoding="utf-8")
    return 0


def measure(folder: Path, runs: int) -> Iterator[str]:
    site = Installation(folder)
    site.enter()
    site.prepare()
    with server.serving(site) as worker:
        pages = {name: f"{site.env['BASE_URL']}{path}" for name, path in addresses()}
        for url in pages.values():
            worker.get(url.removeprefix(site.env["BASE_URL"]))
        yield heading(runs)
        yield usual_network(median_of(pages, runs, CATEGORIES, {}))
        yield slow_network(median_of(pages, runs, ["performance"], SLOW))


def addresses() -> list[tuple[str, str]]:
    from guides.models import GuidePage
    from schedule.pages import PlacePage

    place = PlacePage.objects.live().order_by("path").first()
    guide = GuidePage.objects.live().order_by("path").first()
    return [("accueil", "/"), ("un lieu", place.url), ("une fiche", guide.url), ("agenda", "/permanences/")]


def median_of(pages: dict[str, str], runs: int, categories: list[str], settings: dict) -> dict[str, Run]:
    """Each page in turn, as many times as asked, so that a slow moment of this machine is shared."""
    found = list(lighthouse([*pages.values()] * runs, categories, settings))
    return {name: _median([run for run in found if run["url"] == url]) for name, url in pages.items()}


def _median(runs: list[dict]) -> Run:
    numbers = {name: median(run.get(name) or 0 for run in runs) for name in ("lcp", "cls", "tbt")}
    scores = {name: round(median(run.get(name) or 0 for run in runs)) for name in CATEGORIES}
    missed = sorted({problem for run in runs for problem in run["missed"]})
    return Run(scores, numbers["lcp"], numbers["cls"], numbers["tbt"], missed)


def lighthouse(urls: list[str], categories: list[str], settings: dict) -> Iterator[dict]:
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if not chromium:
        raise CannotMeasure("il manque « chromium ». Installez-le : sudo apt install chromium")
    asked = {"chromium": chromium, "urls": urls, "categories": categories, "settings": settings}
    process = subprocess.Popen(
        ["node", str(HERE / "run.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    output, errors = process.communicate(json.dumps(asked), timeout=120 * len(urls))
    if process.returncode:
        raise CannotMeasure(f"Lighthouse échoue :\n{errors[-2000:]}")
    return map(json.loads, output.splitlines())


def show(text: str) -> str:
    print(text, end="", flush=True)
    return text


if __name__ == "__main__":
    sys.exit(main())
