"""Time to migrate an empty database, beside a bare Wagtail project: same SQLite, one after the other."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.conf import settings

from bench.installation import Installation
from bench.processes import run

MOST_ROUNDS = 3
BUDGET = 55.0  # seconds; on a machine with much else to do, one round must be enough

BARE_SETTINGS = """
from .base import *
SECRET_KEY = "bare"
DEBUG = False
DATABASES["default"] |= {{"NAME": {name!r}, "OPTIONS": {options!r}}}
"""


@dataclass(frozen=True)
class Compared:
    """Seconds of processor time of `manage.py migrate`, imports included; the ratio is per round."""

    ours: float
    bare: float
    ratio: float
    rounds: int


def compare(site: Installation) -> Compared:
    """Leaves the site's own database migrated."""
    project = _start_bare_project(site)
    began, ours, bare = time.perf_counter(), [], []
    while not ours or (
        len(ours) < MOST_ROUNDS and (time.perf_counter() - began) * (1 + 1 / len(ours)) < BUDGET
    ):
        # The first round is the site's own database, the others are thrown away.
        data = site.data_in(site.folder / f"round{len(ours)}") if ours else {}
        ours.append(site.manage("migrate", "--verbosity=0", **data).cpu)
        bare.append(_migrate_bare(site, project, len(bare)))
    ratios = [mine / its for mine, its in zip(ours, bare, strict=True)]
    return Compared(median(ours), median(bare), median(ratios), len(ours))


def _start_bare_project(site: Installation) -> Path:
    project = site.folder / "bare"
    project.mkdir()
    wagtail = "from wagtail.bin.wagtail import main; main()"
    command = [sys.executable, "-c", wagtail, "start", "bare_site", str(project)]
    run(command, site.folder, site.env, site.folder / "start_project.log")
    return project


def _migrate_bare(site: Installation, project: Path, number: int) -> float:
    name = str(project / f"round{number}.sqlite3")
    # The same SQLite options as the project's own.
    text = BARE_SETTINGS.format(name=name, options=settings.DATABASES["default"]["OPTIONS"])
    (project / "bare_site" / "settings" / "bench.py").write_text(text)
    env = {key: value for key, value in site.env.items() if key != "PYTHONPATH"}
    env |= {"DJANGO_SETTINGS_MODULE": "bare_site.settings.bench"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    return run(command, project, env, site.folder / "bare.log").cpu
