"""The fate of each line, in words. No database."""

from dataclasses import replace

from schedule.seasons.dry_run import Outcome, State, dry_run
from schedule.seasons.lines import Reading, Refused
from tests.schedule import plans
from tests.schedule.plans import CARAVAN, CHABOSSIERE, ETANG, TILLEULS, Session, a_stay, cancelled
from tests.schedule.seasons.seasons import KNOWN, MORNING, NOVEMBER, a_line, day

TODAY = day("2026-11-23")
ELSEWHERE = {"place": "La Chabossière"}
SESSIONS = (Session("a", *MORNING),)


def fates(*lines, state=None, today=TODAY) -> list[tuple]:
    numbered = tuple(replace(line, number=number) for number, line in enumerate(lines, 2))
    report = dry_run(Reading(numbered), state or State(KNOWN), today)
    assert report.problem == ""
    return [(fate.number, str(fate.outcome), *fate.said) for fate in report.fates]


def in_the_morning(dates=NOVEMBER, **facts):
    return a_line(dates, **{"hours": (MORNING,)} | facts)


def test_a_line_that_will_be_created_says_where_and_when():
    (fate,) = dry_run(Reading((in_the_morning(),)), State(KNOWN), TODAY).fates

    assert (fate.outcome, fate.what, fate.days, fate.hours, fate.said) == (
        Outcome.CREATED,
        "Résidence des Tilleuls, Couëron",
        "12 jours, du mardi 24\u00a0novembre 2026 au vendredi 11\u00a0décembre 2026",
        "de 9\u00a0h\u00a030 à 12\u00a0h\u00a030",
        (),
    )


def test_an_identical_stay_is_there_already_however_its_dates_are_written():
    listed = plans.only(*(str(one) for one in NOVEMBER))
    published = State(KNOWN, published=(a_stay(listed, sessions=SESSIONS),))
    draft = State(KNOWN, drafts=(a_stay(NOVEMBER, sessions=SESSIONS, note="Autre"),))

    assert fates(in_the_morning(), state=published) == [(2, "there", "Ce passage est déjà publié.")]
    assert fates(in_the_morning(), state=draft) == [
        (
            2,
            "there",
            "Ce passage est déjà en brouillon.",
            "Sa note est différente\u00a0; elle reste comme elle est.",
        )
    ]


def test_an_unknown_place_comes_with_the_nearest_names():
    assert fates(in_the_morning(place="Residence des Tileuls")) == [
        (
            2,
            "refused",
            "Aucun lieu publié ne s’appelle «\u00a0Residence des Tileuls\u00a0». "
            "Vouliez-vous dire\u00a0: Résidence des Tilleuls, Résidence de l’Étang\u00a0?",
        )
    ]


def test_names_need_neither_accents_nor_capitals():
    line = in_the_morning(place="residence DES tilleuls", commune="COUERON", caravan="la Caravane")

    assert fates(line) == [(2, "created")]


def test_a_place_of_another_commune_says_where_it_is():
    assert fates(in_the_morning(commune="Treillières")) == [
        (
            2,
            "refused",
            "«\u00a0Résidence des Tilleuls\u00a0» n’est pas dans cette commune, mais à\u00a0: Couëron.",
        )
    ]


def test_places_of_the_same_name_need_the_commune():
    twin = replace(TILLEULS, id=99, commune=ETANG.commune)
    state = State(replace(KNOWN, places=(*KNOWN.places, twin)))

    assert fates(in_the_morning(commune=""), in_the_morning(commune="Treillières"), state=state) == [
        (
            2,
            "refused",
            "Il y a plusieurs lieux «\u00a0Résidence des Tilleuls\u00a0»\u00a0: "
            "précisez la commune (Couëron, Treillières).",
        ),
        (3, "created"),
    ]


def test_the_caravan_may_be_left_out_when_there_is_only_one():
    alone = State(replace(KNOWN, caravans=(CARAVAN,)))

    assert fates(in_the_morning(caravan=""), state=alone) == [(2, "created")]
    assert fates(in_the_morning(caravan=""))[0][2].startswith(
        "Quelle caravane\u00a0? Il y a\u00a0: La caravane,"
    )
    assert fates(in_the_morning(caravan="Zzz")) == [
        (2, "refused", "Aucune caravane ne s’appelle «\u00a0Zzz\u00a0».")
    ]


def test_a_clash_names_the_day_the_hours_and_the_place():
    state = State(KNOWN, published=(a_stay(plans.only("2026-12-01"), place=CHABOSSIERE),))

    assert fates(in_the_morning(), state=state) == [
        (
            2,
            "refused",
            "Le mardi 1er\u00a0décembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h, la caravane est déjà annoncée "
            "à un autre endroit\u00a0: La Chabossière.",
        )
    ]


