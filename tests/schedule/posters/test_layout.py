"""What is measured in Python before a poster is drawn is what the style sheet draws."""

import re

import pytest

from schedule.posters.layout import CARD, SHEET
from tests.conftest import ROOT

STYLE = (ROOT / "site/static/css/poster.css").read_text(encoding="utf-8")
SIZES = [(f".sheet--{size.name}", size) for size in SHEET.sizes] + [
    (".card" if size.name == "card" else f".card--{size.name}", size) for size in CARD.sizes
]


def drawn(selector: str, name: str) -> float:
    """The number of a declaration, in rem; 0 where the style says nothing of it."""
    rule = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", STYLE, re.MULTILINE)
    found = rule and re.search(rf"\b{name}: ([\d.]+)", rule[1])
    return float(found[1]) if found else 0


@pytest.mark.parametrize(("selector", "size"), SIZES, ids=lambda value: str(value)[:20])
def test_the_sizes_of_a_list_of_dates_are_those_of_the_style(selector, size):
    assert {
        "day": drawn(f"{selector} li", "font-size"),
        "hours": drawn(f"{selector} .line__hours", "font-size"),
        "place": drawn(f"{selector} .group__place", "font-size"),
        "address": drawn(f"{selector} .group__address", "font-size"),
        "gap": drawn(f"{selector} li", "margin-bottom"),
        "columns": drawn(f"{selector} .dates__all", "columns") or 1,
    } == {
        "day": size.day,
        "hours": size.hours,
        "place": size.place,
        "address": size.address,
        "gap": size.gap,
        "columns": size.columns,
    }


@pytest.mark.parametrize(("paper", "start"), [(SHEET, ""), (CARD, ".card")])
def test_the_sizes_of_a_title_are_those_of_the_style(paper, start):
    _, long, longest = paper.titles

    assert drawn(f"{start}.title--long h1", "font-size") == long
    assert drawn(f"{start}.title--longest h1", "font-size") == longest
