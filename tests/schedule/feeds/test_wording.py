"""What a calendar says of one session, in exact French; and that it can be kept and compared."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.feeds.wording import Said, Status, clean, formerly_at, location, withdrawn
from schedule.timeline import Caravan, Commune, Place
from schedule.timeline.timeline import expand
from tests.schedule import plans
from tests.schedule.feeds.sayings import (
    CATEGORIES,
    a_saying,
    all_said,
    naively_clean,
    of_category,
    sayings,
    texts,
)
from tests.schedule.plans import (
    CHABOSSIERE,
    ETANG,
    MARTINIQUE,
    PARIS,
    a_stay,
    cancelled,
    moved,
    only,
    other_hours,
    weekly,
)

TOWN = Commune(1, "Couëron", "coueron", "/permanences/coueron/", postcode="44220")
LINDENS = Place(
    11,
    "Résidence des Tilleuls",
    TOWN,
    "/permanences/coueron/tilleuls/",
    address="12, allée des Tilleuls",
    access="Près du gardien.",
    bring="Votre téléphone.",
    latitude=47.2137,
    longitude=-1.7234,
)
CARAVAN = Caravan(1, "La caravane", PARIS, phone="02 40 00 00 00")


def on_tuesday(*changes, **facts) -> list[Said]:
    """The two sessions of Tuesday 24 November 2026 at Les Tilleuls."""
    facts = {"place": LINDENS, "caravan": CARAVAN, "note": "Entrée libre."} | facts
    return all_said(a_stay(only("2026-11-24"), *changes, **facts))


# --- Cleaning -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sonnez\tici", "Sonnez ici"),
        ("un\r\ndeux\rtrois\ndeux", "un\ndeux\ntrois\ndeux"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\ufeffun\ufffe\uffff", "un"),
        ("\u202egauche\u202c \u2066isolé\u2069 \u200emarque\u200f\u061c", "gauche isolé marque"),
        ("\ud83d seul \ude00", " seul "),
        ("🚐 œuf — « é » e\u0301 العربية ไทย", "🚐 œuf — « é » e\u0301 العربية ไทย"),
        (
            "le\u200c lien\u200d et l’espace\u00a0fine\u202f!",
            "le\u200c lien\u200d et l’espace\u00a0fine\u202f!",
        ),
    ],
)
def test_text_is_cleaned_of_what_no_calendar_can_hold(typed, kept):
    assert clean(typed) == kept


def test_every_control_character_goes_but_for_the_end_of_a_line():
    controls = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]

    kept = {sign: clean(f"a{sign}b") for sign in controls}

    ends, spaces = dict.fromkeys("\n\r\x0b\x0c\x85", "a\nb"), {"\t": "a b"}
    assert kept == dict.fromkeys(controls, "ab") | ends | spaces


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_class_of_unicode_is_cleaned_by_the_same_rule(category):
    text = of_category(category)

    assert clean(text) == naively_clean(text)


@given(texts)
@plans.law(150)
def test_cleaning_leaves_what_can_be_written_and_cleaning_twice_changes_nothing(text):
    cleaned = clean(text)

    assert cleaned == naively_clean(text) == clean(cleaned)
    assert cleaned.encode().decode() == cleaned


@given(texts, texts, texts)
@plans.law(60)
def test_a_location_is_always_one_line(name, address, town):
    place = Place(1, name, Commune(1, town, "t", "/t/"), "/t/p/", address=address)

    line = location(next(expand(a_stay(only("2026-11-24"), place=place))))

    assert line.splitlines() in ([line], [])
    assert line == clean(line)


# --- Sentences ------------------------------------------------------------------------------------


def test_a_session_says_who_comes_where_when_and_what_to_bring():
    morning, _ = on_tuesday()

    assert morning == Said(
        uid="sejour-1-matin-20261124",
        start=datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
        end=datetime(2026, 11, 24, 11, 0, tzinfo=UTC),
        zone="Europe/Paris",
        status=Status.PLANNED,
        title="La caravane – Résidence des Tilleuls",
        where="Couëron, Résidence des Tilleuls",
        location="Résidence des Tilleuls, 12, allée des Tilleuls, 44220 Couëron",
        url="http://testserver/permanences/coueron/tilleuls/",
        notice="",
        details=(
            "Entrée libre.\nPrès du gardien.\nVotre téléphone.\nTéléphone\u00a0: 02 40 00 00 00\n"
            "http://testserver/permanences/coueron/tilleuls/"
        ),
        phone="Téléphone\u00a0: 02 40 00 00 00",
        latitude=47.2137,
        longitude=-1.7234,
        stay=1,
        place=11,
    )
    assert (morning.summary, morning.is_off) == ("La caravane – Résidence des Tilleuls", False)
    assert (
        morning.description.split("\n")[0] == "Mardi 24\u00a0novembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h."
    )


def test_a_cancelled_session_says_so_first_and_asks_nobody_to_bring_anything():
    morning, _ = on_tuesday(cancelled("2026-11-24", message="La médiatrice est malade."))

    assert (morning.status, morning.is_off) == (Status.CANCELLED, True)
    assert morning.summary == "ANNULÉ\u00a0: La caravane – Résidence des Tilleuls"
    assert morning.description.split("\n") == [
        "La permanence du mardi 24\u00a0novembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h, est annulée.",
        "La médiatrice est malade.",
        "Mardi 24\u00a0novembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h.",
        "Téléphone\u00a0: 02 40 00 00 00",
        "http://testserver/permanences/coueron/tilleuls/",
    ]


def test_a_moved_session_names_both_places_and_leads_to_the_new_one():
    _, afternoon = on_tuesday(moved("2026-11-24", ETANG, "apres-midi"))

    assert (afternoon.status, afternoon.is_off, afternoon.place) == (Status.MOVED, False, ETANG.id)
    assert afternoon.summary == "Exceptionnellement\u00a0: La caravane – Résidence de l’Étang"
    assert afternoon.location == "Résidence de l’Étang, Treillières"
    assert afternoon.url == "http://testserver/permanences/treillieres/etang/"
    assert afternoon.notice == (
        "Le mardi 24\u00a0novembre 2026, de 14\u00a0h à 17\u00a0h, la caravane est à "
        "Treillières, Résidence de l’Étang, au lieu de Couëron, Résidence des Tilleuls."
    )


def test_other_hours_are_said_in_a_sentence_and_held_in_the_event():
    morning, _ = on_tuesday(other_hours("2026-11-24", "10:00 11:45", "matin"))

    assert (morning.status, morning.is_off) == (Status.HOURS, False)
    assert morning.summary == "Autres heures\u00a0: La caravane – Résidence des Tilleuls"
    assert morning.start == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert morning.notice == (
        "Le mardi 24\u00a0novembre 2026, les heures changent\u00a0: "
        "la caravane est là de 10\u00a0h à 11\u00a0h\u00a045."
    )


def test_a_withdrawn_session_is_cancelled_and_leads_to_all_dates():
    before = on_tuesday()[0]

    after = withdrawn(before)

    assert after == replace(
        before,
        status=Status.WITHDRAWN,
        notice="La permanence du mardi 24\u00a0novembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h, est annulée.",
        details="Téléphone\u00a0: 02 40 00 00 00\nhttp://testserver/permanences/",
        url="http://testserver/permanences/",
    )
    assert (after.summary, after.is_off) == ("ANNULÉ\u00a0: La caravane – Résidence des Tilleuls", True)


def test_a_session_names_the_places_that_it_had_been_announced_at():
    there = formerly_at(a_saying(), ["La Chabossière", "Résidence de l’Étang"])
    cancelled_there = formerly_at(on_tuesday(cancelled("2026-11-24"))[0], ["La Chabossière"])

    sentence = "Finalement, ce jour-là, la caravane ne vient pas ici\u00a0: "
    assert there.notice == f"{sentence}La Chabossière, Résidence de l’Étang."
    assert cancelled_there.notice.split("\n")[1:] == [f"{sentence}La Chabossière."]


def test_a_former_place_whose_name_is_not_known_any_more_leaves_no_sentence_without_an_end():
    assert formerly_at(a_saying(), []) == a_saying()


def test_hours_are_said_in_the_zone_of_the_caravan():
    far = Caravan(9, "La caravane", MARTINIQUE)

    morning, _ = on_tuesday(caravan=far)

    assert morning.start == datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    assert morning.description.startswith("Mardi 24\u00a0novembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h.")


def test_hours_stay_the_same_words_on_either_side_of_a_clock_change():
    across = all_said(a_stay(weekly("2026-10-20", "2026-10-27", "TU")))

    assert [(one.description.split(", ")[1].split(".")[0], one.start.hour) for one in across] == [
        ("de 9\u00a0h\u00a030 à 12\u00a0h", 7),
        ("de 14\u00a0h à 17\u00a0h", 12),
        ("de 9\u00a0h\u00a030 à 12\u00a0h", 8),
        ("de 14\u00a0h à 17\u00a0h", 13),
    ]


def test_a_place_without_an_address_or_a_postcode_leaves_no_stray_comma():
    bare = all_said(a_stay(only("2026-11-24"), place=CHABOSSIERE))[0]

    assert bare.location == "La Chabossière, Couëron"
    assert (bare.latitude, bare.longitude) == (None, None)


# --- Keeping and comparing ------------------------------------------------------------------------


@given(sayings())
@plans.law(100)
def test_what_was_said_comes_back_from_memory_as_it_was(said):
    kept = json.loads(json.dumps(said.to_json()))

    assert Said.from_json(kept) == said


def test_memory_of_a_later_version_with_more_fields_is_still_readable():
    assert Said.from_json(a_saying().to_json() | {"later": "unknown today"}) == a_saying()


@given(sayings(), sayings(), st.sampled_from(fields(Said)))
@plans.law(200)
def test_two_sayings_have_one_digest_exactly_when_they_are_equal(one, other, field):
    nearly = replace(one, **{field.name: getattr(other, field.name)})

    assert (one.digest() == nearly.digest()) == (one == nearly)
    assert (one.digest() == other.digest()) == (one == other)
    assert one.digest() == replace(one).digest()
