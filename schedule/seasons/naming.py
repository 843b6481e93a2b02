"""Which place and which caravan a text of a file means. No database: what is known comes as values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from schedule.seasons.lines import Unclear, comparable
from schedule.timeline import Caravan, Place

_ALIKE, _MOST = 70, 3
_DASHES = re.compile(r"\s+[–—-]\s+|\s*:\s*")


@dataclass(frozen=True, slots=True)
class Known:
    places: tuple[Place, ...]
    caravans: tuple[Caravan, ...]

    def place(self, name: str, commune: str = "") -> Place:
        """Raises Unclear, with the nearest names, or with the communes to choose from."""
        same_name = [place for place in self.places if comparable(place.name) == comparable(name)]
        fits = [
            place
            for place in same_name
            if not commune.strip() or comparable(place.commune.name) == comparable(commune)
        ]
        if len(fits) == 1:
            return fits[0]
        if same_name:
            towns = ", ".join(sorted({place.commune.name for place in same_name}))
            sentence = (
                _("« %(place)s » is not in this commune, but in: %(communes)s.")
                if not fits
                else _("There are several places « %(place)s »: give the commune (%(communes)s).")
            )
            raise Unclear(sentence % {"place": name, "communes": towns})
        raise _unknown(
            _("No published place is called « %(name)s »."), name, {p.name: None for p in self.places}
        )

    def caravan(self, name: str) -> Caravan:
        """Without a name, the only one there is. Raises Unclear."""
        if not name and len(self.caravans) == 1:
            return self.caravans[0]
        names = dict.fromkeys(caravan.name for caravan in self.caravans)
        if not name:
            raise Unclear(_("Which caravan? There are: %(names)s.") % {"names": ", ".join(names)})
        fits = [caravan for caravan in self.caravans if comparable(caravan.name) == comparable(name)]
        if len(fits) == 1:
            return fits[0]
        raise _unknown(_("No caravan is called « %(name)s »."), name, names)

    def named_in(self, location: str, summary: str) -> tuple[str, str, str]:
        """(place, commune, caravan) of an event of a calendar, "" for what is not known by its name.

        A name counts when it is a whole part of the text: « Résidence du Lac » is not named by
        « Résidence du Lac Nord, 44220 Couëron ».
        """
        where = set(_parts_of_location(location))
        parts = {comparable(part) for part in _DASHES.split(summary)} | {comparable(summary)}
        caravan = next((c.name for c in self.caravans if comparable(c.name) in parts), "")
        found = [place for place in self.places if comparable(place.name) in where]
        found = found or [place for place in self.places if comparable(place.name) in parts]
        town = f" {comparable(location)} {comparable(summary)} "
        here = [place for place in found if f" {comparable(place.commune.name)} " in town]
        best = max(here or found, key=lambda place: len(place.name), default=None)
        if best is None:
            return "", "", caravan
        is_sure = len([place for place in found if comparable(place.name) == comparable(best.name)]) == 1
        return best.name, best.commune.name if here or is_sure else "", caravan


def _parts_of_location(location: str) -> Iterator[str]:
    """Its parts, and those from the first on: a name may hold a comma."""
    parts = re.split(r"[,\n]", location)[:12]
    yield from (comparable(part) for part in parts)
    yield from (comparable(" ".join(parts[:count])) for count in range(2, len(parts) + 1))


def _unknown(sentence: str, name: str, names: dict[str, None]) -> Unclear:
    near = process.extract(
        name, list(names), scorer=fuzz.WRatio, processor=comparable, limit=_MOST, score_cutoff=_ALIKE
    )
    said = sentence % {"name": name if len(name) <= 60 else f"{name[:59]}…"}
    if near:
        said += " " + _("Did you mean: %(names)s?") % {"names": ", ".join(match[0] for match in near)}
    return Unclear(said)
