"""Words explained in place: pure, without a database."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typography import french
from guides.words import Explained, Glossary, slug


def word(term: str, *forms: str) -> Explained:
    return Explained(slug(term), term, "Un sens.", "Un exemple.", (term, *forms))


GLOSSARY = Glossary(
    [
        word("Lien", "liens"),
        word("Mot de passe", "mots de passe"),
        word("Mot"),
        word("E-mail", "e-mails", "mail"),
        word("Écran d’accueil"),
        word("SMS"),
    ]
)


def linked(html: str) -> list[tuple[str, str]]:
    """Text and target of each explained word."""
    return re.findall(r'<a class="word" href="#mot-([^"]+)" data-word="[^"]+">([^<]*)</a>', html)


def without_links(html: str) -> str:
    return re.sub(r'<a class="word"[^>]*>([^<]*)</a>', r"\1", html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Touchez le lien.", [("lien", "lien")]),
        ("Les LIENS s’ouvrent.", [("lien", "LIENS")]),
        ("Un lien, puis des liens.", [("lien", "lien")]),
        ("Votre mot de passe", [("mot-de-passe", "mot de passe")]),
        ("Vos mots\u00a0de\u00a0passe", [("mot-de-passe", "mots\u00a0de\u00a0passe")]),
        ("L'écran d'accueil", [("ecran-d-accueil", "écran d’accueil")]),
        ("alien, liens-là, semi-lien, lienne, lien2", []),
        ("Un e-mail", [("e-mail", "e-mail")]),
        ("hotmail mailing", []),
        ("Un lİen, un lıen", []),
        ("Le SMS (message)", [("sms", "SMS")]),
        ("", []),
    ],
)
def test_words_are_recognised_as_a_person_would(text, found):
    assert linked(GLOSSARY.reader().plain(text)) == found


def test_a_word_is_explained_once_in_a_guide():
    reader = GLOSSARY.reader()

    first, second = reader.plain("Un lien."), reader.html("<p>Un lien et un <b>SMS</b>.</p>")

    assert linked(first + second) == [("lien", "lien"), ("sms", "SMS")]
    assert list(reader.met) == ["lien", "sms"]


def test_what_stands_in_a_link_is_left_alone():
    html = '<p><a href="/x/">Le lien</a> puis le lien</p>'

    assert GLOSSARY.reader().html(html).startswith('<p><a href="/x/">Le lien</a> puis le <a class="word"')


def test_on_paper_words_are_met_but_not_linked():
    reader = GLOSSARY.reader(linked=False)

    assert reader.html("<p>Un lien.</p>") == "<p>Un lien.</p>"
    assert list(reader.met) == ["lien"]


def test_a_glossary_without_words_changes_nothing():
    assert Glossary([]).reader().html("<p>Un lien &amp; plus.</p>") == "<p>Un lien &amp; plus.</p>"


def test_a_link_that_leads_nowhere_any_more_is_a_link_all_the_same():
    html = GLOSSARY.reader().html("<a>Le lien</a> puis le lien")

    assert html.startswith('<a>Le lien</a> puis le <a class="word"')


@given(st.text(alphabet="lienSMSmot dpase<>&\"'’-\u00a0éE.", max_size=60))
def test_only_links_are_added_to_a_plain_text(text):
    html = GLOSSARY.reader().plain(text)

    assert unescape(without_links(html)) == french(text)
    assert "<" not in without_links(html)


@given(st.lists(st.sampled_from(["lien", "SMS", "&lt;", " ", "<b>", "</b>", "<a href='x'>", "</a>", "é"])))
def test_markup_comes_out_as_it_went_in(pieces):
    html = "".join(pieces)

    assert without_links(GLOSSARY.reader().html(html)) == html


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Pièce jointe", "piece-jointe"),
        ("Œil", "oeil"),
        ("Wi-Fi", "wi-fi"),
        ("«!»", ""),
        ("4G", "4g"),
        ("é" * 80, "e" * 60),
    ],
)
def test_a_word_has_an_address_without_accents(term, expected):
    assert slug(term) == expected


def test_the_address_of_a_long_word_is_cut():
    assert slug("é" * 80) == "e" * 60
