"""Pages on paper, as the browser prints them: black on white, with their address and their day."""

import pypdfium2
import pytest

pytestmark = pytest.mark.appearance

WORKDAY = "2026-11-24 10:00"
DARK = {"color_scheme": "dark"}


@pytest.fixture(scope="module")
def chromium(whole_chromium):
    return whole_chromium


@pytest.fixture
def printed(site, new_visitor):
    """`printed(address)`: the sheets that come out, from a screen in dark colours."""

    def print_(address: str) -> pypdfium2.PdfDocument:
        site.set_clock(WORKDAY)
        page = new_visitor(site, **DARK)
        page.goto(address)
        content = page.pdf(prefer_css_page_size=True, print_background=True)
        return pypdfium2.PdfDocument(content)

    return print_


def words(sheets: pypdfium2.PdfDocument) -> str:
    text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    return " ".join(text.replace("\u00a0", " ").split())


def ground(sheets: pypdfium2.PdfDocument) -> tuple[int, ...]:
    """The colour that covers most of the first sheet."""
    picture = sheets[0].render(scale=0.5).to_pil().convert("RGB")
    _number, colour = max(picture.getcolors(picture.width * picture.height))
    return colour


@pytest.mark.parametrize(
    "address", ["/permanences/", "/guides/payer-son-loyer-en-ligne/", "/qui-peut-m-aider/?besoin=loyer"]
)
def test_a_page_prints_black_on_white_with_its_address_and_its_day(site, printed, address):
    sheets = printed(address)

    said = words(sheets)
    assert ground(sheets) == (255, 255, 255)
    assert "Page lue le 24 novembre 2026. Son adresse :" in said
    assert f"{site.url}{address}" in said.replace("- ", "-").replace(" ", "")
    assert [name for name in ("Plan du site", "Affichage", "Rechercher") if name in said] == []


def test_a_month_fits_one_sheet_lying_on_its_side(printed):
    (sheet,) = sheets = printed("/permanences/?vue=mois&mois=2026-12")

    said = words(sheets)
    assert sheet.get_width() > sheet.get_height()
    assert "Décembre 2026" in said
    assert said.count("de 14 h à 17 h") > 10
    assert "La caravane vient." not in said


def test_a_telephone_number_stays_and_what_can_only_be_pressed_goes(printed):
    said = words(printed("/qui-peut-m-aider/?besoin=loyer"))

    assert "Appeler le 02 40 99 27 00" in said
    assert "Voir qui peut m’aider" not in said
