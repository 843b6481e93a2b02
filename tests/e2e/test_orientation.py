"""Partners and « Qui peut m’aider ? », from the mediator to the reader: what the demo does not show."""

from playwright.sync_api import Page, expect

from tests.e2e.backoffice import save, words
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import CUT_TEXTS, SMALL_TARGETS, violations

WORKDAY = "2026-11-27 10:00"  # the services of the demo were checked the day before
LOGO = "site/static/img/share.png"
SNIPPETS = "/admin/snippets/home/"


def assert_open_to_all(page: Page) -> None:
    assert violations(page) == {390: [], 1280: []}
    for viewport in (PHONE, DESK, {"width": 320, "height": 640}):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        assert page.evaluate(CUT_TEXTS) == []
        assert page.evaluate(SMALL_TARGETS) == []


def test_what_a_mediator_adds_on_a_phone_is_what_a_reader_can_call(own_site, sign_in, new_visitor):
    own_site.set_clock(WORKDAY)
    mediator, visitor = sign_in(own_site), new_visitor(own_site)

    mediator.goto(f"{SNIPPETS}service/add/")
    assert mediator.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    mediator.fill("[name=name]", "Service d’exemple")
    mediator.fill("[name=summary]", "Il répond à tout.")
    mediator.fill("[name=phone]", "02 61 91 00 01")
    mediator.get_by_label("Ma retraite").check()
    mediator.get_by_label("Couëron").check()
    mediator.fill("[name=source_url]", "https://www.exemple.fr/")
    mediator.fill("[name=checked_on]", "2026-11-27")
    save(mediator)
    visitor.goto("/qui-peut-m-aider/?besoin=retraite&commune=coueron")

    first = visitor.locator(".service_card").first
    call, name = first.locator(".service_card__call"), first.locator("h3")
    assert words(name) == "Service d’exemple"
    assert call.get_attribute("href") == "tel:0261910001"
    assert call.bounding_box()["y"] < name.bounding_box()["y"]


def test_when_nobody_is_known_the_page_is_open_to_all(own_site, sign_in, new_visitor):
    own_site.set_clock(WORKDAY)
    mediator, visitor = sign_in(own_site), new_visitor(own_site)

    mediator.goto(f"{SNIPPETS}service/")
    mediator.get_by_role("link", name="France services", exact=True).click()
    mediator.get_by_label("Trouver un travail").check()
    save(mediator)
    mediator.goto(f"{SNIPPETS}need/add/")
    mediator.fill("[name=title]", "Autre chose")
    mediator.fill("[name=slug]", "autre")
    save(mediator)
    visitor.goto("/qui-peut-m-aider/?besoin=autre")

    expect(visitor.get_by_role("status")).to_contain_text("Nous n’avons pas encore de réponse à cela.")
    expect(visitor.locator(".talk_box .day_list__day")).to_have_count(3)
    assert_open_to_all(visitor)


def test_a_partner_with_a_logo_who_receives_people_is_open_to_all(own_site, sign_in, new_visitor):
    own_site.set_clock(WORKDAY)
    mediator, visitor = sign_in(own_site, viewport=DESK), new_visitor(own_site)

    mediator.goto(f"{SNIPPETS}partner/add/")
    mediator.fill("[name=name]", "Centre d’exemple")
    mediator.select_option("[name=kind]", "receives")
    mediator.fill("[name=phone]", "02 61 91 00 02")
    mediator.locator("[data-chooser-action-choose]").first.click()
    mediator.get_by_role("tab", name="Transférer").click()
    mediator.set_input_files("[name=image-chooser-upload-file]", LOGO)
    expect(mediator.locator("[name=image-chooser-upload-title]")).to_have_value("share")
    mediator.locator(".modal").get_by_role("button", name="Transférer").click()
    expect(mediator.locator(".modal")).to_have_count(0)
    mediator.fill("[name=logo_alt]", "Logo du centre d’exemple")
    save(mediator)
    found = []
    for address in ("/partenaires/", "/"):
        visitor.goto(address)
        found.append(visitor.get_by_role("img", name="Logo du centre d’exemple").count())
        assert_open_to_all(visitor)

    assert found == [1, 1]


def test_on_paper_the_form_goes_and_the_numbers_stay(site, new_visitor):
    site.set_clock(WORKDAY)
    visitor = new_visitor(site)
    visitor.goto("/qui-peut-m-aider/?besoin=loyer")

    visitor.emulate_media(media="print")

    assert not visitor.locator(".orientation_form").is_visible()
    call = visitor.locator(".service_card__call").first
    assert words(call) == "Appeler le 02 40 99 27 00 : CCAS de Nantes"
