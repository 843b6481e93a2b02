"""`python -m bench [--write]`: measures, and prints the report. `--write` also puts it in docs/mesures.md.

Exit code 0 when everything could be measured, even if a target is missed; 1 otherwise.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import (
    ROOT,
    announced,
    feeds,
    first_view,
    kept_database,
    migrations,
    pages,
    queries,
    report,
    server,
    starting,
    subscribers,
    timeline,
)
from bench.installation import Installation
from bench.processes import CannotMeasure

WRITTEN = ROOT / "docs" / "mesures.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Mesure la vitesse du site.")
    parser.add_argument("--write", action="store_true", help="écrit aussi le rapport dans docs/mesures.md")
    is_written = parser.parse_args().write
    # A polite kill unwinds the stack too, so that servers stop and the temporary folder goes away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with tempfile.TemporaryDirectory(prefix="e-tinerance-bench-", ignore_cleanup_errors=True) as folder:
            text = "".join(show(part) for part in measure(Path(folder)))
    except CannotMeasure as problem:
        print(f"\nMesure impossible : {problem}", file=sys.stderr)
        return 1
    if is_written:
        WRITTEN.write_text(report.document(text), encoding="utf-8")
    return 0


def measure(folder: Path) -> Iterator[str]:
    """Yields each part of the report as soon as it is known."""
    site = Installation(folder)
    site.enter()
    yield report.heading()
    say("migrations, à côté d’un projet Wagtail nu")
    migrated = migrations.compare(site)
    say("contenu de démonstration")
    site.prepare()
    say("requêtes SQL par page")
    asked, by_number = queries.of_pages(site), queries.for_one_and_many(site)
    all_addresses = queries.of_all_addresses(site)
    say("pages, l’une à côté de l’autre")
    with server.serving(site) as worker:
        served = pages.compare(worker)
        loaded = first_view.of_home(worker)
        renewed = pages.after_publishing(worker)
    yield report.pages(served, asked)
    yield report.first_view(loaded)
    yield report.after_publishing(renewed, asked)
    yield report.queries(by_number, all_addresses)
    say("agendas qui redemandent, à côté de nginx")
    yield report.feeds(feeds.compare(site))
    say("annoncer et bâtir")
    yield report.announced(*announced.measure(site))
    say("mille abonnés")
    yield report.subscribers(subscribers.hold(site))
    say("frise du temps")
    yield report.timeline(timeline.measure())
    say("démarrage")
    start = starting.measure(site)
    say("base de données des tests")
    yield report.durations(migrated, start, kept_database.measure(site))


def show(text: str) -> str:
    print(text, end="", flush=True)
    return text


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
