"""Telephone numbers: what is accepted, how they are shown, what they call."""

import re
from html import escape, unescape

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.dates import NBSP
from core.phones import PHONE, linked, unbroken, uri

NUMBERS = [
    "02 40 99 10 00",
    "0240991000",
    "06.12.34.56.78",
    "0 805 16 00 75",
    "0 809 401 401",
    "0\u202f800 123 456",
]


@pytest.mark.parametrize(
    "number", ["3230", "115", "02 40 99 10 00", "0 805 16 00 75", "02.40.99.10.00", "+33 2 40 99 10 00"]
)
def test_a_number_as_people_write_it_is_accepted(number):
    PHONE(number)


@pytest.mark.parametrize(
    "number", ["", "1", "trente-deux trente", "02 40 99 10 00 (accueil)", "javascript:1", "02-40", "02\n40"]
)
def test_anything_else_is_refused(number):
    with pytest.raises(ValidationError):
        PHONE(number)


@pytest.mark.parametrize(
    ("number", "address"),
    [("02 40 99 10 00", "tel:0240991000"), ("02.40.99", "tel:024099"), ("+33 2 40", "tel:+33240")],
)
def test_the_address_to_call_holds_digits_only(number, address):
    assert uri(number) == uri(unbroken(number)) == address


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_of_ten_digits_in_a_text_can_be_called(number):
    digits = re.sub(r"\D", "", number)

    shown = linked(f"Appelez le {number}.")

    assert shown == f'Appelez le <a href="tel:{digits}">{number.replace(" ", NBSP)}</a>.'


@pytest.mark.parametrize(
    "text",
    [
        "Envoyez-le au 33700, ou appelez le 3230 en 2026.",
        "Votre numéro fiscal : 01 23 45 67 89 012.",
        "Votre numéro : 1 02 40 99 10 00.",
        "Recopiez 4970 1012 3456 7890.",
        "https://example.org/0240991000?tel=0240991000",
        "www.0240991000.fr ou 0240991000.fr",
        "0240991000@example.org",
        "<a href='/x/'>Le <b>02 40 99 10 00</b></a>",
        "<img alt='02 40 99 10 00'>",
        "30 000 000 à 02 000 euros",
    ],
)
def test_what_is_no_number_to_call_stays_as_it_is(text):
    assert linked(text) == text


@given(st.lists(st.one_of(st.sampled_from([*NUMBERS, "«", ".", "https://", "@", "12"]), st.text(max_size=8))))
def test_any_text_keeps_its_words_and_is_linked_once(parts):
    text = escape(" ".join(parts))

    shown = linked(text)

    assert unescape(re.sub(r"</?a[^>]*>", "", shown)).replace(NBSP, " ") == unescape(text).replace(NBSP, " ")
    assert linked(shown) == shown
    assert all(len(digits) == 10 for digits in re.findall(r'href="tel:(\d+)"', shown))
