"""What happens at its hour, beside the web server: there is no cron to set up.

What was planned for later is published, what is kept for one day only is forgotten, and at night the links
of the guides are asked whether they answer.
"""

import logging
import multiprocessing
import os
import signal
import threading
import time

from django.core.management import call_command
from django.db import connections

from core import clock

SECONDS_BETWEEN = 60
BEFORE_ANOTHER = 5  # seconds after one has ended: when all is being stopped, there is no other

logger = logging.getLogger(__name__)


def start_timekeeper() -> None:
    """A process of its own, which ends with this one; should it end before, another follows.

    Two of them at work do no harm.
    """
    threading.Thread(target=_replace, args=(_started(),), name="timekeeper", daemon=True).start()


def publish_due() -> None:
    """Publishes what is due. Whatever goes wrong is written down, and tried again at the next turn."""
    try:
        call_command("publish_scheduled")
    except Exception:
        logger.exception("What is due could not be published")
    finally:
        connections.close_all()


def check_links_due() -> None:
    """Once a night (guides/links). It may take minutes, during which nothing is published: it is night."""
    try:
        call_command("check_links", only_if_due=True, verbosity=0)
    except Exception:
        logger.exception("The links could not be checked")
    finally:
        connections.close_all()


def forget_yesterday() -> None:
    """What is kept for one day, or for some, is deleted in time, also when nobody comes."""
    # Tables: not before Django is ready, and the server begins before.
    from core import limits
    from home.searching import missed
    from schedule.actions.forget_posters import forget_posters

    at = clock.now()
    today = clock.local_day(at)
    try:
        limits.forget_before(today)
        missed.forget(today)
        forget_posters(at)
    except Exception:
        logger.exception("What is kept for some days could not be deleted")
    finally:
        connections.close_all()


def _started() -> multiprocessing.Process:
    process = multiprocessing.Process(target=_keep_time, args=(os.getpid(),), name="timekeeper", daemon=True)
    # A stop meanwhile waits until the new process, a copy of this one, has its own answer to it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    return process


def _replace(process: multiprocessing.Process) -> None:
    while True:
        process.join()
        time.sleep(BEFORE_ANOTHER)
        logger.error("The timekeeper has ended: another one begins")
        process = _started()


def _keep_time(server: int) -> None:
    # Ctrl+C reaches all processes of a terminal: the server ends this one, by SIGTERM.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    time.sleep(SECONDS_BETWEEN)
    while os.getppid() == server:
        publish_due()
        forget_yesterday()
        check_links_due()
        time.sleep(SECONDS_BETWEEN)
