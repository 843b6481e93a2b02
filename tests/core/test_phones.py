"""Telephone numbers: what is accepted, how they are shown, what they call."""

import pytest
from django.core.exceptions import ValidationError

from core.phones import PHONE, unbroken, uri


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
