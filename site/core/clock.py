"""The only place that asks what time it is. Views, pages, commands and signals do; the rest takes `at`."""

import time
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def timestamp() -> float:
    """The present instant in seconds since 1970: `now()` for where microseconds of work count."""
    return time.time()


def instant(request: HttpRequest) -> datetime:
    """The instant that this request is about: asked once, so that one page speaks of one moment."""
    if not hasattr(request, "instant"):
        request.instant = now()
    return request.instant


def local_day(at: datetime) -> date:
    """The day on which this instant falls for people here (settings.TIME_ZONE), not in UTC."""
    return timezone.localtime(at).date()
