"""What stands on paper comes from this site: its files under their own name, or that of production."""

import pytest
from django.conf import settings

from core import paper


def test_a_file_is_found_by_its_name_and_by_the_name_with_a_hash_that_production_serves(
    monkeypatch, tmp_path
):
    monkeypatch.setitem(paper.ROOTS, "static", (paper.STATIC, tmp_path))
    served = tmp_path / "img" / "caravan-open.8af99e38ef66.svg"
    served.parent.mkdir()
    served.write_text("<svg/>")

    found = [paper.file_of(f"{paper.HERE}/static/img/{name}") for name in ("caravan-open.svg", served.name)]

    assert found == [settings.BASE_DIR / "site/static/img/caravan-open.svg", served]


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/static/img/caravan-open.svg",
        f"{paper.HERE}/static/../../README.md",
        f"{paper.HERE}/static/%2e%2e/%2e%2e/README.md",
        f"{paper.HERE}/etc/passwd",
        f"{paper.HERE}/static/img/nothing.svg",
        "file:///etc/passwd",
    ],
)
def test_nothing_else_is_a_file_of_this_site(url):
    assert paper.file_of(url) is None
