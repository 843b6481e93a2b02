"""What is empty in a new guide does not stop its publication: no database."""

import pytest
from wagtail.rich_text import RichText

from guides.filled import filled, is_empty

STEP = {"title": "", "text": RichText("<p></p>"), "picture": None, "tip": "", "variants": []}
WARNING = {"about": "arnaque", "title": " ", "text": RichText("<p>&nbsp;</p>")}


@pytest.mark.parametrize("value", ["", " \xa0", STEP, WARNING, {"problem": "", "solution": ""}, None, [{}]])
def test_nothing_to_read_and_nothing_to_see_is_empty(value):
    assert is_empty(value)


@pytest.mark.parametrize(
    "value",
    [
        "a",
        STEP | {"picture": object()},
        STEP | {"text": RichText("<p>a</p>")},
        STEP | {"variants": [{"devices": ["iphone"], "expect": ""}]},
    ],
)
def test_a_picture_a_ticked_box_or_one_letter_is_something(value):
    assert not is_empty(value)


def test_empty_blocks_go_and_the_others_keep_their_place():
    found = [("step", STEP), ("step", STEP | {"title": "Ouvrez"}), ("warning", WARNING), ("need", "Un bail")]

    assert filled(found) == [1, 3]


def test_a_guide_never_loses_its_only_step():
    assert filled([("warning", WARNING), ("step", STEP), ("step", STEP)]) == [1]
