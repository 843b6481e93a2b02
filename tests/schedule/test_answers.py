"""The answer in words, state by state, as a resident reads it: with French spacing."""

from datetime import date, time

import pytest

from core.typography import french
from schedule.answers import answer
from schedule.timeline import (
    EVERYTHING,
    Notice,
    NoticeKind,
    Scope,
    ScopeKind,
    State,
    Timeline,
    whereabouts,
)
from tests.schedule.plans import (
    CHABOSSIERE,
    COUERON,
    ETANG,
    TILLEULS,
    TREILLIERES,
    a_stay,
    at,
    cancelled,
    moved,
    only,
    other_hours,
    weekly,
)

HERE, TOWN = Scope(ScopeKind.PLACE, TILLEULS.id), Scope(ScopeKind.COMMUNE, COUERON.id)
STAY = weekly("2026-10-06", "2026-10-16", "TU WE TH FR")
LAST_DAY = only("2026-10-06")
WEEKDAY_AND_CHRISTMAS = weekly("2026-12-24", "2026-12-30", "TH FR WE")
NOWHERE = a_stay(only("2020-01-07"))


def said(moment: str, *stays, scope: Scope = EVERYTHING):
    return answer(whereabouts(Timeline(stays), at(moment), scope), scope)


def sentence(moment: str, *stays, scope: Scope = EVERYTHING) -> str:
    """With ~ for each no-break space, so that a reader of the test sees them."""
    return french(said(moment, *stays, scope=scope).sentence).replace("\u00a0", "~")


def details(moment: str, *stays, scope: Scope = EVERYTHING) -> list[str]:
    return [french(line).replace("\u00a0", "~") for line in said(moment, *stays, scope=scope).details]


