"""Wagtail speaks plain French here: our catalogue (site/wording) goes before its own."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.utils.translation import gettext, override

from core.typography import french

CATALOGUE = Path(__file__).resolve().parents[2] / "site/wording/fr/LC_MESSAGES/django.po"
JARGON = re.compile(r"workflow|fragment|modération|modérat|tâche|soumi|soumettre|status|validation", re.I)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
ENTRIES = list(polib.pofile(str(CATALOGUE)))


@pytest.fixture(scope="module")
def texts_of_wagtail() -> set[str]:
    files = Path(wagtail.__file__).parent.glob("**/locale/fr/LC_MESSAGES/django.po")
    return {entry.msgid for file in files for entry in polib.pofile(str(file)) if not entry.obsolete}


def test_each_text_is_still_one_of_wagtail(texts_of_wagtail):
    assert [entry.msgid for entry in ENTRIES if entry.msgid not in texts_of_wagtail] == []


def test_our_words_are_those_on_the_screen():
    with override("fr"):
        said = {entry.msgid: gettext(entry.msgid) for entry in ENTRIES}

    assert said == {entry.msgid: entry.msgstr for entry in ENTRIES}


def test_no_word_of_the_trade_is_left():
    assert [entry.msgstr for entry in ENTRIES if JARGON.search(entry.msgstr)] == []


def test_nothing_is_asked_for_that_wagtail_does_not_give():
    for entry in ENTRIES:
        given, asked = (set(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgstr))
        assert asked <= given, entry.msgid


def test_the_typography_is_ours():
    assert [entry.msgstr for entry in ENTRIES if entry.msgstr != french(entry.msgstr)] == []
