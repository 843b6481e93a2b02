"""A guide costs the same in a small library and in a large one, with its pictures or without."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from core import stamps
from guides.models import GuidePage
from tests import factories

pytestmark = pytest.mark.django_db
MOST = 8


def queries(client, address: str) -> int:
    client.get(address)  # pictures are made, and what is kept is loaded, once after each change
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def step(number: int, **fields) -> tuple[str, dict]:
    """With a picture of its own, and another one on some devices."""
    Image = get_image_model()
    pictures = [
        Image.objects.create(title=f"{number}{part}", file=get_test_image_file(f"{number}{part}.png"))
        for part in "ab"
    ]
    for picture in pictures:
        picture.contextual_alt_text, picture.decorative = "Un téléphone.", False
    variants = [{"devices": ["iphone"], "text": "<p>Ici.</p>", "expect": "", "picture": pictures[1]}]
    about = {"title": f"Action {number}", "text": "<p>Un lien.</p>", "picture": pictures[0]}
    return "step", about | {"variants": variants}


def copies_of(guide: GuidePage, number: int) -> None:
    """As many more guides, written straight into the tables: a thousand pages take a second."""
    parent = guide.get_parent()
    first = int(Page.objects.filter(depth=guide.depth).order_by("path").last().path[-4:], 36) + 1
    pages = Page.objects.bulk_create(
        Page(
            title=f"Fiche {place}",
            draft_title=f"Fiche {place}",
            slug=f"copie-{place}",
            path=f"{parent.path}{Page._int2str(first + place).rjust(4, '0')}",
            depth=guide.depth,
            url_path=f"{parent.url_path}copie-{place}/",
            content_type_id=guide.content_type_id,
            locale_id=guide.locale_id,
            live=True,
        )
        for place in range(number)
    )
    columns = [field.column for field in GuidePage._meta.local_concrete_fields[1:]]
    names = ", ".join(f'"{column}"' for column in columns)
    copy = f'INSERT INTO guides_guidepage ("page_ptr_id", {names}) SELECT %s, {names} '
    with connection.cursor() as cursor:
        cursor.executemany(
            f"{copy} FROM guides_guidepage WHERE page_ptr_id = %s", [(page.pk, guide.pk) for page in pages]
        )
    stamps.move(stamps.CONTENT)


def test_a_guide_asks_at_most_eight_queries_with_ten_or_a_thousand_guides(client, set_clock):
    set_clock("2026-11-24 10:00")
    collection = factories.collection()
    factories.word("lien")
    guide = factories.guide("Une fiche", slug="fiche", collections=[collection], body=[step(1)])
    long = factories.guide(
        "Longue", slug="longue", collections=[collection], body=[step(number) for number in range(2, 11)]
    )
    copies_of(guide, 8)
    with_ten = [queries(client, address) for address in (guide.url, long.url)]

    copies_of(guide, 990)

    assert [queries(client, address) for address in (guide.url, long.url)] == with_ten
    assert max(with_ten) <= MOST
    assert GuidePage.objects.count() == 1000


@pytest.mark.parametrize("address", ["/guides/", "/guides/mon-logement/"])
def test_lists_of_guides_ask_no_more_queries_for_a_hundred(client, address):
    guide = factories.guide(collections=[factories.collection()])
    for_one = queries(client, address)

    copies_of(guide, 100)

    assert queries(client, address) == for_one <= MOST
