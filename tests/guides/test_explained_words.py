"""What editors may write about a word: once, and in one place."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("term", "forms", "field", "said"),
    [
        ("Lien", "", "term", "Ce mot est déjà expliqué."),
        ("Liens", "", "term", "« Liens » est déjà expliqué, par le mot « Lien »."),
        ("Adresse", "url, LIENS", "forms", "« LIENS » est déjà expliqué, par le mot « Lien »."),
        ("…", "", "term", "Écrivez un mot."),
    ],
)
def test_a_word_is_explained_once(term, forms, field, said):
    factories.word("Lien", forms="liens")

    with pytest.raises(ValidationError) as refused:
        factories.word(term, forms=forms)

    assert {name: [text.replace("\u00a0", " ") for text in texts] for name, texts in refused.value} == {
        field: [said]
    }


def test_a_word_may_be_saved_again_as_it_is():
    word = factories.word("Lien", forms="liens")

    word.full_clean()
