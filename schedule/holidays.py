"""Public holidays of France and its territories, from the `holidays` package."""

from datetime import date
from functools import lru_cache

import holidays

# Territories whose list differs from the national one, under the codes of the `holidays` package
# (Code du travail, art. L3133-1 for the list, L3134-13 for Alsace-Moselle, L3422-2 overseas).
REGIONS = {
    "6AE": "Alsace",
    "57": "Moselle",
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "976": "Mayotte",
}


@lru_cache(maxsize=256)
def _of_year(year: int, region: str) -> dict[date, str]:
    return dict(holidays.country_holidays("FR", subdiv=region or None, years=year, language="fr"))


def holiday_name(day: date, region: str = "") -> str:
    """The French name of the public holiday on this day, or "" on an ordinary day.

    `region` is a key of REGIONS; "" and anything unknown mean the national list.
    """
    return _of_year(day.year, region if region in REGIONS else "").get(day, "")
