"""The real site, with a clock that a journey can set. Only the tests start it; production has no such door.

It changes the clock, then runs « manage.py serve »: everything else is as people run it.
"""

import ctypes
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command

import config.wsgi  # noqa: F401  (it sets Django up)
from core import clock
from home.demo.pages import follow_base_url

PR_SET_PDEATHSIG = 1  # prctl(2)
if sys.platform == "linux":
    # Should the tests be killed, their server goes too.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

CLOCK_FILE = Path(os.environ["E2E_CLOCK_FILE"])


def now() -> datetime:
    """The moment that stands in the file, or the real one while it is empty."""
    text = CLOCK_FILE.read_text(encoding="utf-8").strip()
    return datetime.fromisoformat(text) if text else datetime.now(UTC)


clock.now = now
# What « make run » does at each start: the database has been prepared for another port.
follow_base_url()
call_command("serve", no_prepare=True)
