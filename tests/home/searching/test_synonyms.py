"""Words that mean the same: whoever types one finds the others. No database."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from home.searching import synonyms
from home.searching.index import Document, Found, Index
from home.searching.words import STOP_WORDS

HEALTH = "ameli, sécu, sécurité sociale, carte vitale, assurance maladie"


def index(*titles: str, rows: tuple[str, ...] = (HEALTH,)) -> Index:
    documents = (Document(Found(title, f"/{title}/", "Page", ""), ((title, 10.0),)) for title in titles)
    return Index(documents, [synonyms.row(text) for text in rows])


def titles(query: str, searched: Index) -> list[str]:
    return [found.title for found in searched.search(query)]


def test_a_row_is_read_between_commas_semicolons_and_lines():
    found = synonyms.row(" Sécu ;carte de   Vitale,\nassurance maladie,,sécu ")

    assert found == (("secu",), ("carte", "vitale"), ("assurance", "maladie"))


@pytest.mark.parametrize(
    "typed",
    [
        "ameli",
        "Améli",
        "amelie",
        "secu",
        "la sécu",
        "sécus",
        "securite social",
        "carte vital",
        "ma carte vitale svp",
    ],
)
def test_any_expression_of_a_row_finds_what_holds_another_in_any_spelling(typed):
    assert titles(typed, index("Assurance maladie", "Carte routière", "Loyer"))[0] == "Assurance maladie"


@pytest.mark.parametrize("typed", ["carte", "vitale", "sociale", "assu"])
def test_a_part_of_an_expression_is_not_the_expression(typed):
    assert "Ameli" not in titles(typed, index("Ameli", "Loyer"))


def test_a_document_must_hold_the_whole_other_expression():
    assert titles("ameli", index("Carte routière", "Carte vitale")) == ["Carte vitale"]


def test_what_was_typed_counts_more_than_what_means_the_same():
    assert titles("sécu", index("Ameli", "Sécu", "Assurance maladie"))[0] == "Sécu"


def test_the_other_words_of_the_query_still_count():
    searched = index("Ameli", "Loyer", "Ameli et loyer")

    assert titles("sécu loyer", searched)[0] == "Ameli et loyer"


def test_a_row_helps_no_query_without_its_words():
    assert titles("loyer", index("Ameli", "Loyer")) == ["Loyer"]


WORD = st.text(alphabet="abcdefghijklmnoprstuv", min_size=5, max_size=9).filter(lambda w: w not in STOP_WORDS)
EXPRESSION = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


@given(st.lists(EXPRESSION, min_size=2, max_size=4))
def test_a_row_is_symmetric(expressions):
    assume(len(synonyms.row(",".join(expressions))) == len(expressions))
    searched = index(*expressions, rows=(",".join(expressions),))

    for typed in expressions:
        assert set(titles(typed, searched)) == set(expressions), typed


@given(st.lists(EXPRESSION, min_size=2, max_size=4), EXPRESSION)
def test_a_row_takes_nothing_away(expressions, typed):
    documents = [*expressions, typed]
    without = titles(typed, index(*documents, rows=()))

    assert set(without[:1]) <= set(titles(typed, index(*documents, rows=(",".join(expressions),))))
