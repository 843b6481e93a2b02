"""What a public holiday is called in the language of the page; `schedule.holidays` knows the French names."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.dates import FRENCH

NAMES = {
    "Abolition de l'esclavage": _("Abolition of slavery"),
    "Armistice": _("Armistice Day"),
    "Ascension": _("Ascension Day"),
    "Assomption": _("Assumption Day"),
    "Fête de Victor Schoelcher": _("Victor Schoelcher Day"),
    "Fête de la Victoire": _("Victory Day"),
    "Fête du Travail": _("Labour Day"),
    "Fête nationale": _("National Day of France"),
    "Jour de l'an": _("New Year’s Day"),
    "Lundi de Pentecôte": _("Whit Monday"),
    "Lundi de Pâques": _("Easter Monday"),
    "Mi-Carême": _("Mid-Lent"),
    "Noël": _("Christmas Day"),
    "Saint-Étienne": _("Saint Stephen’s Day"),
    "Toussaint": _("All Saints’ Day"),
    "Vendredi saint": _("Good Friday"),
}


def in_words(name: str) -> str:
    """The French name as it is, in French; elsewhere too, when nobody has translated it."""
    return name if (get_language() or FRENCH) == FRENCH else str(NAMES.get(name, name))
