"""What people type, and the places that they mean: one more line in `FOUND` when somebody finds nothing."""

import pytest

from schedule.finding import find
from schedule.gazetteer import towns
from schedule.timeline import Commune, Place

NANTES = Commune(1, "Nantes", "nantes", "/nantes/", "44000", "44109")
COUERON = Commune(2, "Couëron", "coueron", "/coueron/", "44220", "44047")
SEBASTIEN = Commune(3, "Saint-Sébastien-sur-Loire", "saint-sebastien", "/s/", "44230", "44190")
ERDRE = Commune(4, "La Chapelle-sur-Erdre", "la-chapelle", "/c/", "44240", "44035")


def place(
    number: int, name: str, commune: Commune, address: str, where: tuple[float, float], stop: str = ""
) -> Place:
    lat, lon = where
    return Place(
        number, name, commune, f"/{number}/", address=address, stop=stop, latitude=lat, longitude=lon
    )


PLACES = (
    place(1, "Résidence des Trois-Tilleuls", NANTES, "12 allée des Trois-Tilleuls", (47.2297, -1.5402)),
    place(
        2,
        "Résidence du Cerf-Volant",
        NANTES,
        "5 rue du Cerf-Volant",
        (47.2262, -1.5701),
        "Marcel Paul, tram 3",
    ),
    place(3, "Résidence de la Barque-Bleue", COUERON, "8 rue Édouard-Branly", (47.2149, -1.7247)),
    place(4, "Résidence du Noyer-Rond", SEBASTIEN, "16 rue du Noyer-Rond", (47.2012, -1.4932)),
    place(5, "Résidence des Libellules", ERDRE, "9 allée des Libellules", (47.3002, -1.5451)),
)

# what is typed → what is understood, and the places meant
FOUND = {
    "Couëron": ("Couëron", [3]),
    "coueron": ("Couëron", [3]),
    "COUERON": ("Couëron", [3]),
    "Kouëron": ("Couëron", [3]),
    "couerron": ("Couëron", [3]),
    "je suis à Couëron": ("Couëron", [3]),
    "44220": ("Couëron", [3]),
    "44220 Couëron": ("Couëron", [3]),
    "Nantes": ("Nantes", [1, 2]),
    "nante": ("Nantes", [1, 2]),
    "44300": ("Nantes", [1, 2]),
    "st sebastien": ("Saint-Sébastien-sur-Loire", [4]),
    "St-Sébastien": ("Saint-Sébastien-sur-Loire", [4]),
    "saint sébastien sur loire": ("Saint-Sébastien-sur-Loire", [4]),
    "saintsebastien": ("Saint-Sébastien-sur-Loire", [4]),
    "la chapelle": ("La Chapelle-sur-Erdre", [5]),
    "la chapelle sur herdre": ("La Chapelle-sur-Erdre", [5]),
    "Résidence du Cerf-Volant": ("Résidence du Cerf-Volant", [2]),
    "cerf volant": ("Résidence du Cerf-Volant", [2]),
    "cerfvolant": ("Résidence du Cerf-Volant", [2]),
    "cerf volan nantes": ("Résidence du Cerf-Volant", [2]),
    "Résidence du Cerf-Volant, Nantes": ("Résidence du Cerf-Volant", [2]),
    "12 allée des trois tilleuls": ("Résidence des Trois-Tilleuls", [1]),
    "tilleul": ("Résidence des Trois-Tilleuls", [1]),
    "rue edouard branly": ("Résidence de la Barque-Bleue", [3]),
    "branli": ("Résidence de la Barque-Bleue", [3]),
    "libelules": ("Résidence des Libellules", [5]),
    "marcel paul": ("Résidence du Cerf-Volant", [2]),
    "Rezé": ("Rezé", []),
    "reze": ("Rezé", []),
    "44400": ("Rezé", []),
    "Saint-Herblain": ("Saint-Herblain", []),
    "st herblain": ("Saint-Herblain", []),
    "44800": ("Saint-Herblain", []),
    "Chateaubriand": ("Châteaubriant", []),
    "St Nazaire": ("Saint-Nazaire", []),
}


@pytest.mark.parametrize(("typed", "understood"), FOUND.items(), ids=FOUND)
def test_what_is_typed_is_understood(typed, understood):
    found = find(typed, PLACES, towns())

    assert (found.name, [place.id for place in found.here]) == understood


@pytest.mark.parametrize(
    "typed", ["xyzzy", "99999", "???", "12", "Résidence", "rue", "<script>", "à", "東京"]
)
def test_what_nobody_can_know_is_kept_and_all_places_are_shown(typed):
    found = find(typed, PLACES, towns())

    assert (found.text, found.name, found.here) == (typed, "", ())
    assert sorted(place.id for place in found.around) == [1, 2, 3, 4, 5]


def test_from_a_town_without_a_place_the_nearest_comes_first():
    reze, savenay = find("Rezé", PLACES, towns()), find("Savenay", PLACES, towns())

    assert [place.id for place in reze.around] == [2, 1, 4, 3, 5]
    assert savenay.around[0].id == 3


def test_the_others_come_the_nearest_first_and_without_a_position_last():
    nowhere = Place(6, "Résidence sans position", COUERON, "/f/")

    found = find("Couëron", (*PLACES, nowhere), towns())

    assert [place.id for place in found.here] == [3, 6]
    assert [place.id for place in found.around] == [2, 1, 5, 4]


def test_a_name_that_several_towns_share_offers_the_others():
    found = find("Saint-Mars", PLACES, towns())

    assert {found.name, *found.others} >= {"Saint-Mars-du-Désert", "Saint-Mars-de-Coutais"}


def test_a_town_of_another_territory_is_known_by_its_places():
    lens = Commune(9, "Lens", "lens", "/l/", "62300", "62498")
    terrils = Place(9, "Résidence des Terrils", lens, "/l/t/", latitude=50.43, longitude=2.83)

    assert find("lens", (*PLACES, terrils), towns()).here == (terrils,)
    assert find("62300", (*PLACES, terrils), towns()).here == (terrils,)
