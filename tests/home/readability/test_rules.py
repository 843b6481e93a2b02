"""The rules of easy-to-read French: each on what it must find, and on what it must leave alone."""

import pytest

from guides.plain_language.draft import Draft, Finding, Passage, Place
from home.readability import falc, styles

HERE = Place("Accueil")


def found(rule, *texts: str) -> list[str]:
    draft = Draft(passages=tuple(Passage(HERE, text) for text in texts))
    return [finding.excerpt for finding in rule(draft)]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (falc.double_negations, "Vous ne pouvez ne pas venir."),
        (falc.double_negations, "Ce n’est pas impossible."),
        (falc.roman_numerals, "Le chapitre IV du livre."),
        (falc.roman_numerals, "Au XXIe siècle."),
        (falc.spelled_numbers, "La caravane vient quatre jours."),
        (falc.spelled_numbers, "Vingt personnes attendent."),
        (falc.large_numbers, "Elle coûte 300 000 euros."),
        (falc.large_numbers, "Deux millions de personnes."),
        (falc.large_numbers, "Environ 25000 habitants."),
        (falc.dates_in_figures, "La caravane vient le 24/11/2026."),
        (falc.dates_in_figures, "Depuis le 2026-11-24."),
        (falc.abbreviations, "Apportez un stylo, etc."),
        (falc.abbreviations, "Le n° de téléphone."),
        (falc.abbreviations, "Prenez rdv."),
        (falc.signs, "Le téléphone et/ou la tablette."),
        (falc.signs, "Caf & Cpam"),
        (falc.signs, "Le(s) document(s)"),
        (falc.signs, "Réglages → Son"),
        (falc.semicolons, "La porte est ouverte ; entrez."),
        (falc.capitals, "ATTENTION à la marche."),
        (falc.marks, "Un <em>autre</em> jour."),
        (falc.hard_words, "Veuillez patienter."),
        (falc.hard_words, "Effectuez le paiement afin de continuer."),
        (falc.hard_words, "Envoyez un mail."),
    ],
)
def test_a_rule_finds(rule, text):
    assert set(found(rule, text)) == {text}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (falc.double_negations, "Il ne vous suit pas et ne garde rien."),
        (falc.double_negations, "Votre bailleur ne le demande jamais, ni par téléphone."),
        (falc.roman_numerals, "Le hall C. La porte A. Le plan VITAL."),
        (falc.spelled_numbers, "Résidence des Trois-Tilleuls"),
        (falc.spelled_numbers, "Touchez « Deux fois par jour »."),
        (falc.spelled_numbers, "Une personne vous aide un moment."),
        (falc.large_numbers, "Appelez le 02 40 99 27 00."),
        (falc.large_numbers, "Appelez le 0 805 16 00 75."),
        (falc.large_numbers, "44000 Nantes, en 2026, à 1 000 pas."),
        (falc.dates_in_figures, "Mardi 24 novembre 2026, de 9 h 30 à 12 h 30."),
        (falc.abbreviations, "Informez votre banque. Un texte maximal."),
        (falc.signs, "Tapez www.caf.fr/paiement. Dates : %(url)s/permanences/"),
        (falc.signs, "L’heure de %(start)s à %(end)s"),
        (falc.semicolons, "Le prix&nbsp;: 3 euros."),
        (falc.capitals, "La CAF et le RSA."),
        (falc.marks, "Le mot <strong>important</strong>."),
        (falc.hard_words, "Votre adresse e-mail."),
        (falc.hard_words, "Touchez « Paramétrer »."),
    ],
)
def test_a_rule_leaves_alone(rule, text):
    assert found(rule, text) == []


def test_a_hard_word_comes_with_what_to_say_instead():
    draft = Draft(passages=(Passage(HERE, "Vous pouvez consulter la page."),))

    assert list(falc.hard_words(draft)) == [
        Finding(
            rule="word",
            name="Mot difficile : « consulter »",
            place=HERE,
            excerpt="Vous pouvez consulter la page.",
            advice="Dites plutôt : lire, regarder.",
            source="FALC",
        )
    ]


def test_letters_stay_straight_and_whole(tmp_path):
    sheet = tmp_path / "card.css"
    sheet.write_text(
        "/* text-align: justify */\n"
        ".card { font-style: italic; }\n"
        ".card p { text-align: justify; hyphens: auto; }\n"
        ".card h2 { text-transform: uppercase; }\n"
        ".card b::first-letter { text-transform: uppercase; }\n"
        ".card i { font-style: normal; }\n"
    )

    assert sorted(finding.rule for finding in styles.findings([sheet])) == [
        "capitals",
        "hyphens",
        "italics",
        "justified",
    ]
