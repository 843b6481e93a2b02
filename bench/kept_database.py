"""Time in which pytest sets the test database up, without and with the copy that is kept in var/.

It runs in a copy of the sources, so that the copy kept for the real tests stays where it is.
"""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import ROOT
from bench.installation import Installation
from bench.processes import CannotMeasure, Cost, end_of, run

NOT_SOURCES = shutil.ignore_patterns(".*", "var", "__pycache__", "docs", "node_modules")
PROBE = """
import pytest


@pytest.mark.django_db
def test_the_database_is_there():
    from wagtail.models import Page

    assert Page.objects.exists()
"""


@dataclass(frozen=True)
class KeptDatabase:
    without: Cost
    with_copy: Cost


def measure(site: Installation) -> KeptDatabase:
    sources = site.folder / "sources"
    shutil.copytree(ROOT, sources, ignore=NOT_SOURCES)
    (sources / "tests" / "test_probe.py").write_text(PROBE)
    return KeptDatabase(_set_up(site, sources), _set_up(site, sources))


def _set_up(site: Installation, sources: Path) -> Cost:
    told, log = site.folder / "set_up.json", site.folder / "pytest.log"
    told.unlink(missing_ok=True)
    env = {
        key: value for key, value in site.env.items() if key not in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH")
    }
    # The project's test settings choose all the rest, but for the database: SQLite, where they put it.
    env |= {"BENCH_SET_UP": str(told)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "bench.set_up_timer", "-p", "no:cacheprovider"]
    run([*command, "tests/test_probe.py"], sources, env, log)
    if not told.exists():
        raise CannotMeasure(f"pytest ne prépare aucune base de données :\n{end_of(log)}")
    return Cost(**json.loads(told.read_text()))
