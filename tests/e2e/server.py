"""The real site, with a clock that a journey can set. Only the tests start it; production has no such door.

gunicorn takes `application` from here instead of `config.wsgi`; everything else is as people run it.
"""

import ctypes
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections

from config.wsgi import application as site
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
# A connection must not live on in the workers that gunicorn forks.
connections.close_all()
application = site
