"""The benchmark: `make bench`. Ratios measured side by side in one run, because machines are shared.

It works on a site of its own in a temporary folder, and needs neither the network nor the database
of this installation. What it prints is in French; docs/mesures.md keeps one such report.
"""

import sys
from pathlib import Path

# Django's path, as in manage.py.
ROOT = Path(__file__).resolve().parents[1]
if str(ROOT / "site") not in sys.path:
    sys.path.insert(0, str(ROOT / "site"))
