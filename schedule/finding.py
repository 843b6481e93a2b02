"""Which places somebody means who types a town, a residence, a street, a stop or a postcode. Pure.

A typed word counts by how rare it is among all the names (inverse document frequency): « saint » says little,
« sébastien » much. Accents, capital letters, abbreviations and typing errors make no difference.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import OSA

from core.folding import fold
from schedule.distances import commune_position, nearest_first, position
from schedule.gazetteer import Position, Town
from schedule.timeline import Commune, Place

MAX_TEXT = 100
# How sure we are that a known word is the one that was meant.
EXACT, BEGINNING, ONE_ERROR, TWO_ERRORS = 1.0, 0.8, 0.7, 0.6
# A name must answer to this much of what was typed.
ENOUGH = 0.5
MOST_OTHERS = 4
SHORT_FOR = {
    "st": "saint",
    "ste": "sainte",
    "res": "residence",
    "av": "avenue",
    "bd": "boulevard",
    "bat": "batiment",
}
# They say nothing about which one is meant: articles, kinds of streets and of houses.
_STOP_WORDS = """
a allee arret au aux avec avenue batiment boulevard bus car chemin chez cite commune cours d dans de des du en
entre est et exemple habite hall immeuble impasse j je l la le les ligne ma mon moi numero place pres quai
quartier residence route rue sous square suis sur tram tramway un une vers vis
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` is what was understood, "" when nothing was: then all places are `around`, by name.

    `here` are the places that were meant; `around` all others, the nearest first. `origin` is where the
    distances start when the caravan does not come to what was meant. `others` are names as near to the text.
    """

    text: str
    name: str = ""
    here: tuple[Place, ...] = ()
    around: tuple[Place, ...] = ()
    origin: Position | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Target:
    name: str
    words: frozenset[str]  # all it answers to
    own: tuple[str, ...]  # those of its name
    places: tuple[Place, ...]
    position: Position | None


def find(text: str, places: Sequence[Place], towns: Iterable[Town]) -> Finding:
    text = " ".join(text[:MAX_TEXT].split())
    known = tuple(towns)
    codes = [word for word in fold(text) if len(word) == 5 and word.isdigit()]
    words = _telling(text)
    best = _best(words, _targets(places, known)) if words else []
    if not best and codes:
        best = _of_postcode(codes[0], places, known)
    if not best:
        return Finding(text, around=tuple(nearest_first(places, None)))
    first = best[0]
    ids = {place.id for place in first.places}
    apart = (target for target in best[1:] if not target.places or {p.id for p in target.places} - ids)
    others = dict.fromkeys(target.name for target in apart if target.name != first.name)
    return Finding(
        text=text,
        name=first.name,
        here=first.places,
        around=tuple(nearest_first((place for place in places if place.id not in ids), first.position)),
        origin=None if first.places else first.position,
        others=tuple(others)[:MOST_OTHERS],
    )


def _telling(text: str) -> list[str]:
    """Without house numbers, postcodes, and what says nothing."""
    words = (SHORT_FOR.get(word, word) for word in fold(text) if not word.isdigit())
    return [word for word in words if word not in STOP_WORDS]


def _targets(places: Sequence[Place], towns: Iterable[Town]) -> list[_Target]:
    """Places, the towns that have some, and all others that we know of."""
    communes = {place.commune.id: place.commune for place in places}.values()
    where = {town.insee_code: town.position for town in towns}
    names = {tuple(fold(commune.name)) for commune in communes}
    codes = {commune.insee_code for commune in communes}
    return [
        *(_of_commune(commune, places, where) for commune in communes),
        *(_of_place(place) for place in places),
        *(
            _Target(town.name, frozenset(_telling(town.name)), tuple(_telling(town.name)), (), town.position)
            for town in towns
            if town.insee_code not in codes and tuple(fold(town.name)) not in names
        ),
    ]


def _of_place(place: Place) -> _Target:
    said = f"{place.name} {place.address} {place.stop} {place.commune.name}"
    return _Target(
        place.name, frozenset(_telling(said)), tuple(_telling(place.name)), (place,), position(place)
    )


def _of_commune(commune: Commune, places: Iterable[Place], where: dict[str, Position]) -> _Target:
    own = tuple(place for place in places if place.commune.id == commune.id)
    words = _telling(commune.name)
    there = commune_position(commune, own, where)
    return _Target(commune.name, frozenset(words), tuple(words), own, there)


def _of_postcode(code: str, places: Sequence[Place], towns: Iterable[Town]) -> list[_Target]:
    """The towns of a postcode; those that have places first."""
    where = {town.insee_code: town for town in towns}
    found = []
    for commune in {place.commune.id: place.commune for place in places}.values():
        town = where.pop(commune.insee_code, None)
        if code == commune.postcode or (town and code in town.postcodes):
            found.append(_of_commune(commune, places, {town.insee_code: town.position} if town else {}))
    found += [_Target(t.name, frozenset(), (), (), t.position) for t in where.values() if code in t.postcodes]
    return found


def _best(words: list[str], targets: list[_Target]) -> list[_Target]:
    """Best first: those that answer to as much of what was typed as the best one does."""
    held_by = Counter(word for target in targets for word in target.words)
    rarity = {word: log(1 + len(targets) / number) for word, number in held_by.items()}
    likes = {word: _like(word, held_by) for word in dict.fromkeys(words)}
    unknown = log(1 + len(targets))
    weights = {
        word: max((rarity[other] for other in found), default=unknown) for word, found in likes.items()
    }
    asked = sum(weights.values())
    joined = "".join(words)
    scored = []
    for target in targets:
        worth = 0.0
        answered = set()
        for word, found in likes.items():
            meant = {other: sureness for other, sureness in found.items() if other in target.words}
            if meant:
                other = max(meant, key=lambda known: meant[known])
                worth += weights[word] * meant[other]
                answered.add(other)
        score = max(worth / asked, _as_one(joined, "".join(target.own)))
        if score >= ENOUGH:
            share = len(answered & set(target.own)) / max(1, len(target.own))
            scored.append((score, bool(target.places), share, target))
    top = max((score for score, *_ in scored), default=0.0)
    kept = [row for row in scored if row[0] >= top - 0.1]
    kept.sort(key=lambda row: (-row[0], not row[1], -row[2], row[3].name))
    return [target for *_, target in kept]


def _like(word: str, known: Iterable[str]) -> dict[str, float]:
    """The known words that a typed one may stand for, and how surely."""
    found: dict[str, float] = {}
    allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    for other in known:
        if other == word:
            found[other] = EXACT
        elif len(word) >= 3 and other.startswith(word):
            found[other] = BEGINNING
        elif allowed and (errors := OSA.distance(word, other, score_cutoff=allowed)) <= allowed:
            found[other] = ONE_ERROR if errors == 1 else TWO_ERRORS
    sure = max(found.values(), default=0.0)
    return {other: sureness for other, sureness in found.items() if sure < EXACT or sureness == EXACT}


def _as_one(typed: str, name: str) -> float:
    """« cerfvolant », « stsebastien »: written without spaces; and the beginning of it."""
    if len(typed) < 6 or not name:
        return 0.0
    if name.startswith(typed):
        return BEGINNING
    allowed = 1 if len(typed) < 9 else 2
    return ONE_ERROR if OSA.distance(typed, name, score_cutoff=allowed) <= allowed else 0.0