TILLEULS_SAID = "à Couëron, Résidence des Tilleuls"
SENTENCES = [
    (State.OPEN, "2026-10-06 10:00", (), {
        EVERYTHING: "La caravane est ouverte maintenant, à Couëron, Résidence des Tilleuls, jusqu’à 12~h.",
        TOWN: "La caravane est ouverte maintenant, à Couëron, Résidence des Tilleuls, jusqu’à 12~h.",
        HERE: "La caravane est ici maintenant, jusqu’à 12~h.",
    }),
    (State.OPENS_LATER, "2026-10-06 08:00", (), {
        EVERYTHING: "La caravane ouvre aujourd’hui de 9~h~30 à 12~h, à Couëron, Résidence des Tilleuls.",
        TOWN: "La caravane ouvre aujourd’hui de 9~h~30 à 12~h, à Couëron, Résidence des Tilleuls.",
        HERE: "La caravane ouvre ici aujourd’hui de 9~h~30 à 12~h.",
    }),
    (State.PAUSE, "2026-10-06 12:00", (), {
        EVERYTHING: f"La caravane fait une pause. Elle rouvre de 14~h à 17~h, {TILLEULS_SAID}.",
        TOWN: f"La caravane fait une pause. Elle rouvre de 14~h à 17~h, {TILLEULS_SAID}.",
        HERE: "La caravane est ici aujourd’hui. Elle fait une pause et rouvre de 14~h à 17~h.",
    }),
    (State.FINISHED_TODAY, "2026-10-06 17:00", (), {
        EVERYTHING: "La caravane est fermée~: c’est fini pour aujourd’hui.",
        TOWN: "Dans cette commune, c’est fini pour aujourd’hui.",
        HERE: "Ici, c’est fini pour aujourd’hui.",
    }),
    (State.NOT_TODAY, "2026-10-10 10:00", (), {
        EVERYTHING: "La caravane n’est pas ouverte aujourd’hui.",
        TOWN: "La caravane n’est pas dans cette commune aujourd’hui.",
        HERE: "La caravane n’est pas ici aujourd’hui.",
    }),
    (State.CANCELLED_TODAY, "2026-10-06 10:00", (cancelled("2026-10-06"),), {
        EVERYTHING: "La permanence d’aujourd’hui est annulée.",
        TOWN: "La permanence d’aujourd’hui est annulée.",
        HERE: "La permanence d’aujourd’hui est annulée.",
    }),
    (State.CANCELLED_TODAY, "2026-10-06 13:00", (cancelled("2026-10-06", "apres-midi"),), {
        EVERYTHING: "La permanence de cet après-midi est annulée.",
        TOWN: "La permanence de cet après-midi est annulée.",
        HERE: "La permanence de cet après-midi est annulée.",
    }),
    (State.NOTHING_PLANNED, "2026-11-30 10:00", (), {
        EVERYTHING: "Aucune date n’est encore prévue.",
        TOWN: "Aucune date n’est encore prévue.",
        HERE: "Aucune date n’est encore prévue ici.",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "moment", "changes", "scope", "expected"),
    [
        pytest.param(state, moment, changes, scope, words, id=f"{state}-{moment}-{scope.kind}")
        for state, moment, changes, by_scope in SENTENCES
        for scope, words in by_scope.items()
    ],
)
def test_each_state_has_its_french_sentence(state, moment, changes, scope, expected):
    stay = a_stay(STAY, *changes)

    assert said(moment, stay, scope=scope).state is state
    assert sentence(moment, stay, scope=scope) == expected


def test_a_moved_day_says_to_the_usual_place_where_the_caravan_is_and_when():
    stay = a_stay(STAY, moved("2026-10-06", ETANG, message="Des travaux occupent le parking."))

    assert sentence("2026-10-06 08:00", stay, scope=HERE) == (
        "Aujourd’hui, la caravane est ailleurs~: à Treillières, Résidence de l’Étang, de 9~h~30 à 12~h."
    )
    assert details("2026-10-06 08:00", stay, scope=HERE)[0] == "Des travaux occupent le parking."


def test_a_moved_day_says_to_the_new_place_that_the_caravan_is_there():
    stay = a_stay(STAY, moved("2026-10-06", ETANG))
    there = Scope(ScopeKind.PLACE, ETANG.id)

    assert sentence("2026-10-06 10:00", stay, scope=there) == "La caravane est ici maintenant, jusqu’à 12~h."


def test_a_moved_day_is_no_obstacle_for_those_who_ask_about_everything():
    stay = a_stay(STAY, moved("2026-10-06", ETANG))

    assert sentence("2026-10-06 10:00", stay) == (
        "La caravane est ouverte maintenant, à Treillières, Résidence de l’Étang, jusqu’à 12~h."
    )


def test_a_move_inside_a_town_is_not_elsewhere_for_the_town():
    stay = a_stay(STAY, moved("2026-10-06", CHABOSSIERE))

    assert said("2026-10-06 10:00", stay, scope=TOWN).state is State.OPEN
    assert said("2026-10-06 10:00", stay, scope=HERE).state is State.MOVED_TODAY


def test_while_the_morning_is_open_the_cancelled_afternoon_is_already_announced():
    stay = a_stay(STAY, cancelled("2026-10-06", "apres-midi", message="La médiatrice est malade."))

    assert details("2026-10-06 10:00", stay, scope=HERE) == [
        "La permanence de cet après-midi (de 14~h à 17~h) est annulée.",
        "La médiatrice est malade.",
    ]


def test_after_a_cancelled_afternoon_the_next_day_is_called_tomorrow():
    stay = a_stay(STAY, cancelled("2026-10-06", "apres-midi", message="La médiatrice est malade."))

    assert details("2026-10-06 13:00", stay, scope=HERE) == [
        "La médiatrice est malade.",
        "La caravane revient demain, mercredi 7~octobre 2026, de 9~h~30 à 12~h.",
    ]


def test_home_says_where_it_opens_again_tomorrow():
    assert details("2026-10-06 17:00", a_stay(STAY)) == [
        f"La caravane rouvre demain, mercredi 7~octobre 2026, de 9~h~30 à 12~h, {TILLEULS_SAID}."
    ]


def test_over_the_weekend_the_next_date_is_given_in_full():
    assert details("2026-10-10 10:00", a_stay(STAY), scope=HERE) == [
        "La caravane revient le mardi 13~octobre 2026, de 9~h~30 à 12~h."
    ]


def test_the_first_of_a_month_is_written_1er():
    stay = a_stay(only("2026-12-01"))

    assert details("2026-11-20 10:00", stay, scope=HERE) == [
        "La caravane revient le mardi 1er~décembre 2026, de 9~h~30 à 12~h."
    ]


def test_a_town_that_the_caravan_left_for_good_is_told_so_after_the_last_session():
    assert details("2026-10-06 17:00", a_stay(LAST_DAY), scope=HERE) == [
        "Aucune autre date n’est encore prévue."
    ]


def test_nothing_planned_is_said_once():
    assert details("2026-11-30 10:00", a_stay(STAY)) == []


@pytest.mark.parametrize("scope", [EVERYTHING, TOWN, HERE], ids=lambda scope: scope.kind)
def test_a_public_holiday_is_given_as_the_reason(scope):
    stay = a_stay(WEEKDAY_AND_CHRISTMAS)

    assert sentence("2026-12-25 10:00", stay, scope=scope) == (
        "Pas de permanence aujourd’hui~: c’est un jour férié (Noël)."
    )


def test_a_public_holiday_at_the_end_of_a_stay_is_still_the_reason():
    stay = a_stay(weekly("2026-12-24", "2026-12-25", "TH FR"))

    assert sentence("2026-12-25 10:00", stay, scope=HERE) == (
        "Pas de permanence aujourd’hui~: c’est un jour férié (Noël)."
    )
    assert details("2026-12-25 10:00", stay, scope=HERE) == ["Aucune autre date n’est encore prévue."]


def test_a_holiday_elsewhere_is_no_news_for_another_town():
    stay, other = a_stay(WEEKDAY_AND_CHRISTMAS), a_stay(only("2027-02-02"), id=2, place=ETANG)
    elsewhere = Scope(ScopeKind.COMMUNE, TREILLIERES.id)

    assert sentence("2026-12-25 10:00", stay, other, scope=elsewhere) == (
        "La caravane n’est pas dans cette commune aujourd’hui."
    )


def test_other_hours_are_what_the_sentence_says():
    stay = a_stay(STAY, other_hours("2026-10-06", "10:30 12:00", "matin", message="Une heure plus tard."))

    assert (
        sentence("2026-10-06 09:00", stay, scope=HERE)
        == "La caravane ouvre ici aujourd’hui de 10~h~30 à 12~h."
    )
    assert details("2026-10-06 09:00", stay, scope=HERE) == ["Une heure plus tard."]


def test_a_change_is_not_told_once_its_session_is_over():
    """« Aujourd’hui, les heures changent : de 10 h 30 à 12 h » said at three o’clock is: it has closed."""
    stay = a_stay(STAY, other_hours("2026-10-06", "10:30 12:00", "matin", message="Une heure plus tard."))

    assert details("2026-10-06 15:00", stay, scope=HERE) == []
    assert not any("heures changent" in line for line in details("2026-10-06 18:00", stay))
    elsewhere = a_stay(STAY, moved("2026-10-06", ETANG, "matin"))
    assert not any("Étang" in line for line in details("2026-10-06 18:00", elsewhere))


@pytest.mark.parametrize("moment", ["2026-10-06 12:30", "2026-10-06 14:05"])
def test_a_late_session_is_called_late_and_not_a_break(moment):
    notices = (Notice(date(2026, 10, 6), "apres-midi", NoticeKind.LATE, time(14, 30)),)
    stay = a_stay(STAY, notices=notices)

    assert (
        sentence(moment, stay) == f"La caravane a du retard. Elle ouvre de 14~h~30 à 17~h, {TILLEULS_SAID}."
    )
    assert sentence(moment, stay, scope=HERE) == "La caravane a du retard. Elle ouvre ici de 14~h~30 à 17~h."
    assert details(moment, stay) == ["Elle devait ouvrir à 14~h."]


def test_the_note_of_the_stay_is_read_when_it_is_held_and_not_when_it_is_cancelled():
    note = "Venez par la rue du Lac."

    assert note in said("2026-10-06 10:00", a_stay(STAY, note=note)).details
    assert note not in said("2026-10-06 10:00", a_stay(STAY, cancelled("2026-10-06"), note=note)).details


def test_a_cancelled_session_sends_nobody_to_the_place_where_it_was():
    found = said("2026-10-06 10:00", a_stay(LAST_DAY, cancelled("2026-10-06")))

    assert found.place is None


def test_no_sentence_is_said_twice():
    stay = a_stay(STAY, cancelled("2026-10-06", message="Panne."), note="Panne.")

    found = said("2026-10-06 10:00", stay, scope=HERE).details

    assert len(found) == len(set(found))


def test_every_state_has_a_drawing_that_exists():
    from schedule.answers import DRAWINGS
    from tests.conftest import ROOT

    missing = [
        state
        for state in State
        if not (ROOT / "site" / "static" / "img" / f"caravan-{DRAWINGS[state]}.svg").is_file()
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("then", "drawing"),
    [
        (a_stay(only("2026-10-13")), "closed"),
        (a_stay(only("2026-10-13"), place=ETANG), "road"),
    ],
    ids=["the same place", "another place"],
)
def test_between_two_days_the_caravan_is_on_the_road_only_when_it_moves(then, drawing):
    before = a_stay(LAST_DAY)

    assert said("2026-10-08 10:00", before, then).picture == f"img/caravan-{drawing}.svg"


def test_the_caravan_that_goes_elsewhere_in_between_is_on_the_road_for_the_place_it_comes_back_to():
    stays = a_stay(LAST_DAY), a_stay(only("2026-10-09"), place=ETANG), a_stay(only("2026-10-13"))

    seen = [said(moment, *stays, scope=HERE).picture for moment in ("2026-10-08 10:00", "2026-10-11 10:00")]

    assert seen == ["img/caravan-road.svg"] * 2


def test_a_percent_sign_in_a_name_is_only_a_percent_sign():
    from dataclasses import replace

    stay = a_stay(STAY, place=replace(TILLEULS, name="Bâtiment 100 % %(where)s"))

    assert "100~% %(where)s" in sentence("2026-10-06 10:00", stay)


def test_a_day_with_one_session_cancelled_and_the_other_over_says_which_one():
    stay = a_stay(STAY, cancelled("2026-10-06", "matin"))

    assert sentence("2026-10-06 10:00", stay) == (
        "La caravane ouvre aujourd’hui de 14~h à 17~h, à Couëron, Résidence des Tilleuls."
    )
    assert details("2026-10-06 10:00", stay) == ["La permanence de ce matin (de 9~h~30 à 12~h) est annulée."]


def test_each_session_cancelled_one_by_one_comes_to_the_whole_day():
    stay = a_stay(STAY, cancelled("2026-10-06", "matin"), cancelled("2026-10-06", "apres-midi"))

    assert sentence("2026-10-06 08:00", stay) == "La permanence d’aujourd’hui est annulée."


def test_a_day_cancelled_as_a_whole_needs_no_line_per_session():
    stay = a_stay(STAY, cancelled("2026-10-06", message="Panne."))

    assert details("2026-10-06 08:00", stay, scope=HERE) == [
        "Panne.",
        "La caravane revient demain, mercredi 7~octobre 2026, de 9~h~30 à 12~h.",
    ]


def test_an_afternoon_moved_to_a_morning_hour_is_called_by_the_hour_at_which_it_is_held():
    stay = a_stay(
        STAY, other_hours("2026-10-06", "10:00 11:00", "apres-midi"), cancelled("2026-10-06", "matin")
    )

    assert (
        sentence("2026-10-06 09:00", stay, scope=HERE) == "La caravane ouvre ici aujourd’hui de 10~h à 11~h."
    )
