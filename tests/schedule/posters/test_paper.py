"""Posters on paper: the PDF is opened again and looked at, as a person would."""

from datetime import date, time

import pypdfium2
import pytest
import zxingcpp

from core import paper
from home.models import SiteSettings
from schedule.actions.change_date import change_date
from schedule.models import Poster
from tests import factories
from tests.reading import lake, main

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]
A4, A3 = (595, 842), (842, 1191)  # points
LONG = "Résidence des Trois-Tilleuls et de l’Ancienne-Filature, bâtiment C, entrée côté parking"
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture(autouse=True)
def today(set_clock, site):
    SiteSettings.objects.create(site=site, phone="02 40 99 10 00", association="Le Coup de main numérique")
    set_clock("2026-11-20 10:00")


@pytest.fixture
def site(db):
    from wagtail.models import Site

    return Site.objects.get()


def printed(client, page_url: str, form: str) -> pypdfium2.PdfDocument:
    response = client.post(f"{page_url}affiche/", {"format": form}, follow=True)
    assert response["Content-Type"] == "application/pdf", main(response)
    return pypdfium2.PdfDocument(response.content)


def words(page) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def overlaps(page) -> list[tuple]:
    """Lines of text that another one runs into: what did not fit."""
    read = page.get_textpage()
    boxes = [read.get_rect(number) for number in range(read.count_rects())]
    found = []
    for number, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            along = min(top, other[3]) - max(bottom, other[1])
            if across > 1 and along > 0.45 * min(top - bottom, other[3] - other[1]):
                found.append((left, bottom, right, top, *other))
    return found


def test_a_poster_says_the_place_the_dates_in_words_the_hours_the_phone_and_when_it_was_printed(client):
    place = lake(address="12 rue du Lac")
    factories.stay(TUESDAY, FRIDAY, at=place)

    (page,) = printed(client, place.url, "a4")
    said, code = words(page), Poster.objects.get().code

    assert "La caravane vient ici Résidence du Lac 12 rue du Lac, 44220 Couëron" in said
    assert "De 9 h 30 à 12 h 30 et de 14 h à 17 h Mardi 24 novembre 2026 Mercredi 25 novembre 2026" in said
    assert "Appelez le 02 40 99 10 00" in said
    assert f"tapez : testserver/affiches/{code}" in said
    assert f"Affiche imprimée le vendredi 20 novembre 2026. Code : {code}." in said


@pytest.mark.parametrize(("form", "size", "codes"), [("a4", A4, 1), ("a3", A3, 1), ("carte", A4, 4)])
def test_a_telephone_reads_the_code_and_comes_to_the_check(client, form, size, codes):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)

    (page,) = printed(client, place.url, form)
    read = zxingcpp.read_barcodes(page.render(scale=3).to_pil())

    assert tuple(round(side) for side in page.get_size()) == size
    assert [code.text for code in read] == [
        f"http://testserver/affiches/{Poster.objects.get().code}/"
    ] * codes


@pytest.mark.parametrize(
    ("title", "last", "forms"),
    [
        ("Le Lac", TUESDAY, ["a4"]),
        ("Le Lac", date(2027, 2, 5), ["a4"]),
        (LONG, FRIDAY, ["a4", "carte"]),
        (LONG, date(2027, 2, 5), ["a4", "carte"]),
    ],
    ids=["short-1", "short-40", "long-4", "long-40"],
)
def test_short_and_long_names_and_few_and_many_dates_stand_on_one_page_uncut(client, title, last, forms):
    place = factories.place(title, slug="lieu", address="112 bis avenue du Général-de-Gaulle prolongée")
    stay = factories.stay(TUESDAY, last, at=place)
    if last > FRIDAY:
        change_date(stay, date(2026, 11, 25), kind="hours", start=time(10), end=time(16))

    for form in forms:
        (page,) = printed(client, place.url, form)
        assert overlaps(page) == []
        assert "24 novembre 2026" in words(page)
        assert ("D’autres dates suivent." in words(page)) is (last > FRIDAY)


def test_a_poster_of_a_commune_names_each_place_above_its_dates(client):
    town = factories.commune("Couëron", slug="coueron")
    for number, title in enumerate(["Le Lac", LONG, "Le Pré"]):
        place = factories.place(title, town, slug=f"lieu-{number}", address="1 rue du Lac")
        first = date(2026, 11, 24 + number)
        factories.stay(first, first, at=place)

    (page,) = printed(client, town.url, "a4")
    said = words(page)

    assert overlaps(page) == []
    assert "La caravane vient à Couëron" in said
    assert said.index("Le Lac") < said.index("24 novembre") < said.index("Le Pré") < said.index("26 novembre")


def test_without_pango_nothing_is_offered_and_the_address_says_what_to_do(client, monkeypatch):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    monkeypatch.setattr(paper, "is_available", lambda: False)

    offer = client.get(f"{place.url}affiche/")
    answer = client.post(f"{place.url}affiche/", {"format": "a4"}, follow=True)

    assert "Faire le PDF" not in main(offer)
    assert answer.status_code == 503
    assert "Imprimer" in main(answer)


def test_while_others_are_made_nobody_waits_and_the_page_comes_back_by_itself(client):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)

    with paper._at_work:
        answer = client.post(f"{place.url}affiche/", {"format": "a4"}, follow=True)

    assert (answer.status_code, answer["Retry-After"], answer["Refresh"]) == (503, "5", "5")
    assert "Votre affiche se prépare" in main(answer)
