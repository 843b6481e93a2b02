"""Guides on paper: the PDF is opened again and looked at, as a person would."""

from datetime import date

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from core import paper
from guides.models import GuidePage
from tests import factories
from tests.reading import main

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]
A4 = (595, 842)  # points
IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE


@pytest.fixture(scope="module")
def printed(demo, django_db_blocker) -> dict[str, bytes]:
    """Every guide of the demo, and one collection, as files."""
    with django_db_blocker.unblock():
        slugs = [*GuidePage.objects.values_list("slug", flat=True), "payer-mon-loyer"]
        return {slug: Client().get(f"/guides/{slug}/imprimer.pdf").content for slug in slugs}


def document(content: bytes) -> pypdfium2.PdfDocument:
    assert content.startswith(b"%PDF-")
    return pypdfium2.PdfDocument(content)


def text(pages) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def pictures(pages: pypdfium2.PdfDocument) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each picture in the text (in points), over all pages."""
    return [found.get_bounds() for page in pages for found in page.get_objects(filter=[IMAGE])]


def test_every_guide_is_on_a4_with_all_its_pictures_and_none_is_cut(printed):
    problems = {}
    for guide in GuidePage.objects.all():
        pages = document(printed[guide.slug])
        expected = sum(bool(block.value.get("picture")) for block in guide.body if block.block_type == "step")
        boxes = pictures(pages)
        cut = [box for box in boxes if box[0] < 0 or box[1] < 30 or box[2] > A4[0] or box[3] > A4[1]]
        sizes = {tuple(round(side) for side in page.get_size()) for page in pages}
        if len(boxes) != expected or cut or sizes != {A4} or len(pages) > 8:
            problems[guide.slug] = (len(boxes), expected, cut, sizes, len(pages))

    assert problems == {}


def test_the_words_of_the_page_are_on_the_paper_in_the_same_order(printed):
    guide = GuidePage.objects.get(slug="payer-son-loyer-en-ligne")
    said = text(document(printed[guide.slug]))
    titles = [block.value["title"] for block in guide.body]

    places = [said.find(title.replace("'", "’")) for title in titles]

    assert -1 not in places
    assert places == sorted(places)
    assert "Fiche vérifiée le 3 novembre 2026." in said
    assert "https://www.cdc-habitat.fr" in said


def test_a_telephone_reads_the_code_and_comes_back_to_the_guide(printed):
    first = document(printed["payer-son-loyer-en-ligne"])[0]

    found = zxingcpp.read_barcodes(first.render(scale=3).to_pil())

    assert [code.text for code in found] == ["http://testserver/guides/payer-son-loyer-en-ligne/"]


def test_a_collection_prints_its_guides_one_after_the_other_each_on_its_pages(printed):
    pages = document(printed["payer-mon-loyer"])
    titles = [page.title for page in GuidePage.objects.filter(collections__slug="payer-mon-loyer")]
    first_lines = [page.get_textpage().get_text_bounded() for page in pages]

    beginnings = [said for said in first_lines if "fiche pratique" in said]

    assert len(beginnings) == len(titles) + 1 >= 3
    assert all(title in text([pages[0]]) for title in titles)
    assert all(any(title in said for said in beginnings[1:]) for title in titles)


def test_the_file_says_its_title_and_is_tagged_for_screen_readers(printed):
    pages = document(printed["payer-son-loyer-en-ligne"])

    assert pages.get_metadata_dict()["Title"] == "Payer son loyer en ligne"
    assert pypdfium2.raw.FPDFCatalog_IsTagged(pages.raw)


def test_a_changed_guide_is_printed_anew_and_an_unchanged_one_is_not(client, set_clock):
    set_clock("2026-11-24 10:00")
    guide = factories.guide("Payer", slug="payer")
    before = client.get(f"{guide.url}imprimer.pdf")
    again = client.get(f"{guide.url}imprimer.pdf")
    guide.title = "Régler"
    guide.save_revision().publish()

    after = client.get(f"{guide.url}imprimer.pdf")

    assert before.content == again.content
    assert "Régler" in text(document(after.content))
    assert before["Content-Disposition"] == 'inline; filename="payer.pdf"'


def test_only_the_way_of_the_chosen_device_is_printed(client):
    variants = [
        {"devices": ["android"], "text": "<p>Glissez vers le haut.</p>"},
        {"devices": ["iphone"], "text": "<p>Glissez vers le bas.</p>"},
    ]
    guide = factories.guide(
        "Chercher", slug="chercher", body=[("step", {"title": "Cherchez", "text": "", "variants": variants})]
    )

    said = text(document(client.get(f"{guide.url}imprimer.pdf?appareil=iphone").content))

    assert "Glissez vers le bas." in said
    assert "Glissez vers le haut." not in said
    assert "Imprimée pour : iPhone" in said.replace("\xa0", " ")


@pytest.mark.parametrize("address", ["/guides/rien/imprimer.pdf", "/guides/vide/imprimer.pdf"])
def test_what_is_not_public_or_empty_has_no_paper(client, address):
    factories.collection("vide")
    draft = factories.guide("Caché", slug="rien")
    draft.unpublish()

    assert client.get(address).status_code == 404


def test_without_pango_the_page_offers_no_file_and_the_address_says_what_to_do(client, monkeypatch):
    monkeypatch.setattr(paper, "is_available", lambda: False)
    guide = factories.guide("Payer", slug="payer")

    answer = client.get(f"{guide.url}imprimer.pdf")

    assert "imprimer.pdf" not in client.get(guide.url).content.decode()
    assert answer.status_code == 503
    assert "Imprimer" in main(answer)


def test_no_file_of_this_machine_gets_into_a_page():
    local = paper._local_files()

    for address in (
        "file:///etc/passwd",
        "http://site.invalid/static/../../config/settings.py",
        "http://site.invalid/media/%2e%2e/site.sqlite3",
        "http://169.254.169.254/",
        "http://site.invalid/etc/passwd",
    ):
        with pytest.raises((ValueError, KeyError)):
            local.fetch(address)


def test_pages_are_made_once_for_the_same_words_whoever_asks(client, monkeypatch):
    guide = factories.guide("Payer", slug="payer", collections=[factories.collection("seule")])
    made = []
    really = paper._make
    monkeypatch.setattr(paper, "_make", lambda html, style: made.append(html) or really(html, style))

    for address in ("", "?appareil=iphone", "?appareil=ordinateur", "?appareil=minitel", "?x=1"):
        client.get(f"{guide.url}imprimer.pdf{address}")
    assert len(made) == 1
    collection = document(client.get("/guides/seule/imprimer.pdf").content)

    assert collection.get_metadata_dict()["Title"] == "Seule"
    assert document(client.get(f"{guide.url}imprimer.pdf").content).get_metadata_dict()["Title"] == "Payer"


def test_while_others_are_made_nobody_waits_and_the_page_comes_back_by_itself(client):
    guide = factories.guide("Payer", slug="payer")

    with paper._at_work:
        answer = client.get(f"{guide.url}imprimer.pdf")

    assert (answer.status_code, answer["Retry-After"], answer["Refresh"]) == (503, "5", "5")
    assert "no-store" in answer["Cache-Control"]
    assert "Votre fiche se prépare" in main(answer)
    assert client.get(f"{guide.url}imprimer.pdf").content.startswith(b"%PDF-")


def test_an_old_guide_says_so_on_paper_too(client, set_clock):
    guide = factories.guide("Payer", slug="payer")
    factories.check(guide, date(2026, 11, 2))
    set_clock("2028-01-10 10:00")

    assert "il y a plus d’un an" in text(document(client.get(f"{guide.url}imprimer.pdf").content))
