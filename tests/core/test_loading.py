"""Templates are indented, pages are not; nothing that is read or translated changes."""

import pytest
from django.template.base import Origin
from django.template.engine import Engine

from core.loading import TidyLoader


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<ul>\n\n    {% for a in b %}\n      <li>", "<ul>\n\n{% for a in b %}\n<li>"),
        ("<p>{{ words }}\n     <br>", "<p>{{ words }}\n<br>"),
        ("<a>one</a> <a>two</a>", "<a>one</a> <a>two</a>"),
        ("<p>Two lines\n   of words.</p>", "<p>Two lines\n   of words.</p>"),
        (
            "{% blocktranslate %}\n  Two lines\n  <b>.{% endblocktranslate %}",
            "{% blocktranslate %}\n  Two lines\n  <b>.{% endblocktranslate %}",
        ),
    ],
)
def test_only_space_between_tags_that_goes_over_a_line_is_shortened(tmp_path, written, sent):
    file = tmp_path / "page.html"
    file.write_text(written, encoding="utf-8")

    assert TidyLoader(Engine()).get_contents(Origin(str(file))) == sent


def test_a_message_keeps_its_lines(tmp_path):
    file = tmp_path / "message.txt"
    file.write_text("{% if a %}\n\n  {{ b }}", encoding="utf-8")

    assert TidyLoader(Engine()).get_contents(Origin(str(file))) == "{% if a %}\n\n  {{ b }}"
