"""Tables as people make them. No database."""

import pytest

from schedule.seasons import csv_format
from schedule.seasons.lines import Reading, Refused
from tests.schedule import plans
from tests.schedule.seasons.seasons import AFTERNOON, MORNING, a_line

TITLES = (
    "Lieu;Commune;Caravane;Du;Au;Jours;Rythme;Horaires;Dates sans;Dates en plus;Ouvert les jours fériés;Note"
)
USUAL = {
    "Lieu": "Résidence des Tilleuls",
    "Commune": "Couëron",
    "Caravane": "La caravane",
    "Du": "24/11/2026",
    "Au": "11/12/2026",
    "Jours": "mar mer jeu ven",
    "Horaires": "9h30-12h30, 14h-17h",
}


def table(**changed) -> bytes:
    cells = dict.fromkeys(TITLES.split(";"), "") | USUAL | changed
    return f"{TITLES}\n{';'.join(cells.values())}\n".encode()


def reasons(content: bytes) -> list[str]:
    return [reason for refused in csv_format.read(content).refused for reason in refused.reasons]


def test_a_table_with_one_stay():
    assert csv_format.read(table()) == Reading((a_line(),))


def test_what_is_written_opens_in_a_french_spreadsheet():
    line = a_line(plans.weekly("2026-11-24", "2026-12-11", "TU WE", extra="2026-12-14"), note="=1+1")

    assert csv_format.write([line]).decode("utf-8-sig").splitlines() == [
        TITLES,
        "Résidence des Tilleuls;Couëron;La caravane;24/11/2026;11/12/2026;mar mer;chaque semaine;"
        "9h30-12h30, 14h-17h;;14/12/2026;non;'=1+1",
    ]
    assert csv_format.write([line]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_spreadsheet_may_have_written_it(encoding, sign, end):
    text = (
        table()
        .decode()
        .replace("9h30-12h30, 14h-17h", '"9h30-12h30; 14h-17h"' if sign == ";" else "9h30-12h30 et 14h-17h")
    )
    rows = text.split("\n")
    text = end.join(rows if sign == ";" else [row.replace(";", sign) for row in rows])

    assert csv_format.read(text.encode(encoding)) == Reading((a_line(),))


def test_columns_in_any_order_and_letters():
    text = (
        "horaires;AU;  du ;JOURS;Residence;Ville\n9h30-12h30;11/12/2026;24/11/2026;mardi a vendredi;Le Lac;\n"
    )

    assert csv_format.read(text.encode()) == Reading(
        (a_line(place="Le Lac", commune="", caravan="", hours=(MORNING,)),)
    )


@pytest.mark.parametrize(
    "typed", ["24/11/2026", "2026-11-24", "24-11-2026", "24.11.26", "mardi 24 novembre 2026"]
)
def test_dates_in_several_forms(typed):
    assert csv_format.read(table(Du=typed)) == Reading((a_line(),))


@pytest.mark.parametrize(
    "typed",
    [
        "9 h 30 à 12 h 30, 14 h à 17 h",
        "de 9h30 à 12h30 et de 14h à 17h",
        "09:30-12:30 / 14:00-17:00",
        "14H00–17H00 9H30–12H30",
    ],
)
def test_hours_in_several_forms(typed):
    assert csv_format.read(table(Horaires=typed)) == Reading((a_line(hours=(MORNING, AFTERNOON)),))


@pytest.mark.parametrize(
    "typed", ["mardi à vendredi", "du mardi au vendredi", "Mar, Mer, Jeu, Ven", "mar-ven", "ma-je et ven."]
)
def test_weekdays_in_several_forms(typed):
    assert csv_format.read(table(Jours=typed)) == Reading((a_line(),))


@pytest.mark.parametrize("typed", ["2", "une semaine sur 2", "Une semaine sur deux", "toutes les 2 semaines"])
def test_every_second_week(typed):
    (line,) = csv_format.read(table(Rythme=typed)).lines

    assert line.dates.interval == 2


def test_dates_without_and_dates_in_addition():
    (line,) = csv_format.read(
        table(**{"Dates sans": "25/11/2026, 26/11/2026", "Dates en plus": "14 décembre 2026"})
    ).lines

    assert line.dates == plans.weekly(
        "2026-11-24", "2026-12-11", "TU WE TH FR", without="2026-11-25 2026-11-26", extra="2026-12-14"
    )


def test_single_dates_alone():
    (line,) = csv_format.read(table(Du="", Au="", **{"Dates en plus": "24/11/2026 et 01/12/2026"})).lines

    assert line.dates == plans.only("2026-11-24", "2026-12-01")


@pytest.mark.parametrize(
    ("column", "typed", "reason"),
    [
        ("Lieu", "", "Le lieu manque."),
        ("Du", "31/02/2027", "Du\u00a0: Cette date n’existe pas\u00a0: «\u00a031/02/2027\u00a0»."),
        ("Du", "demain", "Du\u00a0: «\u00a0demain\u00a0» n’est pas une date. Écrivez-la comme 24/11/2026."),
        (
            "Jours",
            "mardi et mardredi",
            "Jours\u00a0: «\u00a0mardi et mardredi\u00a0» ne sont pas des jours de la semaine. "
            "Écrivez-les comme «\u00a0mar mer jeu ven\u00a0» ou «\u00a0mardi à vendredi\u00a0».",
        ),
        (
            "Horaires",
            "25h-26h",
            "Horaires\u00a0: «\u00a025h-26h\u00a0» ne sont pas des horaires. "
            "Écrivez-les comme 9h30-12h30, 14h-17h.",
        ),
        (
            "Rythme",
            "parfois",
            "Rythme\u00a0: «\u00a0parfois\u00a0» n’est pas un rythme. "
            "Écrivez «\u00a0chaque semaine\u00a0» ou «\u00a0une semaine sur 2\u00a0».",
        ),
        (
            "Ouvert les jours fériés",
            "bof",
            "Ouvert les jours fériés\u00a0: «\u00a0bof\u00a0»\u00a0: écrivez «\u00a0oui\u00a0» "
            "ou «\u00a0non\u00a0».",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_column(column, typed, reason):
    assert reasons(table(**{column: typed})) == [reason]


def test_a_line_says_all_that_is_wrong_with_it_and_where_it_stands():
    content = (
        table() + b"\nLe Lac;;;demain;;;;;;;;\nLe Port;;;24/11/2026;24/11/2026;mardi;;9h-12h;;;;;;trop\n"
    )

    reading = csv_format.read(content)

    assert [line.number for line in reading.lines] == [2]
    assert reading.refused == (
        Refused(
            4, "Le Lac", ("Du\u00a0: «\u00a0demain\u00a0» n’est pas une date. Écrivez-la comme 24/11/2026.",)
        ),
        Refused(5, "Le Port", ("Cette ligne a plus de cases que la première ligne n’a de titres.",)),
    )


def test_a_column_that_is_not_read_is_said():
    reading = csv_format.read(table().replace(b"Rythme", "Météo".encode()))

    assert reading == Reading((a_line(),), remarks=("Cette colonne n’est pas lue\u00a0: Météo.",))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Ce fichier est vide."),
        (b"\n;;\n", "Ce fichier est vide."),
        (
            b"Bonjour\n",
            "La première ligne doit nommer les colonnes. Il manque ici\u00a0: Lieu, Horaires.",
        ),
        (b"Lieu;Horaires\n", "Ce fichier a des titres, mais aucune ligne en dessous."),
        (b"Lieu;Horaires;lieu\na;b;c\n", "Deux colonnes ont le même titre\u00a0: Lieu."),
        (b'Lieu;Horaires\n"Le Lac;9h-12h\n', "Dans ce fichier, un guillemet est ouvert et n’est pas fermé."),
        (b"Lieu;Horaires\n" + b"a;b\n" * 201, "Ce fichier a trop de lignes\u00a0: 200 au plus."),
        (b"a" * 1_000_001, "Ce fichier est trop lourd\u00a0: 1\u00a0Mo au plus."),
        (
            b"PK\x03\x04",
            "Ce n’est pas un fichier CSV. Dans votre tableur, choisissez «\u00a0Enregistrer sous\u00a0», "
            "puis «\u00a0CSV\u00a0».",
        ),
        (
            b"\x00\x01",
            "Ce fichier ne contient pas de texte lisible. Enregistrez-le en CSV, puis "
            "choisissez-le de nouveau.",
        ),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(content, problem):
    assert csv_format.read(content) == Reading(problem=problem)
