"""French spacing, for texts that people typed with an ordinary keyboard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.templatetags import french as tags
from core.typography import NBSP, french


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Où est-elle ?", "Où est-elle~?"),
        ("Attention !", "Attention~!"),
        ("Un ; deux : trois", "Un~; deux~: trois"),
        ("« Bonjour »", "«~Bonjour~»"),
        ("«Bonjour»", "«~Bonjour»"),
        ("à 14 h 30", "à 14~h~30"),
        ("à 9 h", "à 9~h"),
        ("300 000 euros", "300~000~euros"),
        ("1 500 000 €", "1~500~000~€"),
        ("100 %", "100~%"),
        ("l'aide d'ici", "l’aide d’ici"),
        ("l’aide", "l’aide"),
        ("https://exemple.fr/a?b=c;d", "https://exemple.fr/a?b=c;d"),
        ("14:30", "14:30"),
        ("Oui!", "Oui!"),
        ("un \u202f! et deux \u00a0\u00a0?", "un~! et deux~?"),
        ("", ""),
        ("2026", "2026"),
    ],
)
def test_spaces_become_no_break_where_french_wants_it(typed, shown):
    assert french(typed) == shown.replace("~", NBSP)


TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="ah0159 :;?!«»'’%€\u00a0\u202f\n\tsuero"),
)


@given(TEXTS)
@settings(max_examples=500)
def test_applying_it_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@given(TEXTS)
@settings(max_examples=300)
def test_only_spaces_and_apostrophes_ever_change(text):
    def letters(value: str) -> str:
        return "".join(c for c in value.replace("'", "’") if c not in f" {NBSP}\u202f")

    assert letters(french(text)) == letters(text)


@given(TEXTS)
@settings(max_examples=300)
def test_the_filter_never_lets_markup_through(text):
    shown = str(tags.french(f"<b>{text}</b>\"'"))

    assert "<" not in shown
    assert ">" not in shown
    assert '"' not in shown


def test_the_filter_leaves_entities_whole():
    assert tags.french("A & B < C") == "A &amp; B &lt; C"


def test_structured_data_cannot_close_its_script():
    shown = tags.jsonld({"name": "</script><!-- & é"})

    assert shown.count("</script>") == 1
    assert "<!--" not in shown
    assert "é" in shown
