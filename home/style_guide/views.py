"""The page: what stands in templates/components and in site/styles, read from there."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.styles import SOURCES
from home.style_guide.examples import examples

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SPRITE = Path(settings.BASE_DIR) / "site" / "static" / "img" / "icons.svg"
DRAWINGS = Path(settings.BASE_DIR) / "site" / "static" / "img"


@dataclass(frozen=True, slots=True)
class Component:
    """`template`, `style` and `sample` bear its name; the sample is a template that shows it."""

    name: str

    @property
    def sample(self) -> str:
        return f"home/style_guide/samples/{self.name}.html"


def components() -> list[Component]:
    return [Component(file.stem) for file in sorted((TEMPLATES / "components").glob("*.html"))]


def colours() -> list[str]:
    """The names of the tokens that are colours, in the order of the file."""
    text = (SOURCES / "tokens.css").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"--([\w-]+): #", text)))


def icons() -> list[str]:
    return re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8"))


def caravans() -> list[str]:
    return [f"img/{file.name}" for file in sorted(DRAWINGS.glob("caravan-*.svg"))]


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    context = {
        "components": components(),
        "colours": colours(),
        "icons": icons(),
        "caravans": caravans(),
        **examples(),
    }
    return render(request, "home/style_guide/style_guide.html", context)
