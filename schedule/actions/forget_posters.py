from datetime import datetime, timedelta

from schedule.models import Poster

KEPT_FOR = timedelta(days=365)


def forget_posters(at: datetime) -> None:
    """Those whose last date passed more than a year ago."""
    gone = Poster.objects.filter(last_end__lt=at - KEPT_FOR)
    # SQLite locks the whole database for a deletion, even for one that finds nothing.
    if gone.exists():
        gone.delete()
