"""The drawn steps of the guides: every picture is described, light, and shows a step that exists."""

import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT
from tools.drawings.__main__ import EDGES, all_scenes, written_down

CONTENT = ROOT / "home" / "demo" / "content"
PICTURES = sorted((CONTENT / "pictures").glob("*.png"))
SCENES = {scene.name: scene for scene in all_scenes()}
NOT_A_DESCRIPTION = ("image", "dessin", "illustration", "photo de", "capture")


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


LISTED = read(CONTENT / "pictures.toml")["pictures"]
SHOWN = read(CONTENT / "step_pictures.toml")["guides"]
GUIDES = [read(path) for path in sorted((CONTENT / "guides").glob("*.toml"))]


def test_every_picture_stands_in_the_list_and_the_reverse():
    assert [path.stem for path in PICTURES] == [row["name"] for row in LISTED]


def test_the_list_says_what_the_scenes_say():
    assert (CONTENT / "pictures.toml").read_text(encoding="utf-8") == written_down(list(SCENES.values()))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_has_the_common_size_and_is_light(path):
    with Image.open(path) as picture:
        size = picture.size

    assert (size, path.stat().st_size <= 25_000) == ((1200, 750), True)


def test_all_pictures_together_are_light():
    assert sum(path.stat().st_size for path in PICTURES) < 2_000_000


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row["name"])
def test_the_words_for_who_does_not_see_it_are_one_plain_sentence(row):
    alt = row["alt"]

    assert 8 <= len(alt) <= 140
    assert alt[0].isupper() or alt[0].isdigit()
    assert alt.endswith(".")
    assert ". " not in alt
    assert not alt.lower().startswith(NOT_A_DESCRIPTION)
    assert not re.search("'|« | [»:;?!]", row["title"] + alt)


@pytest.mark.parametrize("name", SCENES)
def test_a_drawing_uses_the_colours_of_the_site_only(name):
    tokens = set(re.findall(r"--[\w-]+: (#[0-9a-f]{6});", (ROOT / "site/styles/tokens.css").read_text()))

    colours = set(re.findall(r"#[0-9a-f]{6}", SCENES[name].svg))

    assert colours - tokens == set()
    assert len(colours - {"#ffffff", "#f4f7f9"}) <= 5


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_holds_the_flat_colours_of_its_scene(path):
    flat = set(re.findall(r"#[0-9a-f]{6}", SCENES[path.stem].svg))

    with Image.open(path) as picture:
        found = {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in picture.convert("RGB").getcolors()}

    assert flat - found == set()
    assert len(found) <= len(flat) * (1 + len(EDGES))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide["slug"])
def test_every_step_of_a_guide_has_its_picture(guide):
    steps = [block["title"] for block in guide["body"] if block["kind"] == "step"]

    assert list(SHOWN[guide["slug"]]) == steps


def test_every_picture_shows_a_step():
    shown = {name for steps in SHOWN.values() for name in steps.values()}

    assert shown == set(SCENES)
