"""From `manage.py serve` on a prepared site to the first answer: what a restart costs."""

import sys
import time
from dataclasses import dataclass
from statistics import median

from bench import ROOT
from bench.installation import Installation
from bench.processes import keeping
from bench.server import wait_for_answer

MOST_ROUNDS, BUDGET = 3, 15.0  # seconds


@dataclass(frozen=True)
class Start:
    """Seconds on the clock."""

    usual: float
    slowest: float
    rounds: int


def measure(site: Installation) -> Start:
    spent: list[float] = []
    while len(spent) < MOST_ROUNDS and sum(spent) < BUDGET:
        spent.append(_first_answer(site))
    return Start(median(spent), max(spent), len(spent))


def _first_answer(site: Installation) -> float:
    log = site.folder / "serve.log"
    began = time.perf_counter()
    with keeping([sys.executable, str(ROOT / "manage.py"), "serve"], ROOT, site.env, log) as process:
        wait_for_answer(site.port, process, log)
        return time.perf_counter() - began
