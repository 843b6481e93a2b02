"""The W3C's HTML checker (vnu) reads every public page in each of its states, and the drawings and styles.

The checker runs once, on a folder: starting Java costs more than reading.
"""

import json
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import Page

from core.styles import joined
from tests.conftest import ROOT
from tests.e2e.public_pages import every_page

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

CHECKER = ROOT / "tests" / "checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ERROR_PAGES = ("400.html", "403.html", "500.html")
WORKDAY = "2026-11-24 10:00"
# What is said and left as it is, each with its reason: right CSS that the checker does not know yet.
ACCEPTED = {
    "CSS: “paint-order”: Property “paint-order” doesn't exist.": "SVG 2: the ring of a place on the map",
    "CSS: “field-sizing”: Property “field-sizing” doesn't exist.": "CSS UI 4: a text to copy, seen whole",
}


@pytest.fixture(scope="module")
def java() -> str:
    found = shutil.which("java")
    if not found or not CHECKER.exists():
        pytest.fail(
            "The HTML checker needs a Java runtime and its package. On Debian or Ubuntu: "
            "sudo apt-get install default-jre-headless, then make test, which installs the rest.",
            pytrace=False,
        )
    return found


@pytest.fixture
def folder(demo, client, set_clock, tmp_path) -> Path:
    """Every page as it is sent, every drawing, and the style sheet."""
    asked = every_page()
    asked |= {
        url: (url, WORKDAY) for page in Page.objects.live().public().filter(depth__gt=1) if (url := page.url)
    }
    for number, (name, (address, at)) in enumerate(asked.items()):
        set_clock(at)
        sent = client.get(address)
        assert sent.status_code in (200, 404), name
        (tmp_path / f"{number:03} {name.strip('/').replace('/', ' ')}.html").write_bytes(sent.content)
    refused = Client(enforce_csrf_checks=True).post("/admin/login/")
    assert refused.status_code == 403
    (tmp_path / "403_csrf.html").write_bytes(refused.content)
    for name in ERROR_PAGES:
        (tmp_path / name).write_text(render_to_string(name), encoding="utf-8")
    for drawing in (ROOT / "site" / "static" / "img").glob("*.svg"):
        shutil.copy(drawing, tmp_path)
    (tmp_path / "site.css").write_text(joined("**/*.css"), encoding="utf-8")
    return tmp_path


def said_by_checker(java: str, folder: Path) -> dict[str, list[str]]:
    """What is said, errors and warnings, by file."""
    done = subprocess.run(
        [java, "-jar", str(CHECKER), "--format", "json", "--also-check-svg", "--also-check-css", str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = defaultdict(list)
    for said in json.loads(done.stderr)["messages"]:
        if said["message"] not in ACCEPTED:
            place = f"line {said.get('lastLine')}, {said.get('extract', '').strip()}"
            found[unquote(Path(said["url"]).name)].append(f"{said['message']} ({place})")
    return dict(found)


def test_the_checker_finds_no_fault_in_any_page_drawing_or_style(java, folder):
    broken = {
        "broken.html": "<!DOCTYPE html><html lang=fr><title>Un</title><img src=a>",
        "broken.svg": '<svg xmlns="http://www.w3.org/2000/svg"><nothing/></svg>',
        "broken.css": "p { colour: red }",
    }
    for name, text in broken.items():
        (folder / name).write_text(text)

    said = said_by_checker(java, folder)

    assert len(list(folder.glob("*.html"))) > 60
    assert [name for name in broken if not said.pop(name, None)] == [], "The checker sleeps."
    assert said == {}
