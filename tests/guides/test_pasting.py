"""Text pasted from a word processor becomes clean steps: no database, no Django."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.pasting import PastedStep, as_text, steps

NUMBERED = """1.\tOuvrez le site\r\nTapez l’adresse vous-même.\r\n
2.\tTapez votre nom. Puis le pré\xadnom.\r
•\tComme sur le bail\r\no\tSans accent\r\n3.\tAppuyez sur «\xa0Valider\xa0»"""


def test_a_numbered_list_becomes_steps_with_the_lines_that_follow_each_number():
    assert steps(NUMBERED) == [
        PastedStep("Ouvrez le site", ("Tapez l’adresse vous-même.",)),
        PastedStep("Tapez votre nom", ("Puis le prénom.", "• Comme sur le bail", "• Sans accent")),
        PastedStep("Appuyez sur « Valider »"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Ouvrez le site\n2. Tapez votre nom",
        "1) Ouvrez le site\n2) Tapez votre nom",
        "1 - Ouvrez le site\n2 - Tapez votre nom",
        "1\xa0.\xa0Ouvrez le site\n2\xa0.\xa0Tapez votre nom",
        "1. Ouvrez le site\n1. Tapez votre nom",
        "Étape 1 : Ouvrez le site\nÉtape 2 : Tapez votre nom",
        "Étape\xa01\xa0: Ouvrez le site.\nÉtape\xa02\xa0: Tapez votre nom.",
        "ÉTAPE 1\nOuvrez le site\n\nÉTAPE 2\nTapez votre nom",
        "Etape n° 1 – Ouvrez le site\nEtape n° 2 – Tapez votre nom",
        "E\u0301tape 1 Ouvrez le site\vE\u0301tape 2 Tapez votre nom",
        "• Ouvrez le site\n• Tapez votre nom",
        "·\tOuvrez le site\n·\tTapez votre nom",
        "\uf0b7\tOuvrez le site\n\uf0b7\tTapez votre nom",
        "– Ouvrez le site\n– Tapez votre nom",
        "o\tOuvrez le site\no\tTapez votre nom",
        "- Ouvrez le site\r\n- Tapez votre nom\r\n",
        "Ouvrez le site\nTapez votre nom",
        "Ouvrez le site\u2029Tapez votre nom",
        "\n\nOuvrez le site.\n\n\n  Tapez votre\u200b nom.  \n",
    ],
)
def test_each_way_to_number_gives_the_same_steps(text):
    assert steps(text) == [PastedStep("Ouvrez le site"), PastedStep("Tapez votre nom")]


def test_a_blank_line_parts_paragraphs_and_the_lines_below_the_first_are_text():
    found = steps("Ouvrez le site\nTapez l’adresse\n\nTapez votre nom")

    assert found == [PastedStep("Ouvrez le site", ("Tapez l’adresse",)), PastedStep("Tapez votre nom")]


def test_hours_amounts_and_addresses_at_the_start_of_a_line_are_no_numbers():
    text = "1. Venez\n14 h 30 au plus tard\n1 000 euros suffisent\n10-15 minutes\n27. rue Neuve\n2. Payez"

    assert steps(text) == [
        PastedStep(
            "Venez",
            ("14 h 30 au plus tard", "1 000 euros suffisent", "10-15 minutes", "27. rue Neuve"),
        ),
        PastedStep("Payez"),
    ]


def test_another_kind_of_number_is_a_list_inside_the_step():
    assert steps("1. Choisissez\n1) le nom\n2) la date\n2. Validez") == [
        PastedStep("Choisissez", ("1) le nom", "2) la date")),
        PastedStep("Validez"),
    ]


def test_a_list_inside_a_step_stays_there_even_when_its_numbers_could_follow():
    assert steps("1. Choisissez\n1) le nom\n2) la date") == [
        PastedStep("Choisissez", ("1) le nom", "2) la date"))
    ]


@pytest.mark.parametrize("text", ["1. a\n2. b\n3) c\n4. d\n5. e", "1) a\n2. b\n3. c\n4) d\n5) e"])
def test_numbers_of_two_kinds_that_follow_each_other_are_all_steps(text):
    assert [step.title for step in steps(text)] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("first", ["Payer son loyer", "\n\nPAYER SON LOYER :", "Payer  son\xa0loyer."])
@pytest.mark.parametrize("rest", ["1. Ouvrez\n2. Payez", "Ouvrez\n\nPayez", "• Ouvrez\n• Payez"])
def test_the_title_of_the_guide_at_the_start_is_no_text_of_a_step(first, rest):
    found = steps(f"{first}\n\n{rest}", title="Payer son loyer")

    assert found == [PastedStep("Ouvrez"), PastedStep("Payez")]


def test_a_text_that_is_only_the_title_is_kept():
    assert steps("Payer son loyer", title="Payer son loyer") == [PastedStep("Payer son loyer")]


def test_what_stands_before_the_first_number_is_kept_in_the_first_step():
    assert steps("Payer son loyer\n\n1. Ouvrez le site") == [
        PastedStep("Ouvrez le site", ("Payer son loyer",))
    ]


def test_the_first_sentence_is_the_title_and_the_rest_is_text():
    text = "1. Demandez à Mme Dupont, 3 rue des Lilas. Elle répond le matin. Sinon, appelez… Vous attendez ?"

    assert steps(text) == [
        PastedStep(
            "Demandez à Mme Dupont, 3 rue des Lilas",
            ("Elle répond le matin. Sinon, appelez… Vous attendez ?",),
        )
    ]


def test_what_is_seen_what_to_do_and_tips_are_fields_of_the_step():
    text = (
        "1. Ouvrez le site\nCe que vous devez voir\xa0: la page.\nAstuce : essayez demain.\nLe soir.\n"
        "SI CELA NE MARCHE PAS : appelez.\nAstuce : attendez.\n2. Fermez\nVous voyez :"
    )

    assert steps(text) == [
        PastedStep(
            "Ouvrez le site",
            ("Le soir.", "Astuce : attendez."),
            expect="la page.",
            trouble="appelez.",
            tip="essayez demain.",
        ),
        PastedStep("Fermez", ("Vous voyez :",)),
    ]


def test_the_text_of_a_step_is_rich_text_with_lists_and_nothing_of_it_is_a_tag():
    step = PastedStep("Choisissez", ("Un <b> & deux", "• Le nom", "• La date", "Fini."))

    assert step.html == "<p>Un &lt;b&gt; &amp; deux</p><ul><li>Le nom</li><li>La date</li></ul><p>Fini.</p>"


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\xad\u200b", "•", "1.", "Étape 2"])
def test_nothing_to_read_gives_no_step(text):
    assert steps(text) == []


# Laws

SENTENCES = st.lists(st.sampled_from(["ouvrez", "la", "caf", "l’adresse", "12", "h", "«", "été"]), min_size=1)
LINES = SENTENCES.map(lambda words: "Puis " + " ".join(words))
FIELDS = st.one_of(st.just(""), LINES)
CLEAN = st.lists(
    st.builds(PastedStep, LINES, st.lists(LINES, max_size=3).map(tuple), FIELDS, FIELDS, FIELDS), max_size=6
)
MARKS = ["1. ", "2) ", "3 - ", "Étape 2 : ", "•\t", "o\t", "- ", "— ", ". ", ":"]
SPACES = ["\r\n", "\n", "\n\n", "\v", "\t", "\xa0", "\xad", " "]
WORDS = ["mot", "Après", "fin.", "14 h 30", "1 000 euros", "d’une", "aujour", "d'hui"]
PIECES = st.sampled_from([*MARKS, *SPACES, *WORDS])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def words(text: str) -> Counter:
    """Words of two letters or more; « Étape » is a mark, « o » is a bullet of Word."""
    return Counter(
        word for word in re.findall(r"[^\W\d_]{2,}", text) if word.casefold() not in ("étape", "etape")
    )


@given(CLEAN)
def test_clean_steps_are_read_back_as_they_are(made):
    assert steps(as_text(made)) == made


@given(TEXTS)
def test_no_word_is_lost_or_invented_whatever_is_pasted(text):
    found = steps(text)

    # Soft hyphens and zero-width signs stand inside words.
    pasted = re.sub(
        r"[\xad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x1f\x7f]", "", unicodedata.normalize("NFC", text)
    )
    kept = "\n".join(part for step in found for part in (step.title, *step.paragraphs))
    assert words(kept) == words(pasted)
    assert all(step.title and all(step.paragraphs) for step in found)
