"""How many opinions count on one day; `core.limits` keeps count without keeping addresses."""

from datetime import date

from core import limits

# The caravan's own Wi-Fi is one address for all who are helped there.
OF_ONE_GUIDE, OF_ALL_GUIDES = 10, 60
# Of all addresses together, for one guide: what no real day comes near to.
CEILING = 300


def take(guide: int, address: str, day: date) -> bool:
    """Whether one more opinion counts; if so, it is noted."""
    bounds = {
        f"opinion {address} {guide}": OF_ONE_GUIDE,
        f"opinion {address}": OF_ALL_GUIDES,
        f"opinion of {guide}": CEILING,
    }
    return limits.take(bounds, day)
