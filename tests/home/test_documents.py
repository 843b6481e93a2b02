"""The documents name what there is."""

import re

from tests.conftest import ROOT

DECISIONS = ROOT / "docs" / "decisions"


def test_every_decision_is_in_the_index_in_its_order_and_bears_its_number():
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    files = sorted(file.name for file in DECISIONS.glob("0*.md"))

    assert re.findall(r"^\| \[\d{4}\]\((.+?)\)", index, re.MULTILINE) == files
    for name in files:
        assert (DECISIONS / name).read_text(encoding="utf-8").startswith(f"# {name[:4]} – "), name


def test_every_command_of_the_makefile_is_told_to_newcomers():
    commands = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in commands if name != "help" and f"make {name}" not in readme] == []


def test_every_setting_is_told():
    settings = (ROOT / "site" / "config" / "settings.py").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    names = re.findall(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)\"""", settings)
    assert len(names) > 10
    assert [name for name in names if f"`{name}`" not in readme] == []
