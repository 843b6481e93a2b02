"""Guards of taste: templates that nobody uses, and references that lead nowhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
ALL = sorted(
    str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*") if file.suffix in (".html", ".txt")
)
CODE = [
    file
    for app in ("home", "schedule", "guides", "site")
    for file in (ROOT / app).rglob("*.py")
    if "migrations" not in file.parts
]
BY_DJANGO = {"404.html", "500.html", "403.html", "400.html", "403_csrf.html"}
# Each is named by its component, and shows it: that is no use of it (tests/home/test_style_guide.py).
SAMPLES = "home/style_guide/samples/"
REFERENCE = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
STATIC = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")


def read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


# Papers and text messages are French only; errors come before any language is known.
FRENCH_ONLY = ("schedule/posters/", "guides/paper", "wagtail", "400", "403", "404", "500", SAMPLES)
BLOCK = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.DOTALL)
BETWEEN = re.compile(r"(?:[}>]),(?:\s|$)|[}>]\s?:\s")


def test_there_is_something_to_guard():
    assert len(ALL) > 25


def test_every_template_is_used():
    texts = {str(file): file.read_text(encoding="utf-8") for file in CODE}
    texts |= {name: read(name) for name in ALL if not name.startswith(SAMPLES)}

    unused = [
        name
        for name in ALL
        if name not in BY_DJANGO
        and not name.startswith(SAMPLES)
        and not name.startswith(("wagtailadmin/", "wagtailsnippets/", "wagtailcore/", "wagtailusers/"))
        and not any(name in text for holder, text in texts.items() if holder != name)
    ]

    assert unused == []


def test_what_stands_between_two_things_follows_the_language_of_the_page():
    """Arabic has another comma, and French a space before a colon: {% comma %}, {% colon %}."""
    public = [name for name in ALL if not name.startswith(FRENCH_ONLY) and "backoffice" not in name]

    found = {name: BETWEEN.findall(BLOCK.sub("", read(name))) for name in public}

    assert len(public) > 60
    assert {name: signs for name, signs in found.items() if signs} == {}


@pytest.mark.parametrize("name", ALL)
def test_every_template_can_be_read_and_what_it_includes_exists(name):
    get_template(name)
    for reference in REFERENCE.findall(read(name)):
        get_template(reference)


def test_every_static_file_that_a_template_names_exists():
    from django.contrib.staticfiles import finders

    missing = {(name, path) for name in ALL for path in STATIC.findall(read(name)) if not finders.find(path)}

    assert missing == set()


@pytest.mark.parametrize("name", ALL)
def test_no_block_stands_inside_a_condition(name):
    """Django reads blocks before conditions: an {% if %} around one is ignored."""
    if "{% extends" not in read(name):
        return
    depth = blocks = 0
    for tag in re.findall(r"\{%\s*(if|endif|for|endfor|block|endblock)\b", read(name)):
        if tag in ("if", "for") and not blocks:
            depth += 1
        elif tag in ("endif", "endfor") and not blocks:
            depth -= 1
        elif tag == "block":
            assert depth == 0, name
            blocks += 1
        elif tag == "endblock":
            blocks -= 1


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("500")])
def test_no_template_holds_an_inline_style_or_script(name):
    text = read(name)

    inline = (
        r"\sstyle=|<style|\son[a-z]+=|<script(?! type=\"application/ld\+json\"|(?: defer)? src=\"\{% static )"
    )
    assert not re.search(inline, text) or "backoffice" in name


def test_every_component_class_of_a_template_has_its_style():
    sources = [*(ROOT / "site/static/css").rglob("*.css"), *(ROOT / "site/styles").rglob("*.css")]
    css = "".join(file.read_text(encoding="utf-8") for file in sources)
    public = [name for name in ALL if "backoffice" not in name]
    stems = {Path(name).stem for name in public if name.startswith("components/")}
    used = {
        cls
        for name in public
        for value in re.findall(r'class="([a-z_\- ]+)"', read(name))
        for cls in value.split()
        if cls.split("__")[0] in stems
    }

    blocks = {cls.split("__")[0].split("--")[0] for cls in used}
    assert [block for block in sorted(blocks) if f".{block}" not in css] == []


def test_no_file_called_utils_and_no_init_in_the_site_folder():
    assert [file for file in CODE if file.stem in ("utils", "helpers", "common", "misc")] == []
    assert not (ROOT / "site" / "__init__.py").exists()
