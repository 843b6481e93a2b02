"""The public style, from short files; icons and drawings that a page carries itself."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template import Context, Template

from core.styles import GROUPS, ORDER, REST, SOURCES, every_page, joined, of_groups
from home.style_guide.views import icons
from tests.conftest import ROOT
from tools import make_sprite


def test_every_file_is_in_each_page_or_in_the_file_of_the_rest_and_the_layers_are_named_first():
    inside, rest = every_page(), Path(finders.find(REST)).read_text(encoding="utf-8")

    found = {
        file.relative_to(SOURCES): [
            where
            for where, text in (("inside", inside), ("rest", rest), *of_groups().items())
            if joined(str(file.relative_to(SOURCES))) in text
        ]
        for file in SOURCES.rglob("*.css")
        if file.name != "fonts.css"  # its addresses are others inside a page
    }
    expected = {
        file: ["rest", file.parent.name]
        if file.parent.name in GROUPS
        else ["rest" if file.parent.name == "rest" else "inside"]
        for file in found
    }
    assert found == expected
    assert inside.startswith(ORDER)
    assert "/*" not in inside + rest
    assert "@font-face" in inside
    assert 'url("..' not in inside


def test_no_text_of_a_style_has_what_is_taken_out_of_it():
    quoted = [
        text
        for file in SOURCES.rglob("*.css")
        for text in re.findall(r'"[^"]*"', file.read_text(encoding="utf-8"))
    ]

    assert quoted
    assert [text for text in quoted if re.search(r"[:;,{}]\s|/\*", text)] == []


def test_only_tokens_hold_colours_and_nothing_is_forced():
    for file in SOURCES.rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        assert "!important" not in text, file.name
        assert file.name == "tokens.css" or not re.search(r"#[0-9a-f]{3,8}\b", text), file.name


def test_directions_follow_the_language():
    """« left » and « right » would be wrong in Arabic."""
    for file in [*SOURCES.rglob("*.css"), *(ROOT / "site/static/css").glob("*.css")]:
        if file.name not in ("paper.css", "poster.css"):  # in French, and read by WeasyPrint
            text = file.read_text(encoding="utf-8")
            assert not re.search(
                r"\b(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)", text
            )


def test_dark_colours_are_the_same_for_the_device_and_for_the_reader_who_chose():
    text = (SOURCES / "tokens.css").read_text(encoding="utf-8")

    chosen = re.search(r'data-theme="dark"\] \{(.*?)\}', text, re.DOTALL)[1].split()
    asked = re.search(r'data-theme="light"\]\) \{(.*?)\}', text, re.DOTALL)[1].split()
    assert chosen == asked


def test_the_sprite_holds_the_icons_that_are_named_and_no_other():
    assert icons() == make_sprite.names()  # else: make sprite


def test_an_icon_is_silent_and_a_drawing_is_part_of_the_page():
    shown = Template('{% icon "phone" %}{% drawing "img/caravan-open.svg" %}').render(Context())

    assert shown.count('aria-hidden="true"') == 2
    assert 'icons.svg#phone"' in shown
    assert "<path" in shown