def test_what_is_cancelled_or_of_another_caravan_or_a_draft_is_no_clash():
    stays = (
        a_stay(plans.only("2026-12-01"), cancelled("2026-12-01"), place=CHABOSSIERE),
        a_stay(plans.only("2026-12-02"), place=CHABOSSIERE, caravan=plans.SECOND_CARAVAN, id=2),
    )
    state = State(KNOWN, stays, drafts=(a_stay(NOVEMBER, place=CHABOSSIERE, id=3),))

    assert fates(in_the_morning(), state=state) == [(2, "created")]


def test_the_same_hours_at_the_same_place_are_refused_too():
    state = State(KNOWN, published=(a_stay(plans.only("2026-12-01"), sessions=SESSIONS),))

    assert fates(in_the_morning(), state=state) == [
        (
            2,
            "refused",
            "Le mardi 1er\u00a0décembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h\u00a030, la "
            "caravane est déjà annoncée "
            "ici. Modifiez plutôt cette permanence.",
        )
    ]


def test_two_lines_may_clash_or_repeat_each_other():
    twice = in_the_morning(plans.only("2026-12-04"))

    assert fates(
        in_the_morning(), in_the_morning(plans.only("2026-12-04"), **ELSEWHERE), twice, in_the_morning()
    ) == [
        (2, "created"),
        (
            3,
            "refused",
            "Le vendredi 4\u00a0décembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h\u00a030, la "
            "caravane est à un autre "
            "endroit dans la ligne 2\u00a0: Résidence des Tilleuls.",
        ),
        (
            4,
            "refused",
            "Le vendredi 4\u00a0décembre 2026, de 9\u00a0h\u00a030 à 12\u00a0h\u00a030, la "
            "caravane est déjà là dans la ligne 2.",
        ),
        (5, "refused", "Ce passage est le même que celui de la ligne 2."),
    ]


def test_public_holidays_and_the_past_are_remarks():
    dates = plans.weekly("2026-11-10", "2026-11-13", "TU WE")

    assert fates(in_the_morning(dates), today=day("2026-11-13")) == [
        (
            2,
            "created",
            "Tous ses jours sont passés.",
            "Fermé le mercredi 11\u00a0novembre 2026\u00a0: jour férié (Armistice).",
        )
    ]
    assert fates(in_the_morning(dates, open_on_holidays=True), today=day("2026-11-11")) == [
        (
            2,
            "created",
            "Ses premiers jours sont passés.",
            "Ouvert le mercredi 11\u00a0novembre 2026, jour férié (Armistice).",
        )
    ]


def test_only_public_holidays_are_refused():
    dates = plans.weekly("2026-11-11", "2026-11-11", "WE")

    assert fates(in_the_morning(dates)) == [
        (2, "refused", "Tous ces jours sont fériés\u00a0: la caravane est fermée.")
    ]


def test_a_line_says_all_that_is_wrong_with_it():
    line = a_line(
        plans.WeeklyDates(day("2026-12-11"), day("2026-11-24"), frozenset({1})),
        hours=((plans.time(5), plans.time(12)), (plans.time(11), plans.time(13))),
        place="???",
        note="x" * 301,
    )

    assert fates(line) == [
        (
            2,
            "refused",
            "Le dernier jour vient avant le premier.",
            "De 5\u00a0h à 12\u00a0h\u00a0: Choisissez une heure entre 6\u00a0h et 22\u00a0h.",
            "Deux horaires se chevauchent\u00a0: l’un finit à 12\u00a0h, le suivant commence à 11\u00a0h.",
            "La note a 301 caractères\u00a0: 300 au plus.",
            "Aucun lieu publié ne s’appelle «\u00a0???\u00a0».",
        )
    ]


def test_one_refused_line_forbids_the_whole():
    good = in_the_morning(number=2)
    reading = Reading((replace(good, number=2),), (Refused(3, "Le Port", ("Non.",)),))

    assert dry_run(Reading((good,)), State(KNOWN), TODAY).lines == (good,)
    assert dry_run(reading, State(KNOWN), TODAY).lines == ()


def test_a_plan_of_too_many_sessions_is_refused_fast():
    year = plans.weekly("2027-01-01", "2027-12-31", "MO TU WE TH FR SA SU")
    lines = tuple(in_the_morning(year, number=number) for number in range(60))

    assert dry_run(Reading(lines), State(KNOWN), TODAY).problem == (
        "Ce plan a trop de séances. Faites-en plusieurs fichiers."
    )
